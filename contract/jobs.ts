import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, time } from './primitives.ts'

const endpoint = endpointsOf('jobs')

export const jobState = z.enum(['waiting', 'running', 'done', 'refused', 'failed', 'cancelled'])

/** Long work with a progress bar. It outlives a restart of the server. */
export const job = z.object({
  id,
  kind: z.string(),
  state: jobState,
  progress: z.object({
    done: z.number(),
    /** Null while the size is not known yet. */
    total: z.number().nullable(),
    note: z.string().nullable(),
  }),
  /** What the job made, once it is done; its shape belongs to the kind. */
  result: z.record(z.string(), z.unknown()).nullable(),
  /** Why it was refused or failed. */
  problem: z
    .object({ code: z.string(), sentence: z.string(), details: z.record(z.string(), z.unknown()) })
    .nullable(),
  cancelAsked: z.boolean(),
  createdAt: time,
  endedAt: time.nullable(),
})
export type Job = z.infer<typeof job>

export const api = {
  readJob: endpoint({
    method: 'GET',
    path: '/jobs/:jobId',
    summary: 'How far a job is',
    access: 'signed-in',
    params: z.object({ jobId: id }),
    answer: job,
    refusals: ['not_found'],
  }),
  cancelJob: endpoint({
    method: 'POST',
    path: '/jobs/:jobId/cancel',
    summary: 'Ask a job to stop; nothing of what it did so far stays',
    access: 'signed-in',
    params: z.object({ jobId: id }),
    answer: job,
    refusals: ['not_found', 'job_ended'],
  }),
}
