import { sql } from 'kysely'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { guardList } from './guard-list.ts'

/**
 * Takes the serials off all pieces in stock, so that another mode can be chosen: they go out with theirs and come in again
 * without. What was sent keeps them, and so do their histories. Refuses not_found, identifier_mode_wrong,
 * changed_meanwhile and serials_claimed, naming the notes that have chosen some and the pieces that are on hold.
 */
export async function withdrawSerials(
  tx: Tx,
  variantId: number,
  { version }: { version: number },
): Promise<{ version: number; withdrawn: number }> {
  const list = await guardList(tx, variantId, { version, mode: 'single_use' })
  await sql`
    select from unit join place on place.id = unit.place_id and place.kind in ('bin', 'transit')
     where unit.variant_id = ${variantId} order by unit.id for update of unit`.execute(tx.db)
  await refuseClaimed(tx, variantId, list.product)
  const document = await documents.openDocument(tx, 'identification', 'serial numbers withdrawn', {
    variantId,
  })
  return { version: list.version, withdrawn: await takeOff(tx, variantId, document.id) }
}

async function refuseClaimed(tx: Tx, variantId: number, product: string): Promise<void> {
  const { rows } = await sql<{ by: string | null }>`
    select string_agg(distinct by, ', ') as by from (
      select case when unit.allocation_id is not null then document.number
                  when unit.hold_id is not null then 'the hold on ' || unit.serial
                  when place.kind = 'transit' then 'the transfer that has ' || unit.serial end as by
        from unit join place on place.id = unit.place_id and place.kind in ('bin', 'transit')
        left join allocation on allocation.id = unit.allocation_id left join document on document.id = allocation.document_id
       where unit.variant_id = ${variantId} and (unit.allocation_id is not null or unit.hold_id is not null or place.kind = 'transit')
       order by unit.id limit 5
    ) claim`.execute(tx.db)
  const by = rows[0]?.by ?? null
  if (by !== null) throw refuse('serials_claimed', { product, by })
}

async function takeOff(tx: Tx, variantId: number, documentId: number): Promise<number> {
  const { rows } = await sql<{ withdrawn: number }>`
    with shelf as materialized (
      select l.lot_id, l.place_id from level l where l.variant_id = ${variantId} and l.on_hand > 0
       order by l.variant_id, l.lot_id, l.place_id for update of l
    ), pile as materialized (
      select place_id, lot_id, quantity, unit_ids, nextval('movement_id_seq') as out_id
        from (select unit.place_id, unit.lot_id, count(*) as quantity, array_agg(unit.id) as unit_ids
                from unit join place on place.id = unit.place_id and place.kind = 'bin'
               where unit.variant_id = ${variantId} and (select count(*) from shelf) >= 0 group by 1, 2) counted
    ), again as materialized (
      select pile.*, nextval('movement_id_seq') as in_id,
             (select id from place where kind = 'adjustment') as outside
        from pile
    ), one as materialized (
      select unnest(unit_ids) as unit_id, out_id, outside from again
    ), linked as (
      insert into movement_unit (unit_id, movement_id) select unit_id, out_id from one
    ), gone as (
      update unit set place_id = one.outside from one where unit.id = one.unit_id returning unit.id
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, moved_at, actor_id)
      select out_id, ${variantId}::bigint, lot_id, quantity, place_id, outside, ${documentId}::bigint, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from again
       union all
      select in_id, ${variantId}::bigint, lot_id, quantity, outside, place_id, ${documentId}::bigint, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from again
    )
    select count(*) as withdrawn from gone`.execute(tx.db)
  return rows[0]!.withdrawn
}
