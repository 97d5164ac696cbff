import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import type { DrawerAct } from '../device/database.ts'
import { useTill } from '../device/till.ts'
import styles from './frame.module.css'

/** What was done to the drawer and the server did not take as it was meant, until somebody has read it. */
export function DrawerNotices() {
  const { t } = useTranslation()
  const format = useFormat()
  const till = useTill()
  const notices = useCell(till.drawers.notices)
  return notices.map(notice => (
    <div key={notice.id} className={styles.notice} role="status">
      <span>{sentenceOf(notice, t, format)}</span>
      <Button variant="subtle" size="md" onClick={() => void till.drawers.putAway(notice.id)}>
        {t('till.frame.understood')}
      </Button>
    </div>
  ))
}

function sentenceOf({ act, notice }: DrawerAct, t: TFunction, format: ReturnType<typeof useFormat>): string {
  if (act.kind === 'open') {
    const float = format.money(act.floatMinor)
    if (notice?.kind !== 'joined') return t('till.drawer.openRefused', { float, why: notice?.sentence ?? '' })
    const { openedBy, openedAt } = notice.drawer
    return t('till.drawer.joined', { name: openedBy, time: format.time(openedAt), float })
  }
  const what = t(act.kind === 'in' ? 'till.drawer.payIn' : 'till.drawer.payOut')
  const why = notice?.kind === 'refused' ? notice.sentence : ''
  return t('till.drawer.cashRefused', {
    what,
    amount: format.money(act.amountMinor),
    reason: act.reason,
    why,
  })
}
