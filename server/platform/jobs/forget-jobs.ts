import { sql } from 'kysely'
import type { Tx } from '../database/public.ts'

/** Removes jobs of these kinds that ended so many days ago, with all that they said. What they made stays. */
export async function forgetJobs(tx: Tx, kinds: readonly string[], days: number): Promise<void> {
  await sql`
    delete from job
     where kind = any(${kinds}::text[]) and ended_at < ${tx.at}::timestamptz - make_interval(days => ${days}::int)`.execute(
    tx.db,
  )
}
