import { CloseButton, Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import styles from './sell.module.css'

/** A refusal across the foot of the counter: it stays until the next thing is done, since whoever scans looks away. */
export function Said() {
  const { t } = useTranslation()
  const till = useTill()
  const said = useCell(till.said)
  if (!said) return null
  return (
    <div className={styles.said} role="alert" data-tone={said.tone}>
      {said.tone === 'busy' ? <Loader size="sm" /> : null}
      <span>{said.sentence}</span>
      <CloseButton size="xl" aria-label={t('till.sell.close')} onClick={() => till.said.set(null)} />
    </div>
  )
}
