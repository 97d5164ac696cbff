import { sql } from 'kysely'
import type { AdjustmentDirection, AdjustmentReason } from '../../../contract/adjustments.ts'
import { brokenConstraint, type Reader, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

export interface ReasonInput {
  readonly name: string
  readonly direction: AdjustmentDirection
  readonly writesOff: boolean
}

const columns = sql`id, name, direction, writes_off as "writesOff", archived_at is not null as archived`

/** The shop's reasons in their order; those that are archived come last. */
export async function listAdjustmentReasons(reader: Reader): Promise<{ items: AdjustmentReason[] }> {
  const { rows } = await sql<AdjustmentReason>`
    select ${columns} from adjustment_reason order by archived_at is not null, position, id`.execute(
    reader.db,
  )
  return { items: rows }
}

/** Adds a reason at the end of the list. Refuses name_taken. */
export async function addAdjustmentReason(tx: Tx, input: ReasonInput): Promise<AdjustmentReason> {
  const { rows } = await refusingTwins(input.name, () =>
    sql<AdjustmentReason>`
      insert into adjustment_reason (name, direction, writes_off, position)
      values (${input.name}, ${input.direction}, ${input.writesOff},
              (select coalesce(max(position), 0) + 1 from adjustment_reason))
      returning ${columns}`.execute(tx.db),
  )
  return rows[0]!
}

/** Changes, archives or brings back a reason. Refuses not_found and name_taken. */
export async function changeAdjustmentReason(
  tx: Tx,
  reasonId: number,
  input: ReasonInput & { readonly archived: boolean },
): Promise<AdjustmentReason> {
  const { rows } = await refusingTwins(input.name, () =>
    sql<AdjustmentReason>`
      update adjustment_reason set name = ${input.name}, direction = ${input.direction}, writes_off = ${input.writesOff},
             archived_at = case when ${input.archived} then coalesce(archived_at, ${tx.at}) end
       where id = ${reasonId} returning ${columns}`.execute(tx.db),
  )
  if (rows[0] === undefined) throw refuse('not_found', { what: 'reason' })
  return rows[0]
}

async function refusingTwins<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (brokenConstraint(error) === 'adjustment_reason_name')
      throw refuse('name_taken', { what: 'reason', name })
    throw error
  }
}
