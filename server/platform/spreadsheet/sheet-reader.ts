import { Worker } from 'node:worker_threads'
import type { DateSystem } from './cell.ts'
import type { SpreadsheetLimits } from './limits.ts'
import type { RowBatch } from './open-sheet.ts'
import { fileTooLarge, type SpreadsheetRefusalCode, SpreadsheetRefused } from './refused.ts'
import { workerProgram } from './worker-program.ts'

export interface WorkerOrder {
  file: Uint8Array
  fileName: string
  sheet: string | undefined
  batchSize: number
  limits: SpreadsheetLimits
}

export interface Opened {
  sheets: string[]
  sheet: string
  dateSystem: DateSystem
}

export type WorkerAnswer =
  | { kind: 'opened'; opened: Opened }
  | { kind: 'batch'; batch: RowBatch }
  | { kind: 'refused'; code: SpreadsheetRefusalCode; message: string }
  | { kind: 'failed'; error: string }

/** One sheet being read by a worker of its own. Ask for one thing at a time; always `stop` it. */
export class SheetReader {
  readonly #worker: Worker
  readonly #limits: SpreadsheetLimits
  #millisecondsLeft: number
  #settle: { resolve: (answer: WorkerAnswer) => void; reject: (error: Error) => void } | null = null
  #failure: Error | null = null
  #arrived: WorkerAnswer | null = null

  /** Throws SpreadsheetRefused for a file that is larger than `order.limits` allow. */
  static async start(order: WorkerOrder): Promise<SheetReader> {
    if (order.file.length > order.limits.fileBytes)
      throw fileTooLarge(`more than ${order.limits.fileBytes / 1024 / 1024} MB`)
    return new SheetReader(order, await workerProgram())
  }

  private constructor(order: WorkerOrder, program: URL) {
    this.#limits = order.limits
    this.#millisecondsLeft = order.limits.milliseconds
    this.#worker = new Worker(program, {
      workerData: order,
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: order.limits.workerHeapMebibytes,
        maxYoungGenerationSizeMb: 32,
      },
    })
    this.#worker.on('message', (answer: WorkerAnswer) => this.#receive(answer))
    this.#worker.on('error', error => this.#fail(error))
    this.#worker.on('messageerror', error => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(new Error('The spreadsheet worker ended early')))
  }

  async opened(): Promise<Opened> {
    const answer = await this.#answer()
    if (answer.kind !== 'opened') throw new Error(`The spreadsheet worker sent ${answer.kind} first`)
    return answer.opened
  }

  async nextBatch(): Promise<RowBatch> {
    this.#worker.postMessage('next')
    const answer = await this.#answer()
    if (answer.kind !== 'batch') throw new Error(`The spreadsheet worker sent ${answer.kind} for a batch`)
    return answer.batch
  }

  /** Ends the worker at once; a pending question is answered with `reason`. */
  async stop(reason: Error): Promise<void> {
    this.#fail(reason)
    await this.#worker.terminate()
  }

  /** Waits for the worker's answer, charging the time to this file's allowance. */
  async #answer(): Promise<WorkerAnswer> {
    const started = performance.now()
    const timer = setTimeout(() => this.#fail(tookTooLong()), Math.max(0, this.#millisecondsLeft))
    try {
      const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
        this.#settle = { resolve, reject }
        this.#deliver()
      })
      if (answer.kind === 'refused') throw new SpreadsheetRefused(answer.code, answer.message)
      if (answer.kind === 'failed') throw new Error(`The spreadsheet worker failed: ${answer.error}`)
      return answer
    } finally {
      clearTimeout(timer)
      this.#millisecondsLeft -= performance.now() - started
    }
  }

  #receive(answer: WorkerAnswer): void {
    this.#arrived = answer
    this.#deliver()
  }

  #fail(error: Error): void {
    this.#failure ??= isOutOfMemory(error)
      ? fileTooLarge(`it needs more than ${this.#limits.workerHeapMebibytes} MB of memory to read`)
      : error
    this.#deliver()
  }

  #deliver(): void {
    if (!this.#settle) return
    const { resolve, reject } = this.#settle
    if (this.#arrived) resolve(this.#arrived)
    else if (this.#failure) reject(this.#failure)
    else return
    this.#settle = null
    this.#arrived = null
  }
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function tookTooLong(): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'took_too_long',
    'This file takes too long to read; split it into smaller files and upload them one by one.',
  )
}
