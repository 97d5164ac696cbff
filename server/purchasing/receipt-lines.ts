import { type RawBuilder, sql } from 'kysely'
import type { ReceiptLineInput } from '../../contract/warehousing.ts'
import { changed, type Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'

/**
 * What is in of an order's row, by the column that holds the row's id: all that receipts which stand put into bins. One
 * look by index for each row, whatever the planner knows of a table that was just filled.
 */
export function receivedOf(lineId: string): RawBuilder<number> {
  return sql<number>`coalesce((
    select sum(came.quantity)::bigint from goods_receipt_line came join goods_receipt receipt on receipt.id = came.receipt_id
     where came.order_line_id = ${sql.ref(lineId)} and receipt.reversed_at is null), 0)`
}

/** Writes down that everything which is still open came in. Of an order of which nothing is in yet, nothing is added up. */
export async function insertOpenLines(tx: Tx, receiptId: number, orderId: number): Promise<void> {
  await sql`
    insert into goods_receipt_line (receipt_id, line_number, order_line_id, quantity, place_id)
    select ${receiptId}, line_number, id, open, place_id from (
      select l.id, l.line_number, l.place_id, l.quantity_sku - case
               when exists (select from goods_receipt r where r.order_id = ${orderId} and r.id <> ${receiptId} and r.reversed_at is null)
               then ${receivedOf('l.id')} else 0 end as open
        from purchase_order_line l where l.order_id = ${orderId}
    ) line
     where open > 0 order by line_number`.execute(tx.db)
}

/**
 * Writes down what the clerk says came in, and proves it for the whole set: rows of this order, bins of its location, one
 * piece for each serial number, and no more than was ordered and is tolerated. Refuses bad_input, not_found,
 * line_over_received.
 */
export async function insertGivenLines(
  tx: Tx,
  receiptId: number,
  orderId: number,
  lines: readonly ReceiptLineInput[],
): Promise<void> {
  refuseEmptyLines(lines)
  const column = <Value>(read: (line: ReceiptLineInput) => Value) => lines.map(read)
  const inserted = await sql`
    insert into goods_receipt_line (receipt_id, line_number, order_line_id, quantity, damaged_quantity, damage_reason,
                                    place_id, lot_number, serial, made_on, expires_on, supplier_lot)
    select ${receiptId}, given.position, l.id, given.quantity, given.damaged, nullif(given.reason, ''),
           coalesce(given.place_id, l.place_id), given.lot_number, given.serial, given.made_on, given.expires_on,
           given.supplier_lot
      from unnest(${column(l => l.lineId)}::bigint[], ${column(l => l.quantity)}::bigint[],
                  ${column(l => l.damagedQuantity)}::bigint[], ${column(l => (l.damagedQuantity > 0 ? l.damageReason.trim() : ''))}::text[],
                  ${column(l => l.binId)}::bigint[], ${column(l => l.lotNumber)}::text[], ${column(l => l.serial)}::text[],
                  ${column(l => l.madeOn)}::date[], ${column(l => l.expiresOn)}::date[],
                  ${column(l => l.supplierLot ?? null)}::text[])
           with ordinality as given (line_id, quantity, damaged, reason, place_id, lot_number, serial, made_on, expires_on,
                                     supplier_lot, position)
      join purchase_order_line l on l.id = given.line_id and l.order_id = ${orderId}`.execute(tx.db)
  if (changed(inserted) < lines.length) throw refuse('not_found', { what: 'row of this order' })
  await refuseBadLines(tx, receiptId)
  await refuseTooMuch(tx, receiptId)
}

/** What can be seen in the rows alone. */
function refuseEmptyLines(lines: readonly ReceiptLineInput[]): void {
  const problems = lines.flatMap((line, index) => {
    if (line.quantity + line.damagedQuantity === 0)
      return [{ path: `lines.${index}.quantity`, sentence: 'Enter how much came in, or leave the row out.' }]
    if (line.damagedQuantity > 0 && line.damageReason.trim() === '')
      return [{ path: `lines.${index}.damageReason`, sentence: 'Enter what is damaged.' }]
    return []
  })
  if (problems.length > 0) throw refuse('bad_input', { problems })
}

async function refuseBadLines(tx: Tx, receiptId: number): Promise<void> {
  const { rows } = await sql<{ position: number; line: number; fault: 'bin' | 'crowded'; product: string }>`
    select position, line, fault, product from (
      select rl.line_number as position, l.line_number as line, v.name as product,
             case when bin.id is null then 'bin' when rl.quantity > 1 and (p.tracks_serials or coalesce(rl.serial, l.serial) is not null) then 'crowded' end as fault
        from goods_receipt_line rl
        join goods_receipt r on r.id = rl.receipt_id
        join purchase_order_line l on l.id = rl.order_line_id
        join variant v on v.id = l.variant_id join product p on p.id = v.product_id
        left join place bin on bin.id = rl.place_id and bin.location_id = r.location_id
       where rl.receipt_id = ${receiptId}
    ) judged
     where fault is not null order by position limit 1`.execute(tx.db)
  const bad = rows[0]
  if (bad === undefined) return
  if (bad.fault === 'bin') throw refuse('not_found', { what: 'bin of this location' })
  const sentence = `Line ${bad.line}: ${bad.product} has serial numbers. Enter each piece with its own.`
  throw refuse('bad_input', { problems: [{ path: `lines.${bad.position - 1}.quantity`, sentence }] })
}

/** Asked under the lock of the order's row, so that nobody else's part can slip in between. */
async function refuseTooMuch(tx: Tx, receiptId: number): Promise<void> {
  const { rows } = await sql<{
    order: string
    line: number
    product: string
    decimals: number
    open: number
    given: number
  }>`
    select d.number as order, line.line_number as line, v.name as product, v.decimals, line.given,
           greatest(line.allowed - line.received + line.given, 0) as open
      from (
        select l.line_number, l.variant_id, l.order_id, g.given, ${receivedOf('l.id')} as received,
               case when p.tracks_serials or l.serial is not null then l.quantity_sku
                    else l.quantity_sku * (100 + o.over_delivery_percent) / 100 end as allowed
          from (select order_line_id, sum(quantity)::bigint as given from goods_receipt_line where receipt_id = ${receiptId} group by 1) g
          join purchase_order_line l on l.id = g.order_line_id
          join purchase_order o on o.id = l.order_id
          join variant v on v.id = l.variant_id join product p on p.id = v.product_id
      ) line
      join document d on d.id = line.order_id
      join variant v on v.id = line.variant_id
     where line.received > line.allowed and line.given > 0
     order by line.line_number limit 1`.execute(tx.db)
  const over = rows[0]
  if (over === undefined) return
  const { order, line, product, decimals, open, given } = over
  throw refuse('line_over_received', {
    order,
    line,
    product,
    open: stock.formatQuantity(open, decimals),
    given: stock.formatQuantity(given, decimals),
  })
}

/**
 * What a receipt took in, as the ledger takes it: what the receipt's rows do not say is as the order's rows say. A lot or
 * serial that the order names counts only while the product is tracked so: it may have been converted since.
 */
export function receiptGoods(receiptId: number): RawBuilder<unknown> {
  const ofOrder = (given: string, ordered: string) => sql`coalesce(
             ${sql.ref(given)}, case when p.tracks_lots and rl.lot_number is null then ${sql.ref(ordered)} end)`
  return sql`
    select l.id as line_id, l.line_number, l.variant_id, rl.quantity, rl.place_id,
           ${ofOrder('rl.lot_number', 'l.lot_number')} as lot_number,
           coalesce(rl.serial, case when p.pieces_have_serials then l.serial end) as serial,
           coalesce(l.supplier_id, o.supplier_id) as supplier_id, ${ofOrder('rl.made_on', 'l.made_on')} as made_on,
           ${ofOrder('rl.expires_on', 'l.expires_on')} as expires_on,
           ${ofOrder('rl.supplier_lot', 'l.supplier_lot')} as supplier_lot
      from goods_receipt_line rl
      join purchase_order_line l on l.id = rl.order_line_id
      join purchase_order o on o.id = l.order_id
      join variant v on v.id = l.variant_id join product p on p.id = v.product_id
     where rl.receipt_id = ${receiptId} and rl.quantity > 0`
}
