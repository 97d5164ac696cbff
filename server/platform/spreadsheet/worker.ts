import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { openSheet } from './open-sheet.ts'
import { SpreadsheetRefused } from './refused.ts'
import type { WorkerAnswer, WorkerOrder } from './sheet-reader.ts'

/*
 * The worker thread's whole program: it opens one sheet and then sends one batch for each message it gets, so it is
 * never further ahead than its reader asks. `sheet-reader.ts` starts it; nobody imports it. A bundler may put code that
 * the server shares with it into this very file: then the server loads it too, and nothing must happen.
 */
if (parentPort) await serve(parentPort, workerData)

async function serve(port: MessagePort, order: WorkerOrder): Promise<void> {
  const answer = (message: WorkerAnswer) => port.postMessage(message)
  const answerFailure = (error: unknown) => answer(failureOf(error))
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
}

function failureOf(error: unknown): WorkerAnswer {
  if (error instanceof SpreadsheetRefused)
    return { kind: 'refused', code: error.code, message: error.message }
  return { kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
