import type { DraftLines } from './draft-lines.ts'

/**
 * Takes a scan that came while the cursor was in no cell: one more of a product that the order has, or a new row.
 * `onDone` gets the product's name and the row where it now is.
 */
export async function scanIntoOrder(
  lines: DraftLines,
  text: string,
  onDone: (name: string, row: number) => void,
): Promise<void> {
  const found = await lines.findProduct(text)
  if ('reason' in found) {
    const [key] = lines.add()
    if (key !== undefined) lines.enter([{ key, column: 'productNumber', text }])
    return
  }
  const { thing: product } = found
  const one = 10 ** product.decimals
  const isTold = (key: number) => {
    const line = lines.line(key)
    return line.product?.variantId === product.variantId && line.quantitySku !== null && line.lotNumber === ''
  }
  const known = product.tracking.serials ? undefined : lines.keys.findLast(isTold)
  if (known === undefined) lines.add(1, { product, quantitySku: one })
  else lines.set(known, { quantitySku: lines.line(known).quantitySku! + one }, 'quantitySku')
  onDone(product.name, known === undefined ? lines.keys.length - 1 : lines.positionOf(known))
}
