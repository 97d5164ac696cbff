import { useBlocker } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** Asks before the clerk leaves a page with unsaved work, by a link, the back button or closing the tab. */
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation()
  // The blocker takes a new function only after the next paint: work that has just been saved is not asked about.
  const latest = useRef(dirty)
  latest.current = dirty
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => latest.current && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      title={t('kit.unsavedTitle')}
      sentence={t('kit.unsavedSentence')}
      confirm={t('kit.unsavedLeave')}
      keep={t('kit.unsavedStay')}
      grave
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    />
  )
}
