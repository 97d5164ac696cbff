import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { addJob, type JobKinds } from '../platform/jobs/public.ts'
import { refuse } from '../platform/refusal.ts'
import { fillShop } from './fill-shop.ts'

/** Puts the sample shop in the queue. Refuses a shop that has products, or is being filled already. */
export async function loadSampleShop(tx: Tx): Promise<{ jobId: number }> {
  const { rows } = await sql`
    update shop set sample_loaded_at = ${tx.at}
     where sample_loaded_at is null and not exists (select from product) returning 1`.execute(tx.db)
  if (rows.length === 0) throw refuse('shop_not_empty', {})
  return { jobId: await addJob(tx, 'sample-shop', { asOf: tx.at }) }
}

export const jobKinds: JobKinds = {
  'sample-shop': async work => {
    const asOf = new Date((work.input as { asOf: string }).asOf)
    await fillShop(work.transaction, asOf, work.progress)
    return {}
  },
}
