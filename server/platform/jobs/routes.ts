import { sql } from 'kysely'
import { api, type Job } from '../../../contract/jobs.ts'
import { changed, type Reader, type Tx } from '../database/public.ts'
import { refuse } from '../refusal.ts'
import { type Route, read, write } from '../routes/public.ts'

export const routes: Route[] = [
  read(api.readJob, (reader, { params }) => readJob(reader, params.jobId)),
  write(api.cancelJob, (tx, { params }) => cancelJob(tx, params.jobId)),
]

async function readJob(reader: Reader, jobId: number): Promise<Job> {
  const { rows } = await sql<Job>`
    select id, kind, state, jsonb_build_object('done', progress_done, 'total', progress_total, 'note', progress_note) as progress,
           result, problem, cancel_asked_at is not null as "cancelAsked", created_at as "createdAt", ended_at as "endedAt"
      from job where id = ${jobId} and created_by = ${reader.actor.id}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'job' })
  return rows[0]
}

/** Asks a job to stop. One that has ended is refused: what it did, it did. */
async function cancelJob(tx: Tx, jobId: number): Promise<Job> {
  const asked = await sql`
    update job set cancel_asked_at = coalesce(cancel_asked_at, ${tx.at})
     where id = ${jobId} and created_by = ${tx.actor.id} and ended_at is null`.execute(tx.db)
  const job = await readJob(tx, jobId)
  if (changed(asked) === 0) throw refuse('job_ended', {})
  return job
}
