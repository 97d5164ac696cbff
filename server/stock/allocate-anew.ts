import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { allocate } from './allocate.ts'
import type { Allocating } from './pick-line.ts'
import { releaseAllocations } from './release-allocations.ts'

/**
 * Replaces all that a note claims: what it had is free again and the new picks are claimed, in one step that nobody gets
 * between. All locks of both halves are taken first, in their order. Refuses what `allocate` refuses.
 */
export async function allocateAnew(tx: Tx, allocating: Allocating): Promise<void> {
  await lockBoth(tx, allocating)
  await releaseAllocations(tx, allocating)
  await allocate(tx, allocating)
}

async function lockBoth(tx: Tx, { documentId, locationId, picks }: Allocating): Promise<void> {
  await sql`
    with live as materialized (
      select reserved_line_id, variant_id, unit_ids from allocation where document_id = ${documentId} and outcome is null
    ), goods as materialized (
      select variant_id from live union select unnest(${picks.map(pick => pick.variantId)}::bigint[])
    ), claimed as materialized (
      select variant_id, location_id from reservation
       where document_line_id in (select reserved_line_id from live)
          or document_line_id = any(${picks.map(pick => pick.orderLineId)}::bigint[])
       order by document_line_id, location_id for update
    ), piece as materialized (
      select unit.id from unit
       where (select count(*) from claimed) >= 0
         and unit.id in (select unnest(unit_ids) from live union select unnest(${picks.flatMap(pick => pick.unitIds ?? [])}::bigint[]))
       order by unit.id for update
    ), queue as materialized (
      select variant_id from reserved_level
       where (select count(*) from piece) >= 0
         and (variant_id, location_id) in (select variant_id, ${locationId}::bigint from goods union select variant_id, location_id from claimed)
       order by variant_id, location_id for update
    ), shelf as materialized (
      select l.variant_id from level l join place on place.id = l.place_id and place.location_id = ${locationId}
       where (select count(*) from queue) >= 0 and l.variant_id in (select variant_id from goods)
       order by l.variant_id, l.lot_id, l.place_id for update of l
    )
    select count(*) from shelf`.execute(tx.db)
}
