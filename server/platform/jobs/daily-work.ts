import { type CronItem, parseCronItems } from 'graphile-worker'
import { inTransaction, type Tx } from '../database/public.ts'
import type { House } from '../house.ts'

/** What a room does once a day, each in a transaction of its own. Done twice it must do nothing more. */
export type DailyWork = (tx: Tx) => Promise<void>

/** The task's name in the queue. */
export const dailyTask = 'lotbook_daily'

const day = 24 * 60 * 60 * 1000

/** At three at night by UTC; a server that was off then catches up when it starts. One entry a merchant. */
export function dailySchedule({ address: { schema } }: House) {
  const item: CronItem = {
    task: dailyTask,
    match: '0 3 * * *',
    identifier: `${dailyTask}_${schema}`,
    payload: { schema },
    options: { backfillPeriod: day },
  }
  return parseCronItems([item])
}

/** Does all that is to be done daily. What fails is logged, and does not keep the others from their work. */
export async function doDailyWork(house: House, works: readonly DailyWork[]): Promise<void> {
  const act = { actor: { id: 0, name: 'Lotbook' }, at: house.clock(), timeZone: 'UTC' }
  for (const work of works) {
    try {
      await inTransaction(house.pool, act, work)
    } catch (error) {
      house.log.error({ err: error, work: work.name }, 'a daily work failed')
    }
  }
}
