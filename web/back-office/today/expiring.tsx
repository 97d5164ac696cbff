import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../../contract/trace.ts'
import {
  Code,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  Quantity,
  Section,
  useConventions,
} from '../../kit/public.ts'
import { placeOf } from '../frame/places.ts'
import styles from './today.module.css'

type Lot = Today['expiring'][number]

/** The lots on the shelf that expire soonest; those that have expired already come first. */
export function Expiring({ today }: { today: Today | undefined }) {
  const { t } = useTranslation()
  const date = useDateOfToday()
  const columns = useMemo(() => columnsOf(t, date), [t, date])
  return (
    <Section title={t('today.expiring')} actions={<Link to="/expiry">{t('today.expiryWatch')}</Link>}>
      <DataTable
        label={t('today.expiring')}
        height="rows"
        rows={today?.expiring}
        columns={columns}
        keyOf={lot => lot.lotId}
        link={lot => placeOf({ kind: 'lot', id: lot.lotId })}
        toneOf={lot => (lot.expiresOn < date ? 'bad' : undefined)}
        empty={<EmptyState title={t('today.expiringEmpty')} />}
      />
    </Section>
  )
}

/** Today's date at the shop, as `2026-11-20`. */
function useDateOfToday(): string {
  const { timeZone } = useConventions()
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date())
}

function columnsOf(t: TFunction, date: string): Column<Lot>[] {
  return [
    { id: 'lot', header: t('today.lot'), width: 'minmax(8rem, 1fr)', cell: lot => <Code>{lot.lot}</Code> },
    { id: 'product', header: t('today.product'), width: 'minmax(9rem, 2fr)', cell: lot => lot.product },
    {
      id: 'onHand',
      header: t('today.onHand'),
      width: '6.5rem',
      align: 'end',
      cell: lot => <Quantity units={lot.onHand} decimals={lot.decimals} />,
    },
    {
      id: 'expires',
      header: t('today.expires'),
      width: '8rem',
      align: 'end',
      narrow: 'aside',
      cell: lot => (
        <span className={lot.expiresOn < date ? styles.past : undefined}>
          <DateText date={lot.expiresOn} />
        </span>
      ),
    },
  ]
}
