import { parentPort, workerData } from 'node:worker_threads'
import { openSheet } from './open-sheet.ts'
import { SpreadsheetRefused } from './refused.ts'
import type { WorkerAnswer, WorkerOrder } from './sheet-reader.ts'

/*
 * The worker thread's whole program: it opens one sheet and then sends one batch for each message it gets, so it is
 * never further ahead than its reader asks. `sheet-reader.ts` starts it; nobody imports it.
 */
if (!parentPort) throw new Error('The spreadsheet worker runs only as a worker thread')
const port = parentPort
const order: WorkerOrder = workerData

function answer(message: WorkerAnswer): void {
  port.postMessage(message)
}

function answerFailure(error: unknown): void {
  if (error instanceof SpreadsheetRefused)
    answer({ kind: 'refused', code: error.code, message: error.message })
  else
    answer({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}

try {
  const { batches, ...opened } = await openSheet(order.file, order, order.limits)
  const sendBatch = async () => {
    const { value } = await batches.next()
    if (value) answer({ kind: 'batch', batch: value })
  }
  port.on('message', () => {
    sendBatch().catch(answerFailure)
  })
  answer({ kind: 'opened', opened })
} catch (error) {
  answerFailure(error)
}
