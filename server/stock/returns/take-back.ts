import { sql } from 'kysely'
import { TryAgain, type Tx } from '../../platform/database/public.ts'

/** What comes back on one line of a return: one piece, or a quantity. */
export interface ComingBack {
  /** The return's line, which claims the goods until they are inspected. */
  readonly lineId: number
  /** The delivery line that sent them; the movement names it. */
  readonly soldLineId: number
  readonly variantId: number
  readonly lotId: number | null
  readonly unitId: number | null
  readonly quantity: number
  /** The bin that they go to. */
  readonly placeId: number
}

/**
 * Takes goods back from the customer into bins, claimed by the return itself: they are on hand, and no door sells them
 * before they are inspected. Goods that are held or have expired come back like any other. The caller has locked the
 * orders that sent them and seen that the goods are with the customer.
 */
export async function takeBack(
  tx: Tx,
  { documentId, goods }: { documentId: number; goods: readonly ComingBack[] },
): Promise<void> {
  const column = <Value>(read: (one: ComingBack) => Value) => goods.map(read)
  const { rows } = await sql<{ pieces: number }>`
    with given as materialized (
      select g.*, nextval('movement_id_seq') as movement_id,
             nextval('allocation_id_seq') as allocation_id
        from unnest(
          ${column(one => one.lineId)}::bigint[], ${column(one => one.soldLineId)}::bigint[],
          ${column(one => one.variantId)}::bigint[], ${column(one => one.lotId)}::bigint[],
          ${column(one => one.unitId)}::bigint[], ${column(one => one.quantity)}::bigint[],
          ${column(one => one.placeId)}::bigint[]
        ) as g (line_id, sold_line_id, variant_id, lot_id, unit_id, quantity, place_id)
    ), piece as materialized (
      select unit.id, given.place_id, given.movement_id, given.allocation_id
        from given join unit on unit.id = given.unit_id and unit.variant_id = given.variant_id
         and unit.lot_id is not distinct from given.lot_id
       where unit.place_id = (select id from place where kind = 'customer')
       order by unit.id for update of unit
    ), claimed as (
      insert into allocation (id, document_id, document_line_id, variant_id, lot_id, place_id, quantity, unit_ids, made_at, made_by)
      select allocation_id, ${documentId}::bigint, line_id, variant_id, lot_id, place_id, quantity,
             case when unit_id is not null then array[unit_id] end, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from given
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, document_line_id, moved_at, actor_id)
      select movement_id, variant_id, lot_id, quantity, (select id from place where kind = 'customer'), place_id,
             ${documentId}::bigint, sold_line_id, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from given
    ), linked as (
      insert into movement_unit (unit_id, movement_id) select id, movement_id from piece
    ), placed as (
      update unit set place_id = piece.place_id, allocation_id = piece.allocation_id from piece where unit.id = piece.id
    ), shelved as (
      insert into level (variant_id, lot_id, place_id, on_hand, allocated)
      select variant_id, lot_id, place_id, sum(quantity), sum(quantity) from given
       where (select count(*) from piece) >= 0
       group by 1, 2, 3 order by 1, 2, 3
      on conflict (variant_id, lot_id, place_id) do update
        set on_hand = level.on_hand + excluded.on_hand, allocated = level.allocated + excluded.allocated
    )
    select count(*) as pieces from piece`.execute(tx.db)
  if (rows[0]!.pieces < goods.filter(one => one.unitId !== null).length) throw new TryAgain()
}
