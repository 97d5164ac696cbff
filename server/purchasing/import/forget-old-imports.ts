import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { keepImportsDays } from '../../platform/imports/public.ts'
import { forgetJobs } from '../../platform/jobs/public.ts'

/** Removes uploads of purchase orders, and what was said of them, once they are 30 days old. The orders stay. */
export async function forgetOldPurchaseImports(tx: Tx): Promise<void> {
  await sql`
    delete from purchase_import
     where created_at < ${tx.at}::timestamptz - make_interval(days => ${keepImportsDays}::int)`.execute(tx.db)
  await forgetJobs(tx, ['purchase-import-check', 'purchase-import-run'], keepImportsDays)
}
