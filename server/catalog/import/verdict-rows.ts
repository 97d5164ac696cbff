import { sql } from 'kysely'
import type { ProductImportRow, RowVerdict } from '../../../contract/product-import.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { type Page, type PageQuery, pageOf } from '../../platform/paging.ts'
import type { ReadProducts } from './product-row.ts'
import type { RowVerdicts } from './row-verdicts.ts'

const rowsAtOnce = 10_000

/** Writes down what became of each row, in place of what earlier checks said; what a run said that was done stays. */
export async function storeVerdicts(
  tx: Tx,
  { importId, jobId }: { importId: number; jobId: number },
  { rows }: ReadProducts,
  verdicts: RowVerdicts,
): Promise<void> {
  await sql`
    delete from product_import_row
     where import_id = ${importId}
       and job_id is distinct from (select done_by_job_id from product_import where id = ${importId})`.execute(
    tx.db,
  )
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const batch = rows.slice(start, start + rowsAtOnce)
    const given = batch.map((_, index) => verdicts.at(start + index))
    await sql`
      insert into product_import_row (job_id, import_id, row_number, verdict, product_number, sentence)
      select ${jobId}::bigint, ${importId}::bigint, *
        from unnest(${batch.map(row => row.number)}::int[], ${given.map(one => one.verdict)}::text[],
                    ${batch.map(row => row.productNumber ?? '')}::text[], ${given.map(one => one.sentence)}::text[])`.execute(
      tx.db,
    )
  }
}

interface RowsQuery extends PageQuery {
  readonly jobId: number
  readonly verdict?: RowVerdict | undefined
}

/** What a check or run said of each row, in the order of the file. */
export function listVerdictRows(
  reader: Reader,
  importId: number,
  { jobId, verdict, ...query }: RowsQuery,
): Promise<Page<ProductImportRow>> {
  const wanted = verdict ?? null
  return pageOf<ProductImportRow>(
    query,
    ({ after, limit }) =>
      sql<ProductImportRow>`
      select row_number as row, verdict, product_number as "productNumber", sentence
        from product_import_row
       where job_id = ${jobId} and import_id = ${importId} and row_number > ${after[0] ?? 0}::int
         and (${wanted}::text is null or verdict = ${wanted})
       order by row_number limit ${limit}`.execute(reader.db),
    row => [row.row],
  )
}
