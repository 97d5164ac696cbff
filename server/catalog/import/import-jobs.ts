import { sql } from 'kysely'
import type { ProductImportVerdict } from '../../../contract/product-import.ts'
import type { Tx } from '../../platform/database/public.ts'
import { RowProblems, readMoney, rememberSource } from '../../platform/imports/public.ts'
import type { JobKinds, JobWork } from '../../platform/jobs/public.ts'
import { Refusal, refuse } from '../../platform/refusal.ts'
import { judgeProducts } from './judge-products.ts'
import type { ReadProducts } from './product-row.ts'
import { productSources } from './product-sources.ts'
import type { ImportJobInput } from './queue-import.ts'
import { readImportFile, readProductImport } from './read-product-import.ts'
import { readProductRows } from './read-product-rows.ts'
import type { RowVerdicts } from './row-verdicts.ts'
import { storeProducts } from './store-products.ts'
import { storeVerdicts } from './verdict-rows.ts'

export const jobKinds: JobKinds = {
  'product-import-check': checkImport,
  'product-import-run': runImport,
}

type Work = JobWork<ImportJobInput>

/** How the time of a job goes, in hundredths. */
const readUntil = 60
const judgedUntil = 75

/** Reads and judges every row and writes the verdicts down; no product is changed. */
async function checkImport(work: Work): Promise<ProductImportVerdict> {
  const problems = new RowProblems()
  const read = await readAllRows(work, problems)
  const { verdicts } = await judgeProducts(work.reader, read, problems, work.input)
  work.progress(judgedUntil, 100, 'Writing down the verdicts')
  await storeOnlyVerdicts(work, read, verdicts)
  return verdicts.counts()
}

/**
 * Adds and changes products, in one transaction which begins with a guarded change of the import: whatever was killed,
 * repeated or asked for twice, one upload is imported once. Refuses rows_refused where all rows were to be taken and some
 * are bad.
 */
async function runImport(work: Work): Promise<ProductImportVerdict> {
  const problems = new RowProblems()
  const read = await readAllRows(work, problems)
  let refused: RowVerdicts | undefined
  try {
    return await work.transaction(async tx => {
      const done = await claimImport(tx, work)
      if (done !== null) return done
      const judgement = await judgeProducts(tx, read, problems, work.input)
      const counts = judgement.verdicts.counts()
      if (counts.refused > 0 && work.input.badRows === 'refuse_all') {
        refused = judgement.verdicts
        throw refuse('rows_refused', { count: counts.refused })
      }
      const products = judgement.created.length + judgement.changed.length
      await storeProducts(tx, judgement, wrote => {
        work.signal.throwIfAborted()
        const share = wrote / products
        work.progress(judgedUntil + (95 - judgedUntil) * share, 100, 'Writing the products')
      })
      await finish(tx, work, read, judgement.verdicts)
      return counts
    })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'rows_refused' && refused !== undefined) {
      refused.takeNone()
      await storeOnlyVerdicts(work, read, refused)
    }
    throw error
  }
}

async function readAllRows(work: Work, problems: RowProblems): Promise<ReadProducts> {
  const { importId, sheet, headerRow, mapping } = work.input
  work.progress(0, 100, 'Reading the file')
  const { file, fileName } = await readImportFile(work.reader, importId)
  const money = await readMoney(work.reader)
  const read = await readProductRows({ file, fileName, sheet, headerRow, mapping }, money, problems, {
    signal: work.signal,
    progress: fraction => work.progress(readUntil * fraction, 100, 'Reading the file'),
  })
  work.progress(readUntil, 100, 'Checking the rows')
  return read
}

/** Takes the import for this transaction, or gives what the run before it came to. */
async function claimImport(tx: Tx, { input, jobId }: Work): Promise<ProductImportVerdict | null> {
  const { rows } = await sql`
    update product_import set done_by_job_id = ${jobId}, result = '{}'
     where id = ${input.importId} and done_by_job_id is null returning id`.execute(tx.db)
  if (rows.length > 0) return null
  const { rows: done } = await sql<{ result: ProductImportVerdict }>`
    select result from product_import where id = ${input.importId}`.execute(tx.db)
  if (done[0] === undefined) throw refuse('not_found', { what: 'import' })
  return done[0].result
}

async function finish(tx: Tx, work: Work, read: ReadProducts, verdicts: RowVerdicts): Promise<void> {
  const { importId, source, mapping, sheet, headerRow } = work.input
  const { columns } = await readProductImport(tx, importId, { sheet, headerRow })
  work.progress(95, 100, 'Writing down the verdicts')
  await storeVerdicts(tx, { importId, jobId: work.jobId }, read, verdicts)
  await rememberSource(tx, productSources, source, mapping, columns)
  await sql`
    update product_import set result = ${JSON.stringify(verdicts.counts())}::jsonb where id = ${importId}`.execute(
    tx.db,
  )
  work.signal.throwIfAborted()
}

async function storeOnlyVerdicts(work: Work, read: ReadProducts, verdicts: RowVerdicts): Promise<void> {
  const about = { importId: work.input.importId, jobId: work.jobId }
  await work.transaction(tx => storeVerdicts(tx, about, read, verdicts))
}
