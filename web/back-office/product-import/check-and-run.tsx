import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  type ProductImportChoices,
  type ProductImportVerdict,
  productImportVerdict,
} from '../../../contract/product-import.ts'
import { api } from '../../../contract/public.ts'
import { RefusalError, useJob, useWrite } from '../../client/public.ts'
import { Notice, Refused } from '../../kit/public.ts'
import styles from '../import-frame/import.module.css'
import { JobProgress } from '../import-frame/job-progress.tsx'
import type { ImportSession } from './import-session.ts'
import { RowList } from './row-list.tsx'

interface CheckAndRunProps {
  importId: number
  /** Null while something that is needed was not chosen yet. */
  choices: ProductImportChoices | null
  kept: ImportSession
  change: (changes: Partial<ImportSession>) => void
}

/** Says what would become of every row; then imports them. */
export function CheckAndRun({ importId, choices, kept, change }: CheckAndRunProps) {
  const { t } = useTranslation()
  const asText = JSON.stringify(choices)
  const { job, ended, error } = useJob(kept.check?.jobId ?? null)
  const start = useWrite(api.productImport.checkProductImport, {
    onDone: ({ jobId }) => change({ check: { jobId, choices: asText } }),
  })
  const check = () => choices && start.mutate({ params: { importId }, body: choices })
  const isWorking = start.isPending || (kept.check !== null && !ended && !error)
  const verdict = verdictOf(job?.state === 'done' ? job.result : null)
  const isCurrent = kept.check?.choices === asText
  if (kept.runJobId !== null)
    return <Running importId={importId} jobId={kept.runJobId} onAgain={() => change({ runJobId: null })} />
  return (
    <>
      {isWorking ? (
        <JobProgress
          label={t('productImport.checking')}
          job={job}
          stop={t('productImport.stopCheck')}
          jobId={kept.check?.jobId ?? null}
        />
      ) : null}
      <Refused error={start.error ?? error} />
      {job?.state === 'cancelled' ? <Notice>{t('productImport.stopped')}</Notice> : null}
      {job?.problem ? <Notice tone="bad">{job.problem.sentence}</Notice> : null}
      {verdict && job ? (
        <div className={styles.verdict} data-outdated={!isCurrent}>
          {isCurrent ? null : <Notice tone="warn">{t('productImport.outdated')}</Notice>}
          <RowList importId={importId} jobId={job.id} title={t('productImport.result')} />
        </div>
      ) : null}
      {verdict && isCurrent && choices ? (
        <StartRun importId={importId} choices={choices} verdict={verdict} onStarted={change} />
      ) : (
        <div className={styles.buttons}>
          <Button disabled={choices === null || isWorking} onClick={check}>
            {t(verdict ? 'productImport.checkAgain' : 'productImport.check')}
          </Button>
        </div>
      )}
    </>
  )
}

interface StartRunProps {
  importId: number
  choices: ProductImportChoices
  verdict: ProductImportVerdict
  onStarted: (changes: Partial<ImportSession>) => void
}

function StartRun({ importId, choices, verdict, onStarted }: StartRunProps) {
  const { t } = useTranslation()
  const start = useWrite(api.productImport.runProductImport, {
    onDone: ({ jobId }) => onStarted({ runJobId: jobId }),
  })
  const count = verdict.created + verdict.changed
  if (verdict.refused > 0 && choices.badRows === 'refuse_all')
    return <Notice tone="bad">{t('productImport.mendFirst')}</Notice>
  if (count === 0) return <Notice>{t('productImport.nothing')}</Notice>
  return (
    <>
      <Refused error={start.error} />
      <div className={styles.buttons}>
        <Button
          loading={start.isPending}
          onClick={() => start.mutate({ params: { importId }, body: choices })}
        >
          {t('productImport.run', { count })}
        </Button>
      </div>
    </>
  )
}

/** The import itself. Once it is done, the upload says so and this gives way to its result. */
function Running({ importId, jobId, onAgain }: { importId: number; jobId: number; onAgain: () => void }) {
  const { t } = useTranslation()
  const { job, ended, error } = useJob(jobId)
  // A job that nobody knows any more will not end.
  const isLost = error instanceof RefusalError
  if (!ended && !isLost) {
    const stop = t('productImport.stopRun')
    return <JobProgress label={t('productImport.running')} job={job} stop={stop} jobId={jobId} />
  }
  const isStopped = job?.state === 'cancelled'
  const sentence = isStopped ? t('productImport.runStopped') : job?.problem?.sentence
  return (
    <>
      <Refused error={isLost ? error : null} />
      {sentence ? <Notice tone={isStopped ? 'warn' : 'bad'}>{sentence}</Notice> : null}
      {job?.problem?.code === 'rows_refused' ? (
        <RowList importId={importId} jobId={jobId} title={t('productImport.resultDone')} />
      ) : null}
      {job?.state === 'done' ? null : (
        <div className={styles.buttons}>
          <Button variant="default" onClick={onAgain}>
            {t('importFrame.again')}
          </Button>
        </div>
      )}
    </>
  )
}

function verdictOf(result: unknown): ProductImportVerdict | null {
  const read = productImportVerdict.safeParse(result)
  return read.success ? read.data : null
}
