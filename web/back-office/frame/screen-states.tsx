import { Button } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState, ErrorState, Page, PageHeader } from '../../kit/public.ts'
import styles from './screen-states.module.css'

/** An address that leads nowhere. */
export function MissingScreen() {
  const { t } = useTranslation()
  return (
    <Page>
      <EmptyState
        title={t('frame.missingTitle')}
        sentence={t('frame.missingSentence')}
        action={
          <Button variant="default" renderRoot={props => <Link {...props} to="/" />}>
            {t('frame.toToday')}
          </Button>
        }
      />
    </Page>
  )
}

/** A screen that could not be readied or broke while it was drawn. */
export function BrokenScreen({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Page>
      <PageHeader title={t('frame.brokenTitle')} />
      <ErrorState error={error} onRetry={retry} />
    </Page>
  )
}

/** Shown when a screen takes longer than a moment to come. */
export function WaitingScreen() {
  const { t } = useTranslation()
  return (
    <div className={styles.waiting} role="status">
      {t('frame.waiting')}
    </div>
  )
}
