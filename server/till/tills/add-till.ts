import { sql } from 'kysely'
import type { Till } from '../../../contract/till/tills.ts'
import * as people from '../../people/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { readTill } from './list-tills.ts'

/** Adds a till under the next number; it sells what is at its location. Refuses not_found (location) and name_taken. */
export async function addTill(
  tx: Tx,
  { name, locationId }: { name: string; locationId: number },
): Promise<Till> {
  await people.makeWalkInCustomer(tx)
  const { rows } = await sql<{ id: number }>`
    insert into till (number, name, location_id, created_at, created_by)
    select nextval('till_number'), ${name}, location.id, ${tx.at}, ${tx.actor.id}
      from location where location.id = ${locationId} and location.archived_at is null
    on conflict (lower(normalize(name, nfc))) where archived_at is null do nothing
    returning id`.execute(tx.db)
  if (rows[0] !== undefined) return readTill(tx, rows[0].id)
  const location = await sql`select from location where id = ${locationId} and archived_at is null`.execute(
    tx.db,
  )
  throw location.rows.length === 0
    ? refuse('not_found', { what: 'location' })
    : refuse('name_taken', { what: 'till', name })
}
