import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Job } from '../../contract/jobs.ts'
import { api } from '../../contract/public.ts'
import { ConnectionLost } from './errors.ts'
import { readOptions } from './use-read.ts'
import { refreshAll } from './use-write.ts'

/** Follows a job until it ended, then reads everything on screen anew. Pass null while there is no job yet. */
export function useJob(jobId: number | null) {
  const queryClient = useQueryClient()
  const query = useQuery({
    ...readOptions(api.jobs.readJob, { params: { jobId: jobId ?? 0 } }),
    enabled: jobId !== null,
    refetchInterval: query => (hasEnded(query.state.data) ? false : 400),
    // A lost network is no reason to stop following: the job goes on without us.
    retry: (_, error) => error instanceof ConnectionLost,
    retryDelay: 1000,
  })
  const ended = hasEnded(query.data)
  useEffect(() => {
    if (ended) refreshAll(queryClient)
  }, [ended, queryClient])
  return { job: query.data, ended, error: query.error }
}

function hasEnded(job: Job | undefined): boolean {
  return job !== undefined && job.state !== 'waiting' && job.state !== 'running'
}
