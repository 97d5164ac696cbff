import { type CronItem, parseCronItems } from 'graphile-worker'
import { sql } from 'kysely'
import type { Tx } from '../database/public.ts'
import type { House } from '../house.ts'

/** What a room does every minute, and at once when it is woken. It opens its own transactions; done twice it must do nothing more. */
export type MinuteWork = (house: House) => Promise<void>

/** The task's name in the queue. */
export const minuteTask = 'lotbook_minute'

/** Every minute; minutes in which no server ran are let go. One entry a merchant. */
export function minuteSchedule({ address: { schema } }: House) {
  const item: CronItem = {
    task: minuteTask,
    match: '* * * * *',
    identifier: `${minuteTask}_${schema}`,
    payload: { schema },
  }
  return parseCronItems([item])
}

/** Has the minutes' work done as soon as this transaction is committed, without waiting for the minute. */
export async function wakeMinuteWork(tx: Tx): Promise<void> {
  await sql`
    select graphile_worker.add_job(${minuteTask}::text, json_build_object('schema', current_schema()),
                                   job_key => ${minuteTask}::text || ':' || current_schema())`.execute(tx.db)
}

/** What fails is logged, and does not keep the others from their work. */
export async function doMinuteWork(house: House, works: readonly MinuteWork[]): Promise<void> {
  for (const work of works) {
    try {
      await work(house)
    } catch (error) {
      house.log.error({ err: error, work: work.name }, 'a work of the minute failed')
    }
  }
}
