import { sql } from 'kysely'
import type { ImportVerdict } from '../../../contract/purchasing.ts'
import type { Tx } from '../../platform/database/public.ts'
import { RowProblems, readMoney, rememberSource } from '../../platform/imports/public.ts'
import type { JobKinds, JobWork } from '../../platform/jobs/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { mostProblemsTold, verdictOf } from './import-verdict.ts'
import { judgeImport } from './judge-import.ts'
import { makeOrder } from './make-order.ts'
import { purchaseSources } from './purchase-sources.ts'
import type { ImportJobInput } from './queue-import.ts'
import { readImportFile, readPurchaseImport } from './read-purchase-import.ts'
import { type ReadRows, readRows } from './read-rows.ts'

export const jobKinds: JobKinds = {
  'purchase-import-check': checkImport,
  'purchase-import-run': runImport,
}

/** How the time of a job goes, in hundredths: reading is most of it. */
const readUntil = 70
const judgedUntil = 80

/** Reads and judges every row, stores nothing; the result is an import verdict. */
async function checkImport(work: JobWork<ImportJobInput>): Promise<ImportVerdict> {
  const problems = new RowProblems()
  const read = await readAllRows(work, problems)
  const judgement = await judgeImport(work.reader, read, work.input, problems)
  work.signal.throwIfAborted()
  return verdictOf(read, judgement, problems)
}

/**
 * Makes the draft order from every row, or nothing at all. All that it writes is one transaction, which begins with a
 * guarded change of the import: whatever was killed, repeated or asked for twice, one file makes one order. Gives
 * orderId and number; refuses rows_refused with the problems.
 */
async function runImport(work: JobWork<ImportJobInput>): Promise<{ orderId: number; number: string }> {
  const problemsOfCells = new RowProblems()
  const read = await readAllRows(work, problemsOfCells)
  return work.transaction(async tx => {
    const { importId, sheet } = work.input
    const claimed = await claimImport(tx, importId, sheet)
    if ('orderId' in claimed) return claimed
    const problems = problemsOfCells.copy()
    const judgement = await judgeImport(tx, read, work.input, problems)
    refuseRows(problems)
    const head = { fileName: claimed.fileName, locationId: work.input.locationId }
    const order = await makeOrder(tx, read, judgement, head, written => {
      work.signal.throwIfAborted()
      const share = written / read.rows.length
      work.progress(judgedUntil + (100 - judgedUntil) * share, 100, 'Writing the order')
    })
    await sql`update purchase_import set order_id = ${order.orderId} where id = ${importId}`.execute(tx.db)
    await rememberColumns(tx, work.input)
    work.signal.throwIfAborted()
    return order
  })
}

async function readAllRows(work: JobWork<ImportJobInput>, problems: RowProblems): Promise<ReadRows> {
  const { importId, sheet, headerRow, mapping, serialCells } = work.input
  work.progress(0, 100, 'Reading the file')
  const { file, fileName } = await readImportFile(work.reader, importId)
  const money = await readMoney(work.reader)
  const read = await readRows({ file, fileName, sheet, headerRow, mapping, serialCells }, money, problems, {
    signal: work.signal,
    progress: fraction => work.progress(readUntil * fraction, 100, 'Reading the file'),
  })
  work.progress(readUntil, 100, 'Checking the rows')
  return read
}

/** What the columns mean of whoever sent the file: the next one of theirs is matched so. */
async function rememberColumns(
  tx: Tx,
  { importId, source, mapping, sheet, headerRow }: ImportJobInput,
): Promise<void> {
  if (source === null) return
  const { columns } = await readPurchaseImport(tx, importId, { sheet, headerRow })
  await rememberSource(tx, purchaseSources, source, mapping, columns)
}

/** Takes the import for this transaction, or finds the order that was made from it before. */
async function claimImport(
  tx: Tx,
  importId: number,
  sheet: string,
): Promise<{ orderId: number; number: string } | { fileName: string }> {
  const { rows } = await sql<{ fileName: string }>`
    update purchase_import set sheet = ${sheet} where id = ${importId} and order_id is null
    returning file_name as "fileName"`.execute(tx.db)
  if (rows[0] !== undefined) return rows[0]
  const { rows: orders } = await sql<{ orderId: number; number: string }>`
    select d.id as "orderId", d.number from purchase_import i join document d on d.id = i.order_id
     where i.id = ${importId}`.execute(tx.db)
  if (orders[0] === undefined) throw refuse('not_found', { what: 'import' })
  return orders[0]
}

function refuseRows(problems: RowProblems): void {
  const details = { count: problems.count, problems: problems.first(mostProblemsTold) }
  if (details.count > 0) throw refuse('rows_refused', details)
}
