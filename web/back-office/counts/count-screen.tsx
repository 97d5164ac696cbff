import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountBin, StockCount } from '../../../contract/counts.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  DateText,
  ErrorState,
  Facts,
  Page,
  PageHeader,
  Section,
  StateBadge,
  useFormat,
} from '../../kit/public.ts'
import { MovedTable } from '../conversion/both-sides.tsx'
import { PrintButton } from '../print/print-button.tsx'
import { useMay } from '../session.ts'
import { CountActions } from './count-actions.tsx'
import { tones } from './counts-screen.tsx'
import { Differences } from './differences.tsx'

const route = getRouteApi('/in/stock-counts/$countId')

/** One count: its bins, and what differs from the books. */
export function CountScreen() {
  const { t } = useTranslation()
  const { countId } = route.useParams()
  const read = useRead(api.counts.readCount, { params: { countId } })
  const count = read.data
  const mayWrite = useMay('stock.write')
  return (
    <Page>
      <PageHeader
        title={t('counts.one', { number: count?.number ?? '' })}
        crumbs={[{ label: t('counts.title'), link: { to: '/stock-counts' } }]}
        actions={
          count ? (
            <>
              <PrintButton document="countSheet" id={count.id} />
              {count.state === 'open' && mayWrite ? <CountActions count={count} /> : null}
            </>
          ) : null
        }
      />
      {count ? (
        <Counted count={count} />
      ) : read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}

function Counted({ count }: { count: StockCount }) {
  const { t } = useTranslation()
  const format = useFormat()
  const columns = useMemo(() => columnsOf(t, format.count), [t, format])
  const { products, endedAt, moved } = count
  return (
    <>
      <Facts
        facts={[
          {
            label: t('counts.state'),
            value: <StateBadge tone={tones[count.state]}>{t(`counts.states.${count.state}`)}</StateBadge>,
          },
          { label: t('counts.location'), value: count.location.name },
          {
            label: t('counts.whatCounted'),
            value:
              products === null ? t('counts.everything') : products.map(product => product.name).join(', '),
          },
          { label: t('counts.startedBy'), value: count.startedBy },
          { label: t('counts.started'), value: <DateText time={count.startedAt} /> },
          ...(endedAt === null ? [] : [{ label: t('counts.ended'), value: <DateText time={endedAt} /> }]),
          ...(count.note === '' ? [] : [{ label: t('counts.note'), value: count.note }]),
        ]}
      />
      <Section title={t('counts.binsOf')}>
        <DataTable
          rows={count.bins}
          label={t('counts.binsOf')}
          height="rows"
          columns={columns}
          keyOf={bin => bin.id}
          link={bin => ({
            to: '/stock-counts/$countId/bins/$binId',
            params: { countId: count.id, binId: bin.id },
          })}
        />
      </Section>
      <Differences count={count} />
      {(['down', 'up'] as const).map(direction => {
        const rows = moved.filter(line => line.direction === direction)
        return rows.length > 0 ? (
          <MovedTable key={direction} title={t(`counts.${direction}`)} rows={rows} />
        ) : null
      })}
    </>
  )
}

function columnsOf(t: TFunction, format: (count: number) => string): Column<CountBin>[] {
  return [
    { id: 'bin', header: t('counts.bin'), width: 'minmax(6rem, 1fr)', cell: bin => <Code>{bin.code}</Code> },
    {
      id: 'counted',
      header: t('counts.counted'),
      width: '7rem',
      align: 'end',
      cell: bin => format(bin.counted),
    },
    {
      id: 'differences',
      header: t('counts.differences'),
      width: '8rem',
      align: 'end',
      cell: bin => (bin.differences === null ? t('counts.hidden') : format(bin.differences)),
    },
    {
      id: 'finished',
      header: t('counts.state'),
      width: 'minmax(10rem, 1.5fr)',
      narrow: 'aside',
      cell: bin =>
        bin.finishedAt === null ? (
          <StateBadge tone={bin.counted > 0 ? 'open' : 'plain'}>{t('counts.notFinished')}</StateBadge>
        ) : (
          <StateBadge tone="done">{t('counts.finished')}</StateBadge>
        ),
    },
  ]
}
