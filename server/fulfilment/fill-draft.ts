import { sql } from 'kysely'
import { TryAgain, type Tx } from '../platform/database/public.ts'
import { Refusal, refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { lackingOfNote, piecesHaveSerials } from './identifiers.ts'
import { lockItsOrder } from './lock-order.ts'

interface Missing {
  lineId: number
  orderLineId: number
  variantId: number
  product: string
  decimals: number
  hasLots: boolean
  quantity: number
  locationId: number
  location: string
}

/**
 * Makes a draft ready when nothing on it asks for a person's choice any more: goods that are all alike are claimed, and
 * what is missing of lots is taken soonest expiry first and marked as suggested. Gives false for a note that is no draft,
 * or lacks identifiers. Refuses not_enough. The order's row is locked here, as every change of a note does, unless the
 * caller has locked it.
 */
export async function fillDraft(
  tx: Tx,
  noteId: number,
  { isLocked = false }: { isLocked?: boolean } = {},
): Promise<boolean> {
  const [, missing] = await Promise.all([isLocked ? null : lockItsOrder(tx, noteId), raise(tx, noteId)])
  if (missing === undefined) return false
  const picks = await picksFor(tx, missing)
  try {
    const locationId = missing[0]?.locationId ?? 0
    await stock.allocate(tx, { documentId: noteId, locationId, picks })
  } catch (error) {
    // Somebody took of a lot that nobody here had chosen: another one may do.
    throw error instanceof Refusal && error.code === 'lot_short' ? new TryAgain() : error
  }
  return true
}

/** Makes the draft ready and gives what is missing on it, marked as suggested where it goes by lot; undefined if it stays as it is. */
async function raise(tx: Tx, noteId: number): Promise<Missing[] | undefined> {
  const { rows } = await sql<{ missing: Missing[] }>`
    with raised as (
      update delivery_note n set state = 'ready'
       where n.id = ${noteId} and n.state = 'draft' and not exists (${lackingOfNote(noteId)})
      returning n.id, n.location_id
    ), missing as materialized (
      select l.id, l.line_number, l.order_line_id, l.variant_id, v.name as product, v.decimals, p.tracks_lots,
             l.quantity - coalesce(claimed.quantity, 0) as quantity
        from raised join delivery_note_line l on l.note_id = raised.id
        join variant v on v.id = l.variant_id join product p on p.id = v.product_id
        left join lateral (
          select sum(a.quantity)::bigint as quantity from allocation a
           where a.document_id = l.note_id and a.document_line_id = l.id and a.outcome is null
        ) claimed on true
       where l.quantity > coalesce(claimed.quantity, 0) and not ${piecesHaveSerials}
    ), suggested as (
      update delivery_note_line l set quantity_suggested = missing.quantity
        from missing where l.id = missing.id and missing.tracks_lots
    )
    select coalesce((
             select json_agg(json_build_object(
                      'lineId', missing.id, 'orderLineId', order_line_id, 'variantId', variant_id, 'product', product,
                      'decimals', decimals, 'hasLots', tracks_lots, 'quantity', quantity,
                      'locationId', location.id, 'location', location.name) order by line_number)
               from missing), '[]') as missing
      from raised join location on location.id = raised.location_id`.execute(tx.db)
  return rows[0]?.missing
}

async function picksFor(tx: Tx, missing: readonly Missing[]): Promise<stock.PickLine[]> {
  const byLot = missing.filter(line => line.hasLots)
  const plain = missing.filter(line => !line.hasLots)
  const pickOf = ({ lineId, orderLineId, variantId }: Missing) => ({
    lineId,
    orderLineId,
    variantId,
    unitIds: null,
  })
  const lots = await suggest(tx, byLot)
  return [
    ...plain.map(line => ({ ...pickOf(line), quantity: line.quantity, lotId: null })),
    ...lots.map(({ position, lotId, quantity }) => ({ ...pickOf(byLot[position - 1]!), quantity, lotId })),
  ]
}

/** Lots for all that is missing. */
async function suggest(tx: Tx, lines: readonly Missing[]): Promise<stock.LotPart[]> {
  if (lines.length === 0) return []
  const wants = lines.map(({ variantId, quantity }, index) => ({ position: index + 1, variantId, quantity }))
  const lots = await stock.soonestLots(tx, lines[0]!.locationId, wants)
  for (const [index, line] of lines.entries()) {
    const found = lots.filter(lot => lot.position === index + 1).reduce((sum, lot) => sum + lot.quantity, 0)
    if (found < line.quantity)
      throw refuse('not_enough', {
        product: line.product,
        where: line.location,
        available: stock.formatQuantity(found, line.decimals),
        wanted: stock.formatQuantity(line.quantity, line.decimals),
      })
  }
  return lots
}
