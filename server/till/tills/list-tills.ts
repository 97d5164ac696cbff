import { type RawBuilder, sql } from 'kysely'
import type { Till } from '../../../contract/till/tills.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { mostWrongPins } from '../device/sign-in.ts'

/** All tills by number, archived ones last. */
export async function listTills(reader: Reader): Promise<{ items: Till[] }> {
  return { items: await readTills(reader, sql`true`) }
}

/** One till. Refuses not_found. */
export async function readTill(reader: Reader, tillId: number): Promise<Till> {
  const [till] = await readTills(reader, sql`till.id = ${tillId}`)
  if (till === undefined) throw refuse('not_found', { what: 'till' })
  return till
}

async function readTills(reader: Reader, condition: RawBuilder<unknown>): Promise<Till[]> {
  const { rows } = await sql<Till>`
    select till.id, till.number, till.name, till.archived_at is not null as archived,
           jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name) as location,
           case when device.id is not null then jsonb_build_object('name', device.name, 'enrolledAt', ${utc(sql`device.enrolled_at`)},
             'enrolledBy', coalesce(enroller.name, 'Lotbook'), 'lastSeenAt', ${utc(sql`device.last_seen_at`)},
             'locked', device.wrong_pins >= ${mostWrongPins.till}) end as device,
           case when drawer.id is not null then jsonb_build_object('id', drawer.id, 'openedAt', ${utc(sql`drawer.opened_at`)},
             'openedBy', coalesce(opener.name, 'Lotbook'),
             'openedAgain', (select count(*) from till_drawer_again again where again.drawer_id = drawer.id)) end as drawer,
           (select count(*) from till_sale sale where sale.till_id = till.id and sale.state = 'conflict') as "openConflicts"
      from till join location on location.id = till.location_id
      left join till_device device on device.till_id = till.id and device.ended_at is null
      left join staff enroller on enroller.id = device.enrolled_by
      left join till_drawer drawer on drawer.till_id = till.id and drawer.closed_at is null
      left join staff opener on opener.id = drawer.opened_by
     where ${condition}
     order by till.archived_at is not null, till.number`.execute(reader.db)
  return rows
}

/** A time inside JSON, written as the rest of the house writes times. */
const utc = (time: RawBuilder<unknown>) =>
  sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
