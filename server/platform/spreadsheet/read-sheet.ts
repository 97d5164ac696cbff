import type { SheetHead, SheetRow } from './cell.ts'
import { type SpreadsheetLimits, spreadsheetLimits } from './limits.ts'
import type { RowBatch } from './open-sheet.ts'
import { SheetReader } from './sheet-reader.ts'

/**
 * Reads the first `rows` rows that are not empty, of the first visible sheet or of `sheet`.
 * Throws SpreadsheetRefused. What lies after those rows is not checked.
 */
export async function readSheetHead(
  file: Uint8Array,
  options: { fileName: string; rows: number; sheet?: string },
  limits: SpreadsheetLimits = spreadsheetLimits,
): Promise<SheetHead> {
  const { fileName, sheet, rows } = options
  const reader = await SheetReader.start({ file, fileName, sheet, batchSize: rows, limits })
  try {
    const opened = await reader.opened()
    const batch = await reader.nextBatch()
    return { ...opened, rows: batch.rows, approximateRowCount: approximateRowCount(batch) }
  } finally {
    await reader.stop(new Error('The head of the sheet has been read'))
  }
}

function approximateRowCount({ rows, ended, progress, declaredLastRow }: RowBatch): number | null {
  const lastRead = rows.at(-1)?.number ?? 0
  if (ended) return lastRead
  if (declaredLastRow !== null) return Math.max(lastRead, declaredLastRow)
  return progress > 0 && progress < 1 ? Math.max(lastRead, Math.round(lastRead / progress)) : null
}

/**
 * Reads all rows that are not empty, in batches, in a worker thread that is at most one batch ahead of its consumer.
 * `progress` is the fraction of the file read so far. Throws SpreadsheetRefused, also after some batches have been
 * given out: the end of a file is known to be sound only when it has been reached. `signal` ends the worker at once
 * and throws the signal's reason.
 */
export async function* readSheetRows(
  file: Uint8Array,
  options: { fileName: string; sheet?: string; batchSize?: number; signal?: AbortSignal },
  limits: SpreadsheetLimits = spreadsheetLimits,
): AsyncGenerator<{ rows: SheetRow[]; progress: number }, void, undefined> {
  const { fileName, sheet, batchSize = 500, signal } = options
  signal?.throwIfAborted()
  const reader = await SheetReader.start({ file, fileName, sheet, batchSize, limits })
  const abort = () => void reader.stop(new Error('Cancelled'))
  signal?.addEventListener('abort', abort)
  try {
    signal?.throwIfAborted()
    await reader.opened()
    let coming = reader.nextBatch()
    for (let ended = false; !ended; ) {
      const batch = await coming
      signal?.throwIfAborted()
      ended = batch.ended
      if (!ended) coming = askedAhead(reader)
      if (batch.rows.length > 0) yield { rows: batch.rows, progress: batch.progress }
      signal?.throwIfAborted()
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', abort)
    await reader.stop(new Error('Reading has ended'))
  }
}

/** A batch asked for before its turn; when it fails, that is told when its turn comes, if it comes at all. */
function askedAhead(reader: SheetReader): Promise<RowBatch> {
  const batch = reader.nextBatch()
  batch.catch(() => {})
  return batch
}
