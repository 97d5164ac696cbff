import { sql } from 'kysely'
import { TryAgain, type Tx } from '../platform/database/public.ts'
import { type Refusal, refuse } from '../platform/refusal.ts'
import { listed } from './explain-take-out.ts'

interface Obstacle {
  number: string
  product: string
}

/**
 * Names the documents that moved or chose goods of a receipt since. When none is left (a cancelled note gave goods back
 * meanwhile), nobody is told no: the transaction is tried again.
 */
export async function whoMoved(tx: Tx, documentId: number): Promise<Refusal | TryAgain> {
  const { rows } = await sql<Obstacle>`
    with came as materialized (
      select id, variant_id, lot_id, quantity, to_place_id as place_id from movement
       where document_id = ${documentId} and reverses_id is null
    ), piece as materialized (
      select came.id as movement_id, came.variant_id, mu.unit_id, unit.allocation_id
        from came join movement_unit mu on mu.movement_id = came.id join unit on unit.id = mu.unit_id
    ), short as materialized (
      select l.variant_id, l.lot_id, l.place_id, total.first_id
        from level l
        join (select variant_id, lot_id, place_id, sum(quantity) as quantity, min(id) as first_id from came group by 1, 2, 3) total
          on total.variant_id = l.variant_id and total.lot_id is not distinct from l.lot_id and total.place_id = l.place_id
         join variant v on v.id = l.variant_id join product p on p.id = v.product_id
       -- Goods that were received by the piece are followed by the piece, however the product is tracked now.
       where not exists (select from piece where piece.movement_id = total.first_id)
         and (p.pieces_have_serials or l.on_hand - l.allocated < total.quantity)
    ), obstacle as (
      select m.document_id, m.variant_id
        from piece join movement_unit later on later.unit_id = piece.unit_id and later.movement_id > piece.movement_id
        join movement m on m.id = later.movement_id
       union
      select a.document_id, a.variant_id from piece join allocation a on a.id = piece.allocation_id
       union
      select m.document_id, m.variant_id
        from short join movement m on m.variant_id = short.variant_id and m.lot_id is not distinct from short.lot_id
         and m.from_place_id = short.place_id and m.id > short.first_id
       union
      select a.document_id, a.variant_id
        from short join allocation a on a.variant_id = short.variant_id and a.lot_id is not distinct from short.lot_id
         and a.place_id = short.place_id and a.ended_at is null
    )
    select d.number, v.name as product
      from obstacle o join document d on d.id = o.document_id
      join variant v on v.id = o.variant_id join product p on p.id = v.product_id
     order by d.id`.execute(tx.db)
  return refusalOf(tx, documentId, rows)
}

/** Names the orders whose reservations would no longer be covered. */
export async function whoClaims(
  tx: Tx,
  documentId: number,
  locationId: number,
  variantIds: readonly number[],
): Promise<Refusal | TryAgain> {
  const { rows } = await sql<Obstacle>`
    select d.number, v.name as product
      from reservation r join document d on d.id = r.document_id
      join variant v on v.id = r.variant_id
     where r.location_id = ${locationId} and r.variant_id = any(${[...variantIds]}::bigint[]) and r.quantity > 0
     order by d.id`.execute(tx.db)
  return refusalOf(tx, documentId, rows)
}

async function refusalOf(
  tx: Tx,
  documentId: number,
  obstacles: readonly Obstacle[],
): Promise<Refusal | TryAgain> {
  if (obstacles.length === 0) return new TryAgain()
  const { rows } = await sql<{
    number: string
  }>`select number from document where id = ${documentId}`.execute(tx.db)
  return refuse('receipt_goods_moved', {
    receipt: rows[0]!.number,
    product: listed(obstacles.map(one => one.product)),
    documents: listed(obstacles.map(one => one.number)),
  })
}
