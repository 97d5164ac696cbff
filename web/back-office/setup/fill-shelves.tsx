import { Button, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Shop } from '../../../contract/session.ts'
import { useJob, useWrite } from '../../client/public.ts'
import { ProgressBar, Refused } from '../../kit/public.ts'
import { sessionQuery } from '../session.ts'
import { Cover } from '../sign-in/cover.tsx'
import styles from './setup.module.css'

/** Offers the sample shop to a shop that has nothing yet. */
export function FillShelves({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [jobId, setJobId] = useState<number | null>(null)
  const load = useWrite(api.session.loadSampleShop, { onDone: answer => setJobId(answer.jobId) })
  const { job, ended } = useJob(jobId)
  const isDone = job?.state === 'done'
  const failed = ended && !isDone
  useEffect(() => {
    if (!isDone) return
    // The session says that the shop is empty; it is read anew before anything looks at it.
    void queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).then(() => navigate({ to: '/' }))
  }, [isDone, queryClient, navigate])

  if (jobId !== null && !failed) {
    const { done, total, note } = job?.progress ?? { done: 0, total: null, note: null }
    return (
      <Cover title={t('setup.shelvesTitle')} lead={t('setup.loadingLead')}>
        <ProgressBar label={t('setup.loading')} done={done} total={total} note={note} />
      </Cover>
    )
  }
  return (
    <Cover title={t('setup.shelvesTitle')} lead={t('setup.shelvesLead', { shop: shop.name })}>
      <Stack gap="lg">
        <Refused error={failed ? new Error(job?.problem?.sentence ?? t('setup.loadFailed')) : load.error} />
        <div className={styles.choice}>
          <Button size="md" loading={load.isPending} onClick={() => load.mutate({})}>
            {t('setup.sample')}
          </Button>
          <p>{t('setup.sampleHint')}</p>
        </div>
        <div className={styles.choice}>
          <Button size="md" variant="default" onClick={() => void navigate({ to: '/' })}>
            {t('setup.empty')}
          </Button>
          <p>{t('setup.emptyHint')}</p>
        </div>
      </Stack>
    </Cover>
  )
}
