import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { keepImportsDays } from '../../platform/imports/public.ts'
import { forgetJobs } from '../../platform/jobs/public.ts'

/** Removes uploads of products, and the verdicts on their rows, once they are 30 days old. The products stay. */
export async function forgetOldProductImports(tx: Tx): Promise<void> {
  const before = sql`${tx.at}::timestamptz - make_interval(days => ${keepImportsDays}::int)`
  await sql`
    delete from product_import_row
     where import_id in (select id from product_import where created_at < ${before})`.execute(tx.db)
  await sql`delete from product_import where created_at < ${before}`.execute(tx.db)
  await forgetJobs(tx, ['product-import-check', 'product-import-run'], keepImportsDays)
}
