import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RefusalError, sentenceOf } from '../client/public.ts'
import styles from './states.module.css'

interface EmptyStateProps {
  title: string
  /** What to do now. */
  sentence?: ReactNode
  action?: ReactNode
}

/** Says that there is nothing, and what to do about it. */
export function EmptyState({ title, sentence, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <div className={styles.lines} aria-hidden="true" />
      <p className={styles.title}>{title}</p>
      {sentence ? <p className={styles.sentence}>{sentence}</p> : null}
      {action}
    </div>
  )
}

interface ErrorStateProps {
  error: unknown
  onRetry?: (() => void) | undefined
}

/** Shows why something could not be loaded: the sentence, the number to quote, and a way to try again. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{t('kit.loadFailed')}</p>
      <p className={styles.sentence}>{sentenceOf(error)}</p>
      <RequestNumber error={error} />
      {onRetry ? (
        <Button variant="default" onClick={onRetry}>
          {t('kit.tryAgain')}
        </Button>
      ) : null}
    </div>
  )
}

interface RefusedProps {
  error: unknown
  action?: ReactNode
}

/** A refused write, in the flow of a form or dialog. Nothing for no error. */
export function Refused({ error, action }: RefusedProps) {
  if (!error) return null
  return (
    <div className={styles.refused} role="alert">
      <span>{sentenceOf(error)}</span>
      <RequestNumber error={error} />
      {action}
    </div>
  )
}

/** A refusal is explained by its sentence; only a bug needs the number of its request. */
function RequestNumber({ error }: { error: unknown }) {
  const { t } = useTranslation()
  if (!(error instanceof RefusalError) || error.code !== 'server_error' || !error.requestId) return null
  return <p className={styles.request}>{t('kit.requestNumber', { requestId: error.requestId })}</p>
}

interface NoticeProps {
  tone?: 'plain' | 'warn' | 'bad'
  children: ReactNode
}

/** A remark beside the work: why something is locked, what is on hold. */
export function Notice({ tone = 'plain', children }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone}>
      {children}
    </div>
  )
}
