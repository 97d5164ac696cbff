import { IconChevronRight } from '@tabler/icons-react'
import { Link, type LinkProps, linkOptions } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../contract/permissions.ts'
import type { Today } from '../../../contract/trace.ts'
import { Section, useFormat } from '../../kit/public.ts'
import { useSession } from '../session.ts'
import { heldLotsHash } from './held-lots.tsx'
import styles from './today.module.css'

type Wait =
  | 'belowPoint'
  | 'purchaseDrafts'
  | 'toWarehouse'
  | 'ordersAwaiting'
  | 'notesReady'
  | 'returnsToInspect'
  | 'tillConflicts'
  | 'heldLots'

/** In the order in which goods go through the house. */
const waits: readonly { word: Wait; link: LinkProps; needs?: Permission }[] = [
  { word: 'belowPoint', link: linkOptions({ to: '/reorder-list' }) },
  { word: 'purchaseDrafts', link: linkOptions({ to: '/purchase-orders', search: { state: 'draft' } }) },
  { word: 'toWarehouse', link: linkOptions({ to: '/purchase-orders', search: { state: 'confirmed' } }) },
  { word: 'ordersAwaiting', link: linkOptions({ to: '/sales-orders', search: { tab: 'awaiting' } }) },
  { word: 'notesReady', link: linkOptions({ to: '/delivery-notes', search: { state: 'ready' } }) },
  { word: 'returnsToInspect', link: linkOptions({ to: '/returns', search: { waits: 'inspection' } }) },
  { word: 'tillConflicts', link: linkOptions({ to: '/till-conflicts' }), needs: 'tills.read' },
  { word: 'heldLots', link: linkOptions({ to: '/', hash: heldLotsHash }) },
]

/** How much waits at each desk, each with the way there. */
export function Waits({ today }: { today: Today | undefined }) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const shown = waits.filter(({ needs }) => needs === undefined || permissions.includes(needs))
  return (
    <Section title={t('today.waiting')}>
      <ul className={styles.waits} aria-busy={today === undefined}>
        {shown.map(({ word, link }) => (
          <li key={word} className={styles.wait} data-none={today?.[word] === 0}>
            <Link {...link}>
              <WaitWords word={word} count={today?.[word]} />
              <IconChevronRight size={16} stroke={1.6} className={styles.chevron} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function WaitWords({ word, count }: { word: Wait; count: number | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <span className={styles.count}>{count === undefined ? '…' : format.count(count)}</span>
      <span>{t(`today.${word}`, { count: count ?? 0 })}</span>
    </>
  )
}
