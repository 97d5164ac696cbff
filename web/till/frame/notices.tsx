import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { newerVersion } from '../device/worker.ts'
import { DrawerNotices } from './drawer-notices.tsx'
import styles from './frame.module.css'
import type { Place } from './places.ts'
import { useNoBasket } from './quiet.ts'

/** What somebody should know and need not act upon now: nothing of it stands in the way of a sale. */
export function Notices({ goTo }: { goTo: (place: Place) => void }) {
  const { t } = useTranslation()
  const till = useTill()
  const { troubles } = useCell(till.outbox.summary)
  const newer = useCell(newerVersion)
  const isFree = useNoBasket()
  const minutesOff = useCell(till.minutesOff)
  return (
    <div className={styles.notices}>
      {troubles.length > 0 ? (
        <div className={styles.notice} role="status">
          {t('till.frame.troubles', { count: troubles.length })}
          <Button variant="subtle" size="md" onClick={() => goTo('receipts')}>
            {t('till.frame.receipts')}
          </Button>
        </div>
      ) : null}
      <DrawerNotices />
      {Math.abs(minutesOff) > 5 ? (
        <div className={styles.notice} role="status">
          {t('till.frame.clockWrong', { minutes: Math.abs(minutesOff) })}
        </div>
      ) : null}
      {newer ? (
        <div className={styles.notice} role="status">
          {t(isFree ? 'till.frame.newVersion' : 'till.frame.newVersionLater')}
          {isFree ? (
            <Button variant="subtle" size="md" onClick={newer}>
              {t('till.frame.reload')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
