import { CloseButton, Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './sell.module.css'
import type { Saying } from './use-adding.ts'

/** A refusal across the foot of the counter: it stays until the next thing is done, since whoever scans looks away. */
export function Said({ said, onClose }: { said: Saying | null; onClose: () => void }) {
  const { t } = useTranslation()
  if (!said) return null
  return (
    <div className={styles.said} role="alert" data-tone={said.tone}>
      {said.tone === 'busy' ? <Loader size="sm" /> : null}
      <span>{said.sentence}</span>
      <CloseButton size="xl" aria-label={t('till.sell.close')} onClick={onClose} />
    </div>
  )
}
