import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import styles from './frame.module.css'

/** Says in a word how the till stands: with the network or without, since when, and how many sales wait. */
export function StateLine() {
  const { t } = useTranslation()
  const format = useFormat()
  const till = useTill()
  const { online, since } = useCell(till.network.state)
  const { waiting } = useCell(till.outbox.summary)
  const syncedAt = useCell(till.syncedAt)
  const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(new Date(since))
  const hint = !online
    ? t('till.frame.offlineHint')
    : syncedAt === null
      ? t('till.frame.neverSynced')
      : t('till.frame.onlineHint', { time: format.time(syncedAt) })
  const words = [
    online ? t('till.frame.online') : t('till.frame.offlineSince', { time: clock }),
    ...(waiting > 0 ? [t('till.frame.waiting', { count: waiting })] : []),
  ]
  return (
    <Tooltip label={hint} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <div className={styles.state} role="status" data-tone={online && waiting === 0 ? 'online' : 'offline'}>
        <span className={styles.dot} aria-hidden="true" />
        <span className={styles.stateText}>{words.join(' · ')}</span>
      </div>
    </Tooltip>
  )
}
