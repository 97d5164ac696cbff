import { sql } from 'kysely'
import type { ProductImportRow, RowVerdict } from '../../../contract/product-import.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import {
  type Cell,
  type CellToWrite,
  cellAsText,
  readSheetHead,
  readSheetRows,
  streamSpreadsheet,
} from '../../platform/spreadsheet/public.ts'
import type { ImportJobInput } from './queue-import.ts'
import { readImportFile } from './read-product-import.ts'
import { listVerdictRows } from './verdict-rows.ts'

const words: Record<RowVerdict, string> = {
  created: 'Created',
  changed: 'Changed',
  unchanged: 'Unchanged',
  skipped: 'Skipped',
  refused: 'Refused',
}
const verdictsAtOnce = 5000
const mostColumns = 97

/**
 * The uploaded sheet once more, with row number, verdict and remark before its own columns, given out as it is read: to be
 * mended and uploaded again. All cells are text. Refuses not_found when the job is not one of this import.
 */
export async function writeResult(
  reader: Reader,
  importId: number,
  jobId: number,
): Promise<{ fileName: string; workbook: ReadableStream<Uint8Array> }> {
  const { sheet, headerRow } = await readJobInput(reader, importId, jobId)
  const { file, fileName } = await readImportFile(reader, importId)
  const head = await readSheetHead(file, { fileName, sheet, rows: 130 })
  const header = head.rows.find(row => row.number === headerRow)?.cells ?? []
  const width = Math.min(mostColumns, Math.max(header.length, ...head.rows.map(row => row.cells.length)))
  const headings = Array.from({ length: width }, (_, index) => textOf(header[index]))
  async function* rows(): AsyncGenerator<CellToWrite[]> {
    const verdicts = verdictsOf(reader, importId, jobId)
    let next = await verdicts.next()
    for await (const batch of readSheetRows(file, { fileName, sheet })) {
      for (const { number, cells } of batch.rows) {
        if (number <= headerRow) continue
        const own = Array.from({ length: width }, (_, index) => textOf(cells[index]))
        if (next.done || next.value.row !== number) {
          yield [number, '', 'Nothing in the matched columns', ...own]
          continue
        }
        yield [number, words[next.value.verdict], next.value.sentence, ...own]
        next = await verdicts.next()
      }
    }
  }
  const columns = [
    { header: 'Row', kind: 'number' as const },
    { header: 'Verdict', kind: 'text' as const },
    { header: 'Remark', kind: 'text' as const, width: 60 },
    ...headings.map(heading => ({ header: heading, kind: 'text' as const })),
  ]
  return { fileName, workbook: streamSpreadsheet({ name: 'Result', columns, rows: rows() }) }
}

async function readJobInput(reader: Reader, importId: number, jobId: number): Promise<ImportJobInput> {
  const { rows } = await sql<{ input: ImportJobInput }>`
    select input from job
     where id = ${jobId} and kind in ('product-import-check', 'product-import-run')
       and (input ->> 'importId')::bigint = ${importId}
       and exists (select from product_import_row where job_id = job.id)`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'result of an import' })
  return rows[0].input
}

async function* verdictsOf(
  reader: Reader,
  importId: number,
  jobId: number,
): AsyncGenerator<ProductImportRow, undefined> {
  let cursor: string | undefined
  do {
    const page = await listVerdictRows(reader, importId, { jobId, limit: verdictsAtOnce, cursor })
    yield* page.items
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}

/** All that a cell shows, so that nothing is lost on the way back; half a character cannot be written. */
function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (cell.kind === 'date') return cell.date
  if (cell.kind === 'error') return cell.text
  if (cell.kind === 'formula') return textOf(cell.cached)
  const answer = cellAsText(cell)
  const text = 'text' in answer ? answer.text : cell.kind === 'number' ? cell.raw : ''
  return text.replace(/\p{Cs}/gu, '\ufffd')
}
