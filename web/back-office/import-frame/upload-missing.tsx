import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../kit/public.ts'

interface UploadMissingProps {
  error: unknown
  onRetry: () => void
  otherFile: ReactNode
}

/** In place of an upload that is still being read, or cannot be. */
export function UploadMissing({ error, onRetry, otherFile }: UploadMissingProps) {
  const { t } = useTranslation()
  if (!error) return <p role="status">{t('kit.loading')}</p>
  return (
    <>
      <ErrorState error={error} onRetry={onRetry} />
      <div>{otherFile}</div>
    </>
  )
}
