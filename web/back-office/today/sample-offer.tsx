import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useJob, useWrite } from '../../client/public.ts'
import { ProgressBar, Refused } from '../../kit/public.ts'
import { sessionQuery } from '../session.ts'
import styles from './today.module.css'

/** Offers the sample shop, and shows how far its loading is. Once it is there, Today is read anew and takes this place. */
export function SampleOffer() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [jobId, setJobId] = useState<number | null>(null)
  const load = useWrite(api.session.loadSampleShop, { onDone: answer => setJobId(answer.jobId) })
  const { job, ended } = useJob(jobId)
  const isDone = job?.state === 'done'
  const failed = ended && !isDone
  useEffect(() => {
    // The session was read when the shop was still empty.
    if (isDone) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }, [isDone, queryClient])
  const { done, total, note } = job?.progress ?? { done: 0, total: null, note: null }
  return (
    <section className={styles.sample}>
      <div>
        <h3>{t('today.first.sample')}</h3>
        <p>{t('today.first.sampleWhy')}</p>
      </div>
      <Refused
        error={failed ? new Error(job?.problem?.sentence ?? t('today.first.sampleFailed')) : load.error}
      />
      {jobId !== null && !failed ? (
        <ProgressBar label={t('today.first.sampleLoading')} done={done} total={total} note={note} />
      ) : (
        <Button variant="default" loading={load.isPending} onClick={() => load.mutate({})}>
          {t('today.first.sampleAction')}
        </Button>
      )}
    </section>
  )
}
