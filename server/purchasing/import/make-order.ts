import type { PurchaseLineInput } from '../../../contract/purchasing.ts'
import * as catalog from '../../catalog/public.ts'
import * as people from '../../people/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import * as stock from '../../stock/public.ts'
import { openDraft } from '../add-purchase-order.ts'
import { checkLines, insertLines } from '../order-lines.ts'
import type { Judgement } from './judge-import.ts'
import type { ReadRows } from './read-rows.ts'

/** One statement's worth of lines: the transaction stays whole, the memory for it small. */
const linesAtOnce = 5000

/**
 * Makes what the file names and the shop does not have, then the draft order with a line for each row, in its order. The
 * order has the supplier when all rows have the same one; otherwise each line has its own. `wrote` gets the count of
 * lines so far, and may throw to give up. Every row must have been judged as good. Refuses what addProducts refuses,
 * when somebody has just made the same product.
 */
export async function makeOrder(
  tx: Tx,
  read: ReadRows,
  judgement: Judgement,
  { fileName, locationId }: { fileName: string; locationId: number },
  wrote: (lines: number) => void,
): Promise<{ orderId: number; number: string }> {
  const lineOf = await makeParents(tx, read, judgement, locationId)
  const supplierId = onlySupplier(read, lineOf)
  const order = await openDraft(
    tx,
    { supplierId, locationId, expectedOn: null, notes: '' },
    { lines: read.rows.length, importedFrom: fileName },
  )
  for (let start = 0; start < read.rows.length; start += linesAtOnce) {
    wrote(start)
    const count = Math.min(linesAtOnce, read.rows.length - start)
    const lines = Array.from({ length: count }, (_, index) => lineOf(start + index))
    const ownSupplier = (line: PurchaseLineInput) => (supplierId === null ? line.supplierId : null)
    await insertLines(
      tx,
      order.id,
      lines.map(line => ({ ...line, supplierId: ownSupplier(line) })),
      start + 1,
    )
  }
  await checkLines(tx, order.id)
  return { orderId: order.id, number: order.number }
}

/** Makes suppliers, bins and products that are missing; gives the function from a row's position to its line. */
async function makeParents(
  tx: Tx,
  { rows }: ReadRows,
  { suppliers, bins, products, quantities }: Judgement,
  locationId: number,
): Promise<(position: number) => PurchaseLineInput> {
  const madeSuppliers =
    suppliers.missing.length > 0 ? await people.addSuppliers(tx, suppliers.missing) : new Map()
  const supplierIds = new Map<string, number>([...suppliers.ids, ...madeSuppliers])
  const binIds = new Map([...bins.ids, ...(await makeBins(tx, locationId, bins.missing))])
  const made = await catalog.addProducts(
    tx,
    products.made.map(product => product.toInput()),
  )
  made.forEach(({ variantId }, index) => {
    products.made[index]!.variantId = variantId
  })
  return position => {
    const row = rows[position]!
    return {
      variantId: products.ofRow[position]!.variantId!,
      supplierId: row.supplier ? supplierIds.get(row.supplier)! : null,
      quantitySku: quantities[position]!,
      priceMinor: row.priceMinor ?? 0,
      binId: row.bin ? binIds.get(row.bin)! : null,
      lotNumber: row.lotNumber ?? null,
      serial: row.serial ?? null,
      madeOn: row.madeOn ?? null,
      expiresOn: row.expiresOn ?? null,
      supplierLot: row.supplierLot ?? null,
    }
  }
}

async function makeBins(tx: Tx, locationId: number, codes: readonly string[]): Promise<Map<string, number>> {
  if (codes.length === 0) return new Map()
  const { bins } = await stock.addBins(tx, locationId, codes)
  const ids = new Map(bins.map(bin => [bin.code, bin.id]))
  return new Map(codes.map(code => [code, ids.get(code.normalize('NFC'))!]))
}

function onlySupplier({ rows }: ReadRows, lineOf: (position: number) => PurchaseLineInput): number | null {
  const first = lineOf(0).supplierId
  return rows.every((_, position) => lineOf(position).supplierId === first) ? first : null
}
