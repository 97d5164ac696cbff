import { sql } from 'kysely'
import { changed, TryAgain, type Tx } from '../platform/database/public.ts'
import { Refusal, refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { lackingOfNote, piecesHaveSerials } from './identifiers.ts'

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
 * or lacks identifiers. Refuses not_enough. The order's row is locked here, as every change of a note does.
 */
export async function fillDraft(tx: Tx, noteId: number): Promise<boolean> {
  const [, { rows: missing }, raised] = await Promise.all([
    sql`select from sales_order where id = (select order_id from delivery_note where id = ${noteId}) for update`.execute(
      tx.db,
    ),
    readMissing(tx, noteId),
    sql`update delivery_note n set state = 'ready'
         where n.id = ${noteId} and n.state = 'draft' and not exists (${lackingOfNote(sql`n.id`)})`.execute(
      tx.db,
    ),
  ])
  if (changed(raised) === 0) return false
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

function readMissing(tx: Tx, noteId: number) {
  return sql<Missing>`
    select l.id as "lineId", l.order_line_id as "orderLineId", l.variant_id as "variantId", v.name as product, v.decimals,
           p.tracks_lots as "hasLots", l.quantity - coalesce(claimed.quantity, 0) as quantity,
           n.location_id as "locationId", location.name as location
      from delivery_note_line l join delivery_note n on n.id = l.note_id join location on location.id = n.location_id
      join variant v on v.id = l.variant_id join product p on p.id = v.product_id
      left join lateral (
        select sum(a.quantity)::bigint as quantity from allocation a
         where a.document_id = l.note_id and a.document_line_id = l.id and a.ended_at is null
      ) claimed on true
     where l.note_id = ${noteId} and l.quantity > coalesce(claimed.quantity, 0) and not ${piecesHaveSerials}
     order by l.line_number`.execute(tx.db)
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

/** Lots for all that is missing; marks on each line how much of it nobody chose. */
async function suggest(tx: Tx, lines: readonly Missing[]): Promise<stock.LotPart[]> {
  if (lines.length === 0) return []
  const wants = lines.map(({ variantId, quantity }, index) => ({ position: index + 1, variantId, quantity }))
  const [lots] = await Promise.all([
    stock.soonestLots(tx, lines[0]!.locationId, wants),
    sql`
      update delivery_note_line l set quantity_suggested = given.quantity
        from unnest(${lines.map(line => line.lineId)}::bigint[], ${lines.map(line => line.quantity)}::bigint[]) as given (line_id, quantity)
       where l.id = given.line_id`.execute(tx.db),
  ])
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
