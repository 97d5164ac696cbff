import { type RawBuilder, sql } from 'kysely'
import { changed, type Tx } from '../platform/database/public.ts'
import { drawnFirstAt } from './drawn-claims.ts'
import { lockReserved, shortOf } from './reserve.ts'
import { sellableAt } from './sellable.ts'

export interface ChangedReservations {
  readonly documentId: number
  readonly locationId: number
  /** `by` is what a line claims more than before, or below zero less. */
  readonly lines: readonly { readonly lineId: number; readonly variantId: number; readonly by: number }[]
}

/**
 * Brings an order's claims to other quantities; lines that claim nothing yet begin to, at the order's location. Refuses
 * not_enough as `reserve` does; to claim less, or as much of a product as before, is never refused.
 */
export async function changeReservations(tx: Tx, changing: ChangedReservations): Promise<void> {
  const { documentId, locationId } = changing
  const lines = changing.lines.filter(line => line.by !== 0)
  if (lines.length === 0) return
  const former = await lockClaims(tx, changing)
  const change = sql`
    unnest(${lines.map(line => line.lineId)}::bigint[], ${lines.map(line => line.variantId)}::bigint[],
           ${lines.map(line => line.by)}::bigint[]) as change (line_id, variant_id, by)`
  const rising = [...new Set(lines.filter(line => line.by > 0).map(line => line.variantId))]
  const [, raised] = await Promise.all([
    claimLess(tx, changing, change),
    sql`
      with want as (
        select variant_id, sum(by) as by, sum(by) filter (where by > 0) as more from ${change} group by variant_id having max(by) > 0
      )
      update reserved_level r set quantity = r.quantity + want.more
        from want join variant v on v.id = want.variant_id join product p on p.id = v.product_id
        left join (${sellableAt(locationId, rising, tx.today)}) sellable on sellable.variant_id = want.variant_id
       where r.variant_id = want.variant_id and r.location_id = ${locationId}
         and (want.by <= 0 or p.backorders_allowed or r.quantity + want.more <= coalesce(sellable.quantity, 0))`.execute(
      tx.db,
    ),
    sql`
      insert into reservation (document_line_id, document_id, variant_id, location_id, quantity, made_at, made_by)
      select line_id, ${documentId}, variant_id, ${locationId}, by, ${tx.at}, ${tx.actor.id} from ${change} where by > 0
      on conflict (document_line_id, location_id) do update set quantity = reservation.quantity + excluded.quantity`.execute(
      tx.db,
    ),
  ])
  if (changed(raised) === rising.length) return
  const wanted = lines.map(({ lineId, variantId, by }) => ({
    lineId,
    variantId,
    quantity: (former.get(lineId) ?? 0) + by,
  }))
  throw await shortOf(tx, locationId, wanted)
}

/** Locks what the order claims, wherever it does, and the queues for it; gives how much each line claims at its location. */
async function lockClaims(
  tx: Tx,
  { documentId, locationId, lines }: ChangedReservations,
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ lineId: number; variantId: number; locationId: number; quantity: number }>`
    select document_line_id as "lineId", variant_id as "variantId", location_id as "locationId", quantity from reservation
     where document_id = ${documentId} order by document_line_id, location_id for update`.execute(tx.db)
  const variantsAt = new Map([[locationId, new Set(lines.map(line => line.variantId))]])
  for (const claim of rows.filter(row => row.quantity > 0))
    variantsAt.set(claim.locationId, (variantsAt.get(claim.locationId) ?? new Set()).add(claim.variantId))
  for (const [at, variantIds] of [...variantsAt].sort(([one], [other]) => one - other))
    await lockReserved(
      tx,
      at,
      [...variantIds].sort((one, other) => one - other),
    )
  return new Map(
    rows.filter(row => row.locationId === locationId).map(row => [row.lineId, row.quantity] as const),
  )
}

/** What is claimed less goes first from the order's location, then from where its notes left claims. */
function claimLess(tx: Tx, { documentId, locationId }: ChangedReservations, change: RawBuilder<unknown>) {
  return sql`
    with claimed as materialized (
      select document_line_id, variant_id, location_id, quantity from reservation where document_id = ${documentId}
    ), want as (
      select line_id as order_line_id, sum(-by) as quantity from ${change} where by < 0 group by line_id
    ), ${drawnFirstAt(locationId)}
    update reserved_level r set quantity = r.quantity - part.quantity
      from (select variant_id, location_id, sum(quantity) as quantity from drawn group by 1, 2) part
     where r.variant_id = part.variant_id and r.location_id = part.location_id and part.quantity > 0`.execute(
    tx.db,
  )
}
