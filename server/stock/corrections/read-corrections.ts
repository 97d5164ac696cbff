import { sql } from 'kysely'
import type { Correction } from '../../../contract/corrections.ts'
import type { Reader } from '../../platform/database/public.ts'

/** What was corrected of a lot or a piece, oldest first; nothing where neither is named. */
export async function readCorrections(
  reader: Reader,
  {
    lotId = null,
    unitId = null,
  }: { readonly lotId?: number | null | undefined; readonly unitId?: number | null | undefined },
): Promise<{ items: Correction[] }> {
  const { rows } = await sql<Correction>`
    select told.at, coalesce(staff.name, 'Lotbook') as actor, told.what, told.former, told.now, told.reason
      from (
        select corrected_at as at, corrected_by as actor_id, 'serial' as what, former::text as former, serial::text as now, null::text as reason, id, 1 as part
          from serial_correction where unit_id = ${unitId}
        union all
        select c.corrected_at, c.corrected_by, part.what, part.former, part.now, c.reason, c.id, part.place
          from lot_correction c
          cross join lateral (values
            ('lot', c.former_number::text, c.number::text, 1),
            ('made_on', c.former_made_on::text, c.made_on::text, 2),
            ('expires_on', c.former_expires_on::text, c.expires_on::text, 3)
          ) as part (what, former, now, place)
         where c.lot_id = ${lotId} and part.former is distinct from part.now
      ) told
      left join staff on staff.id = told.actor_id
     order by told.at, told.id, told.part`.execute(reader.db)
  return { items: rows }
}
