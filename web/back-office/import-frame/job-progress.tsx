import { Button } from '@mantine/core'
import type { Job } from '../../../contract/jobs.ts'
import { ProgressBar } from '../../kit/public.ts'
import styles from './import.module.css'
import { stopJob } from './stop-job.ts'

interface JobProgressProps {
  label: string
  job: Job | undefined
  /** What the button says that stops it. */
  stop: string
  jobId: number | null
}

/** How far a check or an import is, and the button that stops it. */
export function JobProgress({ label, job, stop, jobId }: JobProgressProps) {
  const isRunning = job?.state === 'running'
  return (
    <div className={styles.job}>
      <ProgressBar
        label={label}
        done={isRunning ? job.progress.done : 0}
        total={isRunning ? job.progress.total : null}
        note={isRunning ? job.progress.note : null}
      />
      <Button
        variant="default"
        disabled={jobId === null || (job?.cancelAsked ?? false)}
        onClick={() => void stopJob(jobId)}
      >
        {stop}
      </Button>
    </div>
  )
}
