import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { api } from '../../../contract/public.ts'
import type { PurchaseImport } from '../../../contract/purchasing.ts'
import { RefusalError, useJob, useWrite } from '../../client/public.ts'
import { Notice, notify, Refused } from '../../kit/public.ts'
import styles from '../import-frame/import.module.css'
import { JobProgress } from '../import-frame/job-progress.tsx'
import type { ImportSession } from './import-session.ts'
import type { ImportOrder, useChecks } from './use-checks.ts'

interface RunImportProps {
  upload: PurchaseImport
  order: ImportOrder
  checks: ReturnType<typeof useChecks>
  kept: ImportSession
  change: (changes: Partial<ImportSession>) => void
}

const made = z.object({ orderId: z.number().int(), number: z.string() })

/** The last step: every row becomes a line of a draft order, or nothing does. */
export function RunImport({ upload, order, checks, kept, change }: RunImportProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { job, ended, error } = useJob(kept.run?.jobId ?? null)
  const start = useWrite(api.purchasing.runPurchaseImport, {
    onDone: ({ jobId }) => change({ run: { jobId, choices: JSON.stringify(order) } }),
  })
  const result = made.safeParse(job?.state === 'done' ? job.result : null)
  const orderId = result.success ? result.data.orderId : null
  const number = result.success ? result.data.number : ''
  useEffect(() => {
    if (orderId === null) return
    notify.done(t('purchaseImport.imported', { number }))
    void navigate({ to: '/purchase-orders/$orderId', params: { orderId }, replace: true })
  }, [orderId, number, navigate, t])

  const run = () => start.mutate({ params: { importId: upload.id }, body: order })
  const isGood = checks.verdict !== null && checks.isCurrent && checks.verdict.problemCount === 0
  // A job that nobody knows any more will not end.
  const isLost = error instanceof RefusalError
  if (kept.run !== null && !ended && !isLost) {
    return (
      <JobProgress
        label={t('purchaseImport.importing')}
        job={job}
        stop={t('purchaseImport.stopImport')}
        jobId={kept.run.jobId}
      />
    )
  }
  if (orderId !== null) return null
  const problem = job?.state === 'cancelled' ? t('purchaseImport.importStopped') : job?.problem?.sentence
  return (
    <>
      {kept.run !== null && problem ? (
        <Notice tone={job?.state === 'cancelled' ? 'warn' : 'bad'}>{problem}</Notice>
      ) : null}
      <Refused error={start.error ?? (isLost ? error : null)} />
      <div className={styles.buttons}>
        {kept.run === null ? (
          isGood ? (
            <Button loading={start.isPending} onClick={run}>
              {t('purchaseImport.importRows', { count: checks.verdict?.rows ?? 0 })}
            </Button>
          ) : null
        ) : (
          <Button
            variant="default"
            onClick={() => change(job?.state === 'cancelled' ? { run: null } : { run: null, check: null })}
          >
            {t('importFrame.again')}
          </Button>
        )}
      </div>
    </>
  )
}
