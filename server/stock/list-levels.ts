import { sql } from 'kysely'
import type { LevelRow } from '../../contract/stock.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { holdText } from './blocked-because.ts'

/** What is on hand of a variant by lot and bin, soonest expiry first. Refuses (not_found) an id that no variant has. */
export async function listLevels(
  reader: Reader,
  variantId: number,
  { locationId = null }: { locationId?: number | null | undefined } = {},
): Promise<{ items: LevelRow[] }> {
  const { rows } = await sql<LevelRow>`
    select level.variant_id as "variantId",
           case when lot.id is not null then jsonb_build_object(
             'id', lot.id, 'number', lot.number, 'expiresOn', lot.expires_on, 'held', ${holdText(sql`lot.hold_id`)}) end as lot,
           jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name) as location,
           jsonb_build_object('id', place.id, 'code', place.code) as bin,
           level.on_hand as "onHand", level.allocated
      from level
      join place on place.id = level.place_id join location on location.id = place.location_id
      left join lot on lot.id = level.lot_id
     where level.variant_id = ${variantId} and level.on_hand > 0
       and (${locationId}::bigint is null or location.id = ${locationId})
     order by lot.expires_on nulls last, lot.number, lower(location.name), place.code`.execute(reader.db)
  if (rows.length === 0) await refuseUnknown(reader, variantId)
  return { items: rows }
}

async function refuseUnknown(reader: Reader, variantId: number): Promise<void> {
  const { rows } = await sql`select from variant where id = ${variantId}`.execute(reader.db)
  if (rows.length === 0) throw refuse('not_found', { what: 'product' })
}
