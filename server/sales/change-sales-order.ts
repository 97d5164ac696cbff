import { sql } from 'kysely'
import type { SalesOrder, SalesOrderChange } from '../../contract/sales.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { refuseInvoiced } from './invoices-of-order.ts'
import { lockOrder } from './lock-order.ts'
import { type PricedLine, priceLines, totalOf } from './price-lines.ts'
import { readSalesOrder } from './read-sales-order.ts'

interface StoredLine {
  id: number
  variantId: number
  product: string
  decimals: number
  quantity: number
  onNotes: number
  taxBasisPoints: number
}

type ChangedLine = PricedLine & { readonly id: number | null; readonly by: number }

/**
 * Changes an order's lines, address and terms while nothing of it is delivered; what it reserves follows. A line that stays
 * keeps the tax of the day it was ordered on. Refuses not_found, wrong_state, changed_meanwhile, has_invoices,
 * line_on_notes (fewer than delivery notes have already) and not_enough.
 */
export async function changeSalesOrder(
  tx: Tx,
  orderId: number,
  change: SalesOrderChange,
): Promise<SalesOrder> {
  const order = await lockOrder(tx, orderId)
  if (order.state !== 'open')
    throw refuse('wrong_state', {
      document: order.number,
      state: order.state.replace('_', ' '),
      needed: 'open',
    })
  if (order.version !== change.version) throw await whoChanged(tx, orderId)
  await refuseInvoiced(tx, orderId, order.number)

  const stored = await readStored(tx, orderId)
  const lines = await changedLines(tx, order.number, change.lines, stored)
  const terms = {
    pricesIncludeTax: order.pricesIncludeTax,
    discountBasisPoints: change.discountBasisPoints ?? 0,
    shippingMinor: change.shippingMinor ?? 0,
    shippingTaxBasisPoints: change.shippingTaxBasisPoints ?? 0,
  }
  const totalMinor = totalOf(lines, terms)
  await sql`
    update sales_order set notes = ${change.notes}, address = ${change.address ?? order.address},
           billing_address = ${change.billingAddress ?? order.billingAddress}, total_minor = ${totalMinor},
           discount_basis_points = ${terms.discountBasisPoints}, shipping_minor = ${terms.shippingMinor},
           shipping_tax_basis_points = ${terms.shippingTaxBasisPoints}, version = version + 1
     where id = ${orderId}`.execute(tx.db)
  const kept = new Set(lines.map(line => line.id))
  const removed = [...stored.values()].filter(line => !kept.has(line.id))
  const ids = await storeLines(tx, orderId, lines, removed)
  await stock.changeReservations(tx, {
    documentId: orderId,
    locationId: order.locationId,
    lines: [
      ...lines.map(({ variantId, by }, index) => ({ lineId: ids[index]!, variantId, by })),
      ...removed.map(({ id, variantId, quantity }) => ({ lineId: id, variantId, by: -quantity })),
    ],
  })
  await documents.recordEvent(tx, orderId, 'changed')
  return readSalesOrder(tx, orderId)
}

async function whoChanged(tx: Tx, orderId: number) {
  const events = await documents.readEvents(tx, orderId)
  return refuse('changed_meanwhile', { what: 'order', by: events.at(-1)?.actor ?? 'Somebody' })
}

async function readStored(tx: Tx, orderId: number): Promise<Map<number, StoredLine>> {
  const { rows } = await sql<StoredLine>`
    select l.id, l.variant_id as "variantId", v.name as product, v.decimals, l.quantity, l.quantity_on_notes as "onNotes",
           l.tax_basis_points as "taxBasisPoints"
      from sales_order_line l join variant v on v.id = l.variant_id where l.order_id = ${orderId}`.execute(
    tx.db,
  )
  return new Map(rows.map(row => [row.id, row]))
}

async function changedLines(
  tx: Tx,
  order: string,
  wanted: SalesOrderChange['lines'],
  stored: ReadonlyMap<number, StoredLine>,
): Promise<ChangedLine[]> {
  const known = new Set([...stored.values()].map(line => line.variantId))
  const priced = await priceLines(tx, wanted, known)
  const seen = new Map<number, number>()
  const lines = priced.map((line, index): ChangedLine => {
    const id = wanted[index]!.id ?? null
    const former = id === null ? undefined : stored.get(id)
    // A line that another clerk removed, or one given twice: what the version missed is a made-up request.
    if (id !== null && (former?.variantId !== line.variantId || seen.has(id)))
      throw refuse('not_found', { what: 'order line' })
    if (former === undefined) return { ...line, id: null, by: line.quantity }
    seen.set(former.id, line.quantity)
    return {
      ...line,
      id: former.id,
      taxBasisPoints: former.taxBasisPoints,
      by: line.quantity - former.quantity,
    }
  })
  for (const { id, onNotes, product, decimals } of stored.values())
    if ((seen.get(id) ?? 0) < onNotes)
      throw refuse('line_on_notes', { product, order, onNotes: stock.formatQuantity(onNotes, decimals) })
  return lines
}

/** Gives the ids of the lines in their order. Numbers are first moved out of each other's way. */
async function storeLines(
  tx: Tx,
  orderId: number,
  lines: readonly ChangedLine[],
  removed: readonly StoredLine[],
): Promise<number[]> {
  const given = sql`
    unnest(${lines.map((_, index) => index + 1)}::int[], ${lines.map(line => line.id)}::bigint[],
           ${lines.map(line => line.variantId)}::bigint[], ${lines.map(line => line.quantity)}::bigint[],
           ${lines.map(line => line.priceMinor)}::bigint[], ${lines.map(line => line.discountBasisPoints)}::int[],
           ${lines.map(line => line.taxBasisPoints)}::int[])
      as given (line_number, id, variant_id, quantity, price_minor, discount_basis_points, tax_basis_points)`
  const [, , , , { rows }] = await Promise.all([
    sql`delete from sales_order_line where id = any(${removed.map(line => line.id)}::bigint[])`.execute(
      tx.db,
    ),
    sql`update sales_order_line set line_number = -line_number where order_id = ${orderId}`.execute(tx.db),
    sql`
      update sales_order_line l set line_number = given.line_number, quantity = given.quantity,
             price_minor = given.price_minor, discount_basis_points = given.discount_basis_points
        from ${given} where l.id = given.id`.execute(tx.db),
    sql`
      insert into sales_order_line (order_id, line_number, variant_id, quantity, price_minor, discount_basis_points, tax_basis_points)
      select ${orderId}, line_number, variant_id, quantity, price_minor, discount_basis_points, tax_basis_points
        from ${given} where given.id is null`.execute(tx.db),
    sql<{ id: number }>`
      select id from sales_order_line where order_id = ${orderId} order by line_number`.execute(tx.db),
  ])
  return rows.map(row => row.id)
}
