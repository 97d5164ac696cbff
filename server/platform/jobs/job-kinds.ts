import type { Reader, Tx } from '../database/public.ts'
import type { House } from '../house.ts'

/** What a job's work gets. It may be run again after a crash, and must then do nothing twice: `transaction` sees to it. */
export interface JobWork<Input = unknown> {
  readonly house: House
  readonly jobId: number
  readonly input: Input
  readonly reader: Reader
  /** Aborted when somebody cancels the job or the server stops. */
  readonly signal: AbortSignal
  /** Shown as the progress bar; may be called as often as one likes. */
  progress(done: number, total: number | null, note?: string): void
  /**
   * Opens the job's next transaction, under a key of the job and its count: after a crash the same step gives its first
   * answer again instead of being done twice. `at` lets the sample shop act at an earlier time.
   */
  transaction<Answer>(work: (tx: Tx) => Promise<Answer>, at?: Date): Promise<Answer>
}

/** Does the work and gives the job's result. A refusal ends the job as refused; anything else thrown is a bug. */
// biome-ignore lint/suspicious/noExplicitAny: each kind knows the shape of its own input.
export type JobKinds = Record<string, (work: JobWork<any>) => Promise<Record<string, unknown>>>
