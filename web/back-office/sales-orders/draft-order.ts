import type { VariantChoice } from '../../../contract/catalog.ts'
import type { SalesOrderInput } from '../../../contract/sales.ts'

/** A line that is being typed. Quantity and price are null while their fields cannot be read. */
export interface DraftLine {
  /** One line a product: the product is the line's identity. */
  readonly product: VariantChoice
  readonly quantity: number | null
  readonly priceMinor: number | null
}

/** One whole of a product, in its smallest counted unit. */
export const oneOf = (product: Pick<VariantChoice, 'decimals'>): number => 10 ** product.decimals

/** What a quantity in smallest units is worth, in minor units, rounded as the server rounds. */
export function worthOf(quantity: number, priceMinor: number, decimals: number): number {
  return Math.round((quantity * priceMinor) / 10 ** decimals)
}

export function totalOf(lines: readonly DraftLine[]): number {
  return lines.reduce(
    (sum, { quantity, priceMinor, product }) =>
      sum + worthOf(quantity ?? 0, priceMinor ?? 0, product.decimals),
    0,
  )
}

/** Adds one of a product: to its line if it has one, else as a new line at the product's price. */
export function withProduct(lines: readonly DraftLine[], product: VariantChoice): DraftLine[] {
  const known = lines.some(line => line.product.variantId === product.variantId)
  if (!known) return [...lines, { product, quantity: oneOf(product), priceMinor: product.priceMinor }]
  return lines.map(line =>
    line.product.variantId === product.variantId
      ? { ...line, quantity: (line.quantity ?? 0) + oneOf(product) }
      : line,
  )
}

export function withLine(lines: readonly DraftLine[], changed: DraftLine): DraftLine[] {
  return lines.map(line => (line.product.variantId === changed.product.variantId ? changed : line))
}

export function isReadable(line: DraftLine): boolean {
  return line.quantity !== null && line.quantity > 0 && line.priceMinor !== null
}

/** What is sent for readable lines. */
export function orderInput(
  customerId: number,
  locationId: number,
  notes: string,
  lines: readonly DraftLine[],
): SalesOrderInput & { channel: 'back_office' } {
  const sent = lines.map(({ product, quantity, priceMinor }) => ({
    variantId: product.variantId,
    quantity: quantity ?? 0,
    priceMinor: priceMinor ?? 0,
  }))
  return { customerId, locationId, notes, channel: 'back_office', lines: sent }
}
