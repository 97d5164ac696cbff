import { api } from '../../../contract/public.ts'
import { call, newKey, RefusalError } from '../../client/public.ts'

/** Asks a job to stop; one that has just ended needs no stopping. */
export async function stopJob(jobId: number | null): Promise<void> {
  if (jobId === null) return
  try {
    await call(api.jobs.cancelJob, { params: { jobId } }, { idempotencyKey: newKey() })
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
  }
}
