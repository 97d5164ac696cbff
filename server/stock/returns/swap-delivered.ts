import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { allocate } from '../allocate.ts'
import { deliver } from '../deliver.ts'
import { lockReserved } from '../reserve.ts'

export interface Swapping {
  /** The delivered note. */
  readonly documentId: number
  readonly locationId: number
  /** Its line. */
  readonly lineId: number
  readonly variantId: number
  readonly quantity: number
  readonly wrong: SwapSide
  readonly right: SwapSide
}
/** A piece, or a lot. */
export interface SwapSide {
  readonly lotId: number | null
  readonly unitId: number | null
}

/**
 * Puts right what a delivered note says: the wrong goods come back into the bins that they were taken from, the right ones
 * go to the customer, by movements both ways under the same note. The wrong goods come first, so that what other orders
 * reserved stays covered. The caller has locked the order and seen that the wrong goods are with the customer. Refuses
 * what `allocate` refuses of the right ones.
 */
export async function swapDelivered(tx: Tx, swapping: Swapping): Promise<void> {
  const { documentId, locationId, lineId, variantId, quantity, right } = swapping
  await lockBothSides(tx, swapping)
  await bringWrongBack(tx, swapping)
  const unitIds = right.unitId === null ? null : [right.unitId]
  // No order line: what is reserved for the rest of the order stays reserved.
  const pick = { lineId, orderLineId: null, variantId, quantity, lotId: right.lotId, unitIds }
  await allocate(tx, { documentId, locationId, picks: [pick] })
  await deliver(tx, { documentId })
}

/** All locks of both halves, in their order. */
async function lockBothSides(tx: Tx, { locationId, variantId, wrong, right }: Swapping): Promise<void> {
  await sql`
    select from unit where id = any(${[wrong.unitId, right.unitId]}::bigint[]) order by id for update`.execute(
    tx.db,
  )
  await lockReserved(tx, locationId, [variantId])
  await sql`
    select from level l join place on place.id = l.place_id and place.location_id = ${locationId}
     where l.variant_id = ${variantId} order by l.variant_id, l.lot_id, l.place_id for update of l`.execute(
    tx.db,
  )
}

/** The claim by which it went is kept as a swapped one; where only a part of it is wrong, the rest stays as it is. */
async function bringWrongBack(tx: Tx, swapping: Swapping): Promise<void> {
  const { documentId, lineId, variantId, quantity, wrong } = swapping
  const { rows } = await sql<{ taken: number }>`
    with part as materialized (
      select *, nextval('movement_id_seq') as movement_id from (
        select a.*, least(a.quantity, ${quantity}::bigint - coalesce(sum(a.quantity) over (order by a.id
                 rows between unbounded preceding and 1 preceding), 0))::bigint as taken
          from allocation a
         where a.document_id = ${documentId} and a.document_line_id = ${lineId} and a.outcome = 'delivered'
           and a.variant_id = ${variantId}
           and (${wrong.unitId}::bigint is null or ${wrong.unitId}::bigint = any(a.unit_ids))
           and (${wrong.unitId}::bigint is not null or a.lot_id is not distinct from ${wrong.lotId}::bigint)
      ) shared where taken > 0
    ), kept as (
      update allocation a set quantity = a.quantity - part.taken, from_reservation = least(a.from_reservation, a.quantity - part.taken),
             unit_ids = array_remove(a.unit_ids, ${wrong.unitId}::bigint)
        from part where a.id = part.id and part.taken < part.quantity
    ), whole as (
      update allocation a set outcome = 'swapped', ended_at = ${tx.at}, ended_by = ${tx.actor.id}
        from part where a.id = part.id and part.taken = part.quantity
    ), split as (
      insert into allocation (document_id, document_line_id, variant_id, lot_id, place_id, quantity, unit_ids, made_at, made_by,
                              ended_at, ended_by, outcome)
      select document_id, document_line_id, variant_id, lot_id, place_id, taken,
             case when ${wrong.unitId}::bigint is not null then array[${wrong.unitId}::bigint] end, made_at, made_by,
             ${tx.at}::timestamptz, ${tx.actor.id}::bigint, 'swapped'
        from part where taken < quantity
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, document_line_id, moved_at, actor_id)
      select movement_id, variant_id, lot_id, taken, (select id from place where kind = 'customer'), place_id,
             document_id, document_line_id, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from part
    ), linked as (
      insert into movement_unit (unit_id, movement_id)
      select ${wrong.unitId}::bigint, movement_id from part where ${wrong.unitId}::bigint is not null
    ), placed as (
      update unit set place_id = part.place_id from part where unit.id = ${wrong.unitId}::bigint
    ), shelved as (
      insert into level (variant_id, lot_id, place_id, on_hand)
      select variant_id, lot_id, place_id, sum(taken) from part group by 1, 2, 3 order by 1, 2, 3
      on conflict (variant_id, lot_id, place_id) do update set on_hand = level.on_hand + excluded.on_hand
    )
    select coalesce(sum(taken), 0)::bigint as taken from part`.execute(tx.db)
  if (rows[0]!.taken !== quantity)
    throw new Error(`document ${documentId} did not send what is to be swapped`)
}
