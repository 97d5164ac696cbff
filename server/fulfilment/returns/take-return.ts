import { sql } from 'kysely'
import type { GoodsReturn, ReturnInput } from '../../../contract/returns.ts'
import * as catalog from '../../catalog/public.ts'
import * as documents from '../../documents/public.ts'
import { changed, TryAgain, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import * as stock from '../../stock/public.ts'
import { judgeLines, type SoldLine } from './judge-lines.ts'
import { readPieceSales, whyNotBack } from './piece-sales.ts'
import { readReturn } from './read-return.ts'
import { settleLines } from './settle-lines.ts'

/**
 * Takes goods back from a customer under a return R… of its own, all of it or nothing: they lie in their bins and are
 * claimed by the return until they are inspected; what was judged at once is settled at once. Everything happens behind the
 * locks of the orders that sent the goods, so that nothing comes back twice. Refuses already_returned, not_with_customer,
 * sold_to_another, line_over_returned, not_returnable, wrong_state (not delivered yet), not_found (reason, bin, customer,
 * line), and on_hold, expired, expires_too_soon for what is put back for sale at once.
 */
export async function takeReturn(tx: Tx, input: ReturnInput): Promise<GoodsReturn> {
  const sales = await lockSales(tx, input)
  const lines = await judgeLines(tx, input, sales)
  await catalog.lockTracking(tx, [...new Set(lines.map(line => line.variantId))])
  await refuseConverted(tx, lines)
  const opened = await documents.openDocument(tx, 'return', 'returned')
  const lineIds = await store(tx, opened.id, input, lines)
  await stock.takeBack(tx, {
    documentId: opened.id,
    goods: lines.map((line, index) => ({
      lineId: lineIds[index]!,
      soldLineId: line.noteLineId,
      variantId: line.variantId,
      lotId: line.lotId,
      unitId: line.unitId,
      quantity: line.quantity,
      placeId: line.input.binId,
    })),
  })
  await settleLines(
    tx,
    opened.id,
    lines.flatMap(({ input: { outcome } }, index) =>
      outcome === null ? [] : [{ lineId: lineIds[index]!, outcome, finding: '', binId: null }],
    ),
  )
  await tellNotes(tx, opened, lines)
  return readReturn(tx, opened.id)
}

/**
 * Locks the orders behind all that comes back, in the order of their keys, and says which delivery line each piece was
 * sold on: asked again under the locks, because it may have come back or been swapped meanwhile.
 */
async function lockSales(tx: Tx, { lines }: ReturnInput): Promise<Map<number, number>> {
  const unitIds = lines.flatMap(line => line.unitId ?? [])
  const before = await salesOf(tx, unitIds)
  await sql`
    select from sales_order where id in (
      select n.order_id from delivery_note_line l join delivery_note n on n.id = l.note_id
       where l.id = any(${[...before.values(), ...lines.flatMap(line => line.noteLineId ?? [])]}::bigint[]))
     order by id for update`.execute(tx.db)
  const after = await salesOf(tx, unitIds)
  if (unitIds.some(unitId => before.get(unitId) !== after.get(unitId))) throw new TryAgain()
  return after
}

async function salesOf(tx: Tx, unitIds: readonly number[]): Promise<Map<number, number>> {
  if (unitIds.length === 0) return new Map()
  const pieces = await readPieceSales(tx, unitIds)
  if (pieces.length < new Set(unitIds).size) throw refuse('not_found', { what: 'piece' })
  return new Map(
    pieces.map(piece => {
      if (piece.noteLineId === null) throw whyNotBack(piece)
      return [piece.unitId, piece.noteLineId]
    }),
  )
}

/** What was sold before a conversion is not told apart as the stock is now. Asked after the tracking is locked. */
async function refuseConverted(tx: Tx, lines: readonly SoldLine[]): Promise<void> {
  const { rows } = await sql<{ line: number }>`
    select given.line from unnest(${lines.map(line => line.variantId)}::bigint[], ${lines.map(line => line.lotId !== null)}::boolean[],
                                  ${lines.map(line => line.unitId !== null)}::boolean[])
             with ordinality as given (variant_id, has_lot, has_serial, line)
      join variant v on v.id = given.variant_id join product p on p.id = v.product_id
     where p.tracks_lots <> given.has_lot or p.pieces_have_serials <> given.has_serial
     order by given.line limit 1`.execute(tx.db)
  if (rows[0] !== undefined) throw refuse('not_returnable', { what: lines[rows[0].line - 1]!.what })
}

/** Gives the ids of the lines in their order. The counter on the delivery line is the last word on how much may come back. */
async function store(tx: Tx, id: number, input: ReturnInput, lines: readonly SoldLine[]): Promise<number[]> {
  await sql`
    insert into goods_return (id, customer_id, returned_on, note, refund_minor)
    values (${id}, ${input.customerId}, ${tx.today}, ${input.note}, ${input.refundMinor})`.execute(tx.db)
  const counted = await sql`
    update delivery_note_line l set quantity_returned = l.quantity_returned + back.quantity
      from (select line_id, sum(quantity)::bigint as quantity
              from unnest(${lines.map(line => line.noteLineId)}::bigint[], ${lines.map(line => line.quantity)}::bigint[]) as g (line_id, quantity)
             group by line_id) back
     where l.id = back.line_id and l.quantity_returned + back.quantity <= l.quantity`.execute(tx.db)
  if (changed(counted) < new Set(lines.map(line => line.noteLineId)).size) throw new TryAgain()
  const { rows } = await sql<{ id: number }>`
    insert into goods_return_line (return_id, line_number, note_line_id, variant_id, lot_id, unit_id, quantity, reason_id, comment, place_id)
    select ${id}::bigint, g.line_number, g.note_line_id, g.variant_id, g.lot_id, g.unit_id, g.quantity, g.reason_id, g.comment, g.place_id
      from unnest(${lines.map(line => line.noteLineId)}::bigint[], ${lines.map(line => line.variantId)}::bigint[],
                  ${lines.map(line => line.lotId)}::bigint[], ${lines.map(line => line.unitId)}::bigint[],
                  ${lines.map(line => line.quantity)}::bigint[], ${lines.map(line => line.input.reasonId)}::bigint[],
                  ${lines.map(line => line.input.comment)}::text[], ${lines.map(line => line.input.binId)}::bigint[])
           with ordinality as g (note_line_id, variant_id, lot_id, unit_id, quantity, reason_id, comment, place_id, line_number)
     order by g.line_number
    returning id, line_number`.execute(tx.db)
  return rows.map(row => row.id).sort((a, b) => a - b)
}

async function tellNotes(
  tx: Tx,
  { id, number }: { id: number; number: string },
  lines: readonly SoldLine[],
): Promise<void> {
  const told = new Set(lines.flatMap(line => [line.noteId, line.orderId]))
  for (const documentId of [...told].sort((a, b) => a - b))
    await documents.recordEvent(tx, documentId, 'returned', { return: number, returnId: id })
}
