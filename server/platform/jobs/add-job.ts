import { sql } from 'kysely'
import type { Tx } from '../database/public.ts'

/** Puts long work in the queue, in the transaction that decides on it. Gives the job's id for its progress bar. */
export async function addJob(tx: Tx, kind: string, input: Record<string, unknown>): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with added as (
      insert into job (kind, input, created_at, created_by)
      values (${kind}, ${JSON.stringify(input)}::jsonb, ${tx.at}, ${tx.actor.id})
      returning id
    ), queued as (
      select id, graphile_worker.add_job(
        'lotbook_job', json_build_object('schema', current_schema(), 'jobId', id),
        job_key => 'lotbook:' || current_schema() || ':' || id, max_attempts => 5) as job
        from added
    )
    select id from queued where (job).id is not null`.execute(tx.db)
  return rows[0]!.id
}
