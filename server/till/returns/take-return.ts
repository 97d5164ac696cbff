import { sql } from 'kysely'
import type { SalesSums } from '../../../contract/sales-sums.ts'
import { refundSums } from '../../../contract/till/refund-sums.ts'
import type { TakenReturn, TillReturnInput } from '../../../contract/till/returns.ts'
import * as fulfilment from '../../fulfilment/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import * as sales from '../../sales/public.ts'
import { actingAs, cashierOf } from '../device/cashier-of.ts'
import type { TillDevice } from '../device/which-till.ts'
import { countInOpenDrawer, shareDrawers } from '../sales/drawers.ts'
import { differs } from '../sales/sale-sums.ts'
import { contentHash } from '../sales/store-sale.ts'
import { readNoteLines } from './find-receipt.ts'
import { storeReturn } from './store-return.ts'

/**
 * Takes goods of a receipt back under a return R…, and gives the money back: the goods by the rules of all returns, the
 * money by the rule that the receipt was made by. Once for its id. Refuses cashier_unknown, till_right_lacking,
 * drawer_closed, sale_id_reused, sale_sums_differ, refund_too_large, not_found, and what `fulfilment.takeReturn` refuses.
 */
export async function takeReturn(tx: Tx, till: TillDevice, back: TillReturnInput): Promise<TakenReturn> {
  const before = await readReturned(tx, back)
  if (before !== undefined) return before
  const cashier = await cashierOf(tx, till, back.signInId, true)
  if (!cashier.mayRefund) throw refuse('till_right_lacking', { name: cashier.name, right: 'give money back' })
  const drawers = await shareDrawers(tx, till, back.drawerId)
  if (!drawers.isOpen) throw refuse('drawer_closed', { till: till.name })
  const acting = actingAs(tx, cashier)
  const sale = await lockSale(acting, back.saleId)
  const sums = await refundOf(acting, sale, back)
  await sales.refundReceipt(acting, sale.documentId, {
    amountMinor: sums.totalMinor,
    refunds: back.refunds.map(({ method, amountMinor, reference }) => ({
      method: method === 'exchange' ? 'other' : method,
      amountMinor,
      reference: method === 'exchange' ? 'Exchange' : reference,
    })),
  })
  const made = await fulfilment.takeReturn(acting, {
    customerId: sale.customerId,
    note: '',
    refundMinor: sums.totalMinor,
    lines: await linesFor(acting, sale.documentId, back),
  })
  await storeReturn(acting, till, {
    id: back.id,
    hash: contentHash(back),
    drawerId: drawers.id,
    countedIn: drawers.countedIn,
    saleId: back.saleId,
    returnId: made.id,
    cashierId: cashier.id,
    at: back.at < tx.at ? back.at : tx.at,
    sums,
    refunds: back.refunds,
  })
  if (drawers.countedIn === null) await countInOpenDrawer(acting, 'till_return', back.id)
  return { id: back.id, returnId: made.id, number: made.number, refundMinor: sums.totalMinor }
}

async function readReturned(tx: Tx, back: TillReturnInput): Promise<TakenReturn | undefined> {
  const { rows } = await sql<TakenReturn & { hash: Buffer }>`
    select r.id, r.return_id as "returnId", d.number, r.refund_minor as "refundMinor", r.content_hash as hash
      from till_return r join document d on d.id = r.return_id where r.id = ${back.id}`.execute(tx.db)
  if (rows[0] === undefined) return undefined
  const { hash, ...returned } = rows[0]
  if (!hash.equals(contentHash(back))) throw refuse('sale_id_reused', {})
  return returned
}

interface LockedSale {
  documentId: number
  customerId: number
  pricesIncludeTax: boolean
  discountBasisPoints: number
}

/** The order that the receipt is, behind the lock under which everything about its goods and money happens. */
async function lockSale(tx: Tx, saleId: string): Promise<LockedSale> {
  const { rows } = await sql<LockedSale>`
    select o.id as "documentId", o.customer_id as "customerId", o.prices_include_tax as "pricesIncludeTax",
           o.discount_basis_points as "discountBasisPoints"
      from till_sale sale join sales_order o on o.id = sale.document_id
     where sale.id = ${saleId} and sale.state = 'sold' for update of o`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'receipt' })
  return rows[0]
}

async function refundOf(tx: Tx, sale: LockedSale, back: TillReturnInput): Promise<SalesSums> {
  const lines = await readNoteLines(tx, sale.documentId)
  const returning = lines.map(line =>
    back.lines.filter(one => one.noteLineId === line.id).reduce((sum, one) => sum + one.quantity, 0),
  )
  if (back.lines.some(one => lines.every(line => line.id !== one.noteLineId)))
    throw refuse('not_found', { what: 'line of this receipt' })
  // More than there is, is refused by its name when the goods are taken back.
  const possible = returning.map((quantity, index) => {
    const line = lines[index]!
    return Math.min(quantity, line.quantity - line.returned)
  })
  const sums = refundSums(lines, sale, possible)
  const isPossible = possible.every((quantity, index) => quantity === returning[index])
  const paid = back.refunds.reduce((sum, one) => sum + one.amountMinor, 0)
  if (isPossible && sums.totalMinor !== back.refundMinor)
    throw differs('The refund', back.refundMinor, sums.totalMinor)
  if (isPossible && paid !== sums.totalMinor) throw differs('What is given back', paid, sums.totalMinor)
  return sums
}

/** Goods go back to the bin that they were sold from. */
async function linesFor(tx: Tx, documentId: number, back: TillReturnInput) {
  const { rows } = await sql<{ lineId: number; placeId: number }>`
    select document_line_id as "lineId", min(place_id) as "placeId" from allocation
     where document_id = ${documentId} and outcome = 'delivered' group by document_line_id`.execute(tx.db)
  const binOf = new Map(rows.map(row => [row.lineId, row.placeId]))
  return back.lines.map(line => ({
    unitId: line.unitId,
    noteLineId: line.unitId === null ? line.noteLineId : null,
    lotId: line.unitId === null ? line.lotId : null,
    quantity: line.quantity,
    reasonId: line.reasonId,
    comment: line.comment,
    binId: binOf.get(line.noteLineId) ?? 0,
    outcome: line.outcome === 'resell' ? ('resell' as const) : null,
  }))
}
