import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { drawnFirstAt } from './drawn-claims.ts'
import { explainShortfall } from './explain-shortfall.ts'
import type { Allocating, PickLine } from './pick-line.ts'
import { lockReserved } from './reserve.ts'
import { lotMayBeSold, uncovered } from './sellable.ts'
import { pickRows, sharedOut, wantedPieces } from './share-out.ts'

/**
 * Claims lots, quantities and pieces for a delivery note, all of them or none. What the order reserved at other locations
 * moves here, where the goods come from. One statement: it locks reservations, then
 * pieces, reserved levels and levels, each in order of their keys, takes what is really free under those locks, and counts. `+ 0` leaves
 * only the key to find a piece by: planned for few pieces, it would go through all those of the product.
 * Refuses: lot_short, not_enough, unit_unknown, unit_taken (with who has it), unit_elsewhere, on_hold, expired, expires_too_soon.
 */
export async function allocate(tx: Tx, allocating: Allocating): Promise<void> {
  if (allocating.picks.length === 0) return
  const claims = await claim(tx, allocating)
  for (const [index, pick] of allocating.picks.entries()) {
    if ((claims.get(index + 1)?.quantity ?? 0) < pick.quantity)
      throw await explainShortfall(tx, allocating, pick)
  }
  const beyond = allocating.picks.filter((pick, index) => claims.get(index + 1)!.fromHere < pick.quantity)
  if (beyond.length > 0) await refuseWhatOthersReserved(tx, allocating, beyond)
}

interface Claim {
  quantity: number
  fromHere: number
}

/** Gives, for each pick by its position from 1, how much was claimed and how much of that its line had reserved here. */
async function claim(tx: Tx, { documentId, locationId, picks }: Allocating): Promise<Map<number, Claim>> {
  const { rows } = await sql<{ position: number; quantity: number; from_here: number }>`
    with pick as materialized (${pickRows(picks)}
    ), claimed as materialized (
      select document_line_id, document_id, variant_id, location_id, quantity, made_at, made_by from reservation
       where document_line_id = any(${picks.map(pick => pick.orderLineId)}::bigint[])
       order by document_line_id, location_id for update
    ), want as (
      select order_line_id, sum(quantity) as quantity from pick group by 1
    ), ${drawnFirstAt(locationId)}, moved_here as (
      -- What was claimed elsewhere comes back here when the note is cancelled, in its old place in the queue.
      insert into reservation (document_line_id, document_id, variant_id, location_id, quantity, made_at, made_by)
      select document_line_id, min(document_id), min(claimed.variant_id), ${locationId}::bigint, 0, min(made_at), min(made_by)
        from claimed join drawn using (document_line_id, location_id)
       where location_id <> ${locationId} and drawn.quantity > 0 group by 1
      on conflict (document_line_id, location_id) do nothing
    ), share as materialized (
      select position, order_line_id, variant_id, greatest(0, least(quantity, drawn - before))::bigint as from_reservation,
             greatest(0, least(quantity, drawn_here - before))::bigint as from_here
        from (
          select pick.*, coalesce(line.drawn, 0) as drawn, coalesce(line.drawn_here, 0) as drawn_here,
                 coalesce(sum(pick.quantity) over (partition by pick.order_line_id order by pick.position
                   rows between unbounded preceding and 1 preceding), 0) as before
            from pick left join (
              select document_line_id, sum(quantity) as drawn, sum(quantity) filter (where location_id = ${locationId}) as drawn_here
                from drawn group by 1
            ) line on line.document_line_id = pick.order_line_id
        ) pick
    ), piece as materialized (
      select unit.id, unit.variant_id, unit.lot_id, unit.place_id, pick.position
        from ${wantedPieces(picks)}
        join pick on pick.position = wanted.position
        join unit on unit.id = wanted.unit_id and unit.variant_id + 0 = pick.variant_id
        join place on place.id = unit.place_id and place.location_id = ${locationId}
        left join lot on lot.id = unit.lot_id
       where unit.allocation_id is null and unit.hold_id is null and ${lotMayBeSold(tx.today)}
       order by unit.id for update of unit
    ), queue as materialized (
      select r.variant_id, r.location_id from reserved_level r
       where (select count(*) from piece) >= 0
         and (r.variant_id, r.location_id) in (
           select variant_id, ${locationId}::bigint from share union select variant_id, location_id from drawn where quantity > 0)
       order by r.variant_id, r.location_id for update
    ), lowered as (
      update reserved_level r set quantity = r.quantity - part.quantity
        from (select variant_id, location_id, sum(quantity) as quantity from drawn group by 1, 2) part
        join queue using (variant_id, location_id)
       where r.variant_id = part.variant_id and r.location_id = part.location_id and part.quantity > 0
    ), shelf as materialized (
      select l.variant_id, l.lot_id, l.place_id, place.code, l.on_hand - l.allocated as free
        from level l
        join place on place.id = l.place_id and place.location_id = ${locationId}
        left join lot on lot.id = l.lot_id
       where (select count(*) from queue) >= 0 and l.on_hand > l.allocated and ${lotMayBeSold(tx.today)}
         and l.variant_id = any(${[...new Set(picks.map(pick => pick.variantId))]}::bigint[])
         and (exists (select from pick where not pick.by_piece and pick.variant_id = l.variant_id and pick.lot_id is not distinct from l.lot_id)
           or exists (select from piece where piece.variant_id = l.variant_id and piece.lot_id is not distinct from l.lot_id and piece.place_id = l.place_id))
       order by l.variant_id, l.lot_id, l.place_id for update of l
    ), ${sharedOut}, shared as (
      select part.*, pick.line_id, pick.order_line_id, pick.variant_id, share.from_here,
             greatest(0, least(part.quantity, share.from_reservation
               - coalesce(sum(part.quantity) over (partition by part.position order by part.lot_id, part.place_id
                   rows between unbounded preceding and 1 preceding), 0)))::bigint as from_reservation
        from part join pick on pick.position = part.position join share on share.position = part.position
    ), made as (
      insert into allocation (document_id, document_line_id, reserved_line_id, variant_id, lot_id, place_id, quantity,
                              from_reservation, unit_ids, made_at, made_by)
      select ${documentId}::bigint, line_id, order_line_id, variant_id, lot_id, place_id, quantity, from_reservation, unit_ids,
             ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from shared
      returning id, unit_ids
    ), marked as (
      update unit set allocation_id = one.allocation_id
        from (select id as allocation_id, unnest(unit_ids) as unit_id from made where unit_ids is not null) one
       where unit.id = one.unit_id and unit.allocation_id is null
    ), raised as (
      update level l set allocated = l.allocated + part.quantity
        from (select variant_id, lot_id, place_id, sum(quantity) as quantity from shared group by 1, 2, 3) part
       where l.variant_id = part.variant_id and l.lot_id is not distinct from part.lot_id and l.place_id = part.place_id
    )
    select position, sum(quantity)::bigint as quantity, min(from_here) as from_here from shared group by position`.execute(
    tx.db,
  )
  return new Map(rows.map(row => [row.position, { quantity: row.quantity, fromHere: row.from_here }]))
}

/**
 * What a note takes beyond what its own order reserved here must not be what other orders reserved. Asked in the queue of
 * reserved_level, so that it holds until the commit.
 */
async function refuseWhatOthersReserved(
  tx: Tx,
  allocating: Allocating,
  beyond: readonly PickLine[],
): Promise<void> {
  const variantIds = [...new Set(beyond.map(pick => pick.variantId))].sort((a, b) => a - b)
  const [, [short]] = await Promise.all([
    lockReserved(tx, allocating.locationId, variantIds),
    uncovered(tx, allocating.locationId, variantIds),
  ])
  if (short === undefined) return
  throw await explainShortfall(tx, allocating, beyond.find(pick => pick.variantId === short)!, 'reserved')
}
