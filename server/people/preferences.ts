import { sql } from 'kysely'
import { type Preferences, preferences } from '../../contract/preferences.ts'
import type { Reader, Tx } from '../platform/database/public.ts'

/** How the one who asks arranged the screens. What an older Lotbook kept in another shape is as if it had not been chosen. */
export async function readPreferences(reader: Reader): Promise<Preferences> {
  const { rows } = await sql<{ key: string; value: unknown }>`
    select key, value from staff_preference where staff_id = ${reader.actor.id}`.execute(reader.db)
  const kept = rows.map(({ key, value }) => preferences.safeParse({ [key]: value }).data ?? {})
  return Object.assign({}, ...kept)
}

/** Keeps what is given; preferences that are not given stay. Of two savers at once the later one has the last word. */
export async function savePreferences(tx: Tx, given: Preferences): Promise<void> {
  const entries = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  await sql`
    insert into staff_preference (staff_id, key, value)
    select ${tx.actor.id}, key, value::jsonb
      from unnest(${entries.map(([key]) => key)}::text[], ${entries.map(([, value]) => JSON.stringify(value))}::text[])
        as given (key, value)
    on conflict (staff_id, key) do update set value = excluded.value`.execute(tx.db)
}
