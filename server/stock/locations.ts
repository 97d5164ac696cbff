import { sql } from 'kysely'
import type { z } from 'zod'
import type { api, Location } from '../../contract/stock.ts'
import type { Reader, Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

type NewLocation = z.output<(typeof api)['addLocation']['body']>

/** All locations by name, each with its bins by code. */
export async function listLocations(reader: Reader): Promise<{ items: Location[] }> {
  return { items: await readLocations(reader, null) }
}

/** Adds a location. It starts with at least one bin: goods lie in bins only. Refuses (code_taken) the code of another. */
export async function addLocation(tx: Tx, { code, name, kind, bins }: NewLocation): Promise<Location> {
  const { rows } = await sql<{ id: number }>`
    insert into location (code, name, kind, created_at) values (${code.normalize('NFC')}, ${name}, ${kind}, ${tx.at})
    on conflict (code) do nothing returning id`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('code_taken', { what: 'location', code })
  return addBins(tx, rows[0].id, bins.length > 0 ? bins : ['MAIN'])
}

/** Adds those of the bins that the location does not have yet, and gives the location with all its bins. Refuses not_found. */
export async function addBins(tx: Tx, locationId: number, codes: readonly string[]): Promise<Location> {
  await sql`
    insert into place (kind, location_id, code)
    select 'bin', location.id, given.code
      from location, unnest(${codes.map(code => code.normalize('NFC'))}::text[]) as given (code)
     where location.id = ${locationId}
     order by given.code
    on conflict (location_id, code) do nothing`.execute(tx.db)
  const [location] = await readLocations(tx, locationId)
  if (location === undefined) throw refuse('not_found', { what: 'location' })
  return location
}

/** The id of a location that is there. Refuses not_found. */
export async function findLocation(reader: Reader, locationId: number): Promise<number> {
  const { rows } = await sql`select from location where id = ${locationId} and archived_at is null`.execute(
    reader.db,
  )
  if (rows.length === 0) throw refuse('not_found', { what: 'location' })
  return locationId
}

async function readLocations(reader: Reader, locationId: number | null): Promise<Location[]> {
  const { rows } = await sql<Location>`
    select location.id, location.code, location.name, location.kind,
           coalesce(jsonb_agg(jsonb_build_object('id', place.id, 'code', place.code, 'archived', place.archived_at is not null)
                              order by place.code) filter (where place.id is not null), '[]') as bins
      from location left join place on place.location_id = location.id
     where location.archived_at is null and (${locationId}::bigint is null or location.id = ${locationId})
     group by location.id
     order by lower(location.name), location.id`.execute(reader.db)
  return rows
}
