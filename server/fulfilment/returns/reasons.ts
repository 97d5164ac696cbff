import { sql } from 'kysely'
import type { ReturnReason } from '../../../contract/returns.ts'
import { brokenConstraint, type Reader, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

const columns = sql`id, name, archived_at is not null as archived`

/** The shop's reasons in their order; those that are archived come last. */
export async function listReturnReasons(reader: Reader): Promise<{ items: ReturnReason[] }> {
  const { rows } = await sql<ReturnReason>`
    select ${columns} from return_reason order by archived_at is not null, position, id`.execute(reader.db)
  return { items: rows }
}

/** Adds a reason at the end of the list. Refuses name_taken. */
export async function addReturnReason(tx: Tx, { name }: { name: string }): Promise<ReturnReason> {
  const { rows } = await refusingTwins(name, () =>
    sql<ReturnReason>`
      insert into return_reason (name, position)
      values (${name}, (select coalesce(max(position), 0) + 1 from return_reason)) returning ${columns}`.execute(
      tx.db,
    ),
  )
  return rows[0]!
}

/** Renames, archives or brings back a reason. Refuses not_found and name_taken. */
export async function changeReturnReason(
  tx: Tx,
  reasonId: number,
  { name, archived }: { name: string; archived: boolean },
): Promise<ReturnReason> {
  const { rows } = await refusingTwins(name, () =>
    sql<ReturnReason>`
      update return_reason set name = ${name}, archived_at = case when ${archived} then coalesce(archived_at, ${tx.at}) end
       where id = ${reasonId} returning ${columns}`.execute(tx.db),
  )
  if (rows[0] === undefined) throw refuse('not_found', { what: 'reason' })
  return rows[0]
}

async function refusingTwins<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (brokenConstraint(error) === 'return_reason_name') throw refuse('name_taken', { what: 'reason', name })
    throw error
  }
}
