import { sql } from 'kysely'
import { type Act, inTransaction, kyselyOn, readerOn } from '../database/public.ts'
import type { House } from '../house.ts'
import { Refusal } from '../refusal.ts'
import type { JobKinds, JobWork } from './job-kinds.ts'

interface StoredJob {
  id: number
  kind: string
  input: unknown
  created_by: number
  actor: string
  time_zone: string
}

/** Runs one job to its end and writes down how it ended. Throws only when the server stops or the database goes away. */
export async function runJob(
  house: House,
  kinds: JobKinds,
  jobId: number,
  stopping: AbortSignal,
): Promise<void> {
  const job = await begin(house, jobId)
  if (job === null) return
  const cancelling = new AbortController()
  const reporter = startReporter(house, jobId, cancelling)
  try {
    const work = kinds[job.kind]
    if (work === undefined) throw new Error(`no such kind of job: ${job.kind}`)
    const result = await work(
      workOf(house, job, AbortSignal.any([cancelling.signal, stopping]), reporter.progress),
    )
    await reporter.stop()
    await end(house, jobId, 'done', result, null)
  } catch (error) {
    await reporter.stop()
    if (stopping.aborted) throw error
    await endBadly(house, job, error, cancelling.signal.aborted)
  }
}

async function begin(house: House, jobId: number): Promise<StoredJob | null> {
  const { rows } = await sql<StoredJob>`
    update job set state = 'running', started_at = coalesce(started_at, ${house.clock().toISOString()})
      from shop
     where job.id = ${jobId} and state in ('waiting', 'running')
    returning job.id, kind, input, created_by, time_zone,
      coalesce((select name from staff where staff.id = job.created_by), 'Lotbook') as actor`.execute(
    kyselyOn(house.pool),
  )
  return rows[0] ?? null
}

function workOf(house: House, job: StoredJob, signal: AbortSignal, progress: JobWork['progress']): JobWork {
  const act = (at: Date): Act => ({
    actor: { id: job.created_by, name: job.actor },
    at,
    timeZone: job.time_zone,
  })
  let step = 0
  return {
    house,
    jobId: job.id,
    input: job.input,
    reader: readerOn(house.pool, act(house.clock())),
    signal,
    progress,
    transaction: async (work, at) => {
      signal.throwIfAborted()
      const idempotency = { key: `job-${job.id}-${++step}`, content: job.input }
      return inTransaction(house.pool, { ...act(at ?? house.clock()), idempotency }, work)
    },
  }
}

/** Writes progress at most four times a second, and hears there whether somebody asked to cancel. */
function startReporter(house: House, jobId: number, cancelling: AbortController) {
  let latest = { done: 0, total: null as number | null, note: null as string | null }
  const report = async () => {
    const { rows } = await sql<{ cancelled: boolean }>`
      update job set progress_done = ${latest.done}, progress_total = ${latest.total}::bigint, progress_note = ${latest.note}::text
       where id = ${jobId} returning cancel_asked_at is not null as cancelled`.execute(kyselyOn(house.pool))
    if (rows[0]?.cancelled) cancelling.abort(new Cancelled('cancelled'))
  }
  let reporting: Promise<void> = report().catch(() => {})
  const timer = setInterval(() => {
    reporting = reporting.then(report).catch(() => {})
  }, 250)
  return {
    progress: (done: number, total: number | null, note?: string) => {
      latest = {
        done: Math.floor(done),
        total: total === null ? null : Math.floor(total),
        note: note ?? null,
      }
    },
    stop: async () => {
      clearInterval(timer)
      await reporting
      await report().catch(() => {})
    },
  }
}

class Cancelled extends Error {}

async function endBadly(house: House, job: StoredJob, error: unknown, cancelled: boolean): Promise<void> {
  if (cancelled) return end(house, job.id, 'cancelled', null, null)
  if (error instanceof Refusal) {
    return end(house, job.id, 'refused', null, {
      code: error.code,
      sentence: error.message,
      details: error.details,
    })
  }
  house.log.error({ err: error, jobId: job.id, kind: job.kind }, 'a bug in a job')
  const sentence = `Lotbook made a mistake, and nothing was changed. Tell whoever looks after it this id: job ${job.id}.`
  return end(house, job.id, 'failed', null, { code: 'bug', sentence, details: {} })
}

async function end(
  house: House,
  jobId: number,
  state: string,
  result: unknown,
  problem: unknown,
): Promise<void> {
  await sql`
    update job set state = ${state}, ended_at = ${house.clock().toISOString()},
           result = ${result === null ? null : JSON.stringify(result)}::jsonb,
           problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb
     where id = ${jobId} and ended_at is null`.execute(kyselyOn(house.pool))
}
