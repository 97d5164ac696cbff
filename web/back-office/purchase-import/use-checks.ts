import { useEffect, useRef } from 'react'
import { api } from '../../../contract/public.ts'
import type { ImportChoices, ImportVerdict } from '../../../contract/purchasing.ts'
import { importVerdict } from '../../../contract/purchasing.ts'
import { useJob, useWrite } from '../../client/public.ts'
import { stopJob } from '../import-frame/stop-job.ts'
import type { ImportSession } from './import-session.ts'

export type ImportOrder = ImportChoices & { sheet: string; headerRow: number }

interface ChecksOptions {
  importId: number
  /** Null while something that is needed was not chosen yet. */
  order: ImportOrder | null
  kept: ImportSession
  change: (changes: Partial<ImportSession>) => void
}

const settleMs = 500

/** Checks the file with the choices of now: first when asked, then by itself whenever a choice changes. */
export function useChecks({ importId, order, kept, change }: ChecksOptions) {
  // Whose file it is changes nothing about its rows.
  const choices = order === null ? null : JSON.stringify({ ...order, source: null })
  const { job, error: jobError } = useJob(kept.check?.jobId ?? null)
  const start = useWrite(api.purchasing.checkPurchaseImport)
  const isCurrent = kept.check !== null && kept.check.choices === choices
  const isWorking = job !== undefined && (job.state === 'waiting' || job.state === 'running')

  const check = () => {
    if (order === null || choices === null || start.isPending) return
    if (isWorking) void stopJob(kept.check?.jobId ?? null)
    start.mutate(
      { params: { importId }, body: order },
      { onSuccess: ({ jobId }) => change({ check: { jobId, choices } }) },
    )
  }
  // What was refused for these choices would be refused again: only another choice is worth another try.
  const refusedFor = useRef<string | null>(null)
  if (start.error && refusedFor.current === null) refusedFor.current = choices
  if (!start.error) refusedFor.current = null
  const isOutdated =
    kept.check !== null &&
    !isCurrent &&
    choices !== null &&
    kept.run === null &&
    refusedFor.current !== choices
  const latest = useRef(check)
  latest.current = check
  // biome-ignore lint/correctness/useExhaustiveDependencies: each further choice starts the waiting anew
  useEffect(() => {
    if (!isOutdated || start.isPending) return
    const timer = setTimeout(() => latest.current(), settleMs)
    return () => clearTimeout(timer)
  }, [isOutdated, choices, start.isPending])

  return {
    check,
    jobId: kept.check?.jobId ?? null,
    job: kept.check === null ? undefined : job,
    isCurrent,
    isWorking:
      start.isPending ||
      (kept.check !== null && (isWorking || isOutdated || (job === undefined && !jobError))),
    error: start.error ?? jobError,
    verdict: verdictOf(job?.state === 'done' ? job.result : null),
  }
}

function verdictOf(result: unknown): ImportVerdict | null {
  const read = importVerdict.safeParse(result)
  return read.success ? read.data : null
}
