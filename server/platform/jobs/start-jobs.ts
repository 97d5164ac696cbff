import { type LogFunctionFactory, Logger, type Runner, run, runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { House } from '../house.ts'
import { type DailyWork, dailySchedule, dailyTask, doDailyWork } from './daily-work.ts'
import type { JobKinds } from './job-kinds.ts'
import { doMinuteWork, type MinuteWork, minuteSchedule, minuteTask } from './minute-work.ts'
import { runJob } from './run-job.ts'

/** Jobs that run at the same time; each may keep a core busy. */
const concurrency = 2

/** Makes the queue's own tables, in a schema of their own. */
export async function migrateJobs(connection: pg.PoolConfig): Promise<void> {
  const pool = new pg.Pool({ ...connection, max: 1 })
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  await runMigrations({ pgPool: pool, logger: silent })
  await pool.end()
}

/** Starts working the queue, first of all what a killed server left locked. `stop` lets go of running jobs at once; they
 * start again with the next server. */
export async function startJobs(
  house: House,
  kinds: JobKinds,
  daily: readonly DailyWork[] = [],
  minutely: readonly MinuteWork[] = [],
): Promise<{ stop(): Promise<void> }> {
  const pool = new pg.Pool({
    ...house.address.connection,
    max: 2 * concurrency + 2,
    application_name: 'lotbook-jobs',
  })
  pool.on('error', error => house.log.warn({ why: error.message }, 'a connection of the job queue was lost'))
  pool.on('connect', client =>
    client.on('error', error => house.log.debug({ why: error.message }, 'a job lost its connection')),
  )
  await runMigrations({ pgPool: pool, logger: silent })
  await unlockOrphans(pool)
  const stopping = new AbortController()
  const runner: Runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: loggerOf(house),
    parsedCronItems: [...dailySchedule(house), ...minuteSchedule(house)],
    taskList: {
      [dailyTask]: async payload => {
        refuseOtherMerchant(house, payload)
        await doDailyWork(house, daily)
      },
      [minuteTask]: async payload => {
        refuseOtherMerchant(house, payload)
        await doMinuteWork(house, minutely)
      },
      lotbook_job: async payload => {
        refuseOtherMerchant(house, payload)
        const { jobId } = payload as { jobId: number }
        await whileAlive(pool, jobId, () => runJob(house, kinds, jobId, stopping.signal))
      },
    },
  })
  return {
    stop: async () => {
      stopping.abort(new Error('the server stops'))
      await runner.stop().catch(() => {})
      await pool.end()
    },
  }
}

function refuseOtherMerchant({ address }: House, payload: unknown): void {
  const { schema } = payload as { schema: string }
  if (schema !== address.schema) throw new Error(`this server does not serve the merchant schema ${schema}`)
}

/** The first half of the advisory lock's key: says that the second half is a job. */
const aliveLock = 7_105_603

/**
 * While a job runs, its server holds a lock that PostgreSQL lets go of when the server dies: so a job whose lock is free
 * is an orphan, for certain and at once, without waiting for any time to pass.
 */
async function whileAlive(pool: pg.Pool, jobId: number, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1, $2)', [aliveLock, jobId])
    await work()
  } finally {
    client.release(true)
  }
}

async function unlockOrphans(pool: pg.Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(locked_by))
       from graphile_worker.jobs
      where locked_at is not null and key like 'lotbook:%'
        and pg_try_advisory_xact_lock($1, split_part(key, ':', 3)::int)
     having count(*) > 0`,
    [aliveLock],
  )
}

const silent = new Logger(() => () => {})

function loggerOf(house: House): Logger {
  const make: LogFunctionFactory = () => (level, message) => {
    if (level === 'error' || level === 'warning') house.log.warn({ queue: message }, 'the job queue says')
    else house.log.debug({ queue: message }, 'the job queue says')
  }
  return new Logger(make)
}
