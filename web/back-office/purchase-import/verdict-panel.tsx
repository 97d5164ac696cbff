import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportChoices, ImportVerdict, PurchaseImport } from '../../../contract/purchasing.ts'
import { Facts, Money, Notice, Quantity, Refused, Section } from '../../kit/public.ts'
import styles from '../import-frame/import.module.css'
import { JobProgress } from '../import-frame/job-progress.tsx'
import { ProblemList } from './problem-list.tsx'
import { SplitList } from './split-list.tsx'
import { UnknownList } from './unknown-list.tsx'
import type { useChecks } from './use-checks.ts'

interface VerdictPanelProps {
  upload: PurchaseImport
  checks: ReturnType<typeof useChecks>
  /** Whether everything is chosen that a check needs. */
  isReady: boolean
  create: ImportChoices['create']
  onCreate: (create: ImportChoices['create']) => void
}

/** Checks the file and says what came of it: good and bad rows, and what the shop does not have yet. */
export function VerdictPanel({ upload, checks, isReady, create, onCreate }: VerdictPanelProps) {
  const { t } = useTranslation()
  const { job, verdict, isWorking, isCurrent } = checks
  return (
    <>
      {isWorking ? (
        <JobProgress
          label={t(verdict ? 'purchaseImport.checkingAgain' : 'purchaseImport.checking')}
          job={job}
          stop={t('purchaseImport.stopCheck')}
          jobId={checks.jobId}
        />
      ) : null}
      <CheckProblem checks={checks} />
      {verdict ? (
        <div className={styles.verdict} data-outdated={!isCurrent} aria-busy={!isCurrent}>
          <Verdict verdict={verdict} />
          <SplitList verdict={verdict} />
          <UnknownList unknown={verdict.unknown} create={create} onCreate={onCreate} />
          {verdict.problemCount > 0 ? <ProblemList verdict={verdict} fileName={upload.fileName} /> : null}
        </div>
      ) : null}
      {verdict && isCurrent ? null : (
        <div className={styles.buttons}>
          <Button disabled={!isReady || isWorking} onClick={checks.check}>
            {t('purchaseImport.check')}
          </Button>
        </div>
      )}
    </>
  )
}

/** Why there is no verdict. */
function CheckProblem({ checks }: { checks: ReturnType<typeof useChecks> }) {
  const { t } = useTranslation()
  const { job, error, isWorking } = checks
  if (error) return <Refused error={error} />
  if (isWorking || !job) return null
  if (job.state === 'cancelled') return <Notice>{t('purchaseImport.stopped')}</Notice>
  if (job.problem) return <Notice tone="bad">{job.problem.sentence}</Notice>
  return null
}

function Verdict({ verdict }: { verdict: ImportVerdict }) {
  const { t } = useTranslation()
  const { rows, lines, goodRows, problemCount, totalMinor } = verdict
  return (
    <Section title={t('purchaseImport.result')}>
      <div className={styles.result} role="status">
        <Facts
          facts={[
            { label: t('importFrame.rows'), value: <Quantity units={rows} /> },
            ...(lines === rows
              ? []
              : [{ label: t('purchaseImport.lines'), value: <Quantity units={lines} /> }]),
            { label: t('purchaseImport.good'), value: <Quantity units={goodRows} /> },
            { label: t('purchaseImport.bad'), value: <Quantity units={problemCount} /> },
            { label: t('purchaseImport.total'), value: <Money minor={totalMinor} /> },
          ]}
        />
        <Notice tone={problemCount > 0 ? 'bad' : 'plain'}>
          {t(problemCount > 0 ? 'purchaseImport.someBad' : 'purchaseImport.allGood')}
        </Notice>
      </div>
    </Section>
  )
}
