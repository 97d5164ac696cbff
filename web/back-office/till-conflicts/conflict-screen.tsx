import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Conflict } from '../../../contract/till/conflicts.ts'
import { useRead } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  ErrorState,
  Facts,
  Money,
  Notice,
  Page,
  PageHeader,
  Quantity,
  Section,
  StateBadge,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { SettleForm } from './settle-form.tsx'

const route = getRouteApi('/in/till-conflicts/$saleId')

/** One conflict: what was sold, what stands in the way now, and the ways to settle it. */
export function ConflictScreen() {
  const { t } = useTranslation()
  const { saleId } = route.useParams()
  const read = useRead(api.tillConflicts.readConflict, { params: { saleId } })
  if (read.data !== undefined) return <Shown conflict={read.data} />
  return (
    <Page>
      <PageHeader title={t('tillConflicts.title')} />
      {read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}

function Shown({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation()
  const maySettle = useMay('tills.write')
  const columns = useMemo(() => columnsOf(t), [t])
  const { settled, receipt } = conflict
  return (
    <Page>
      <PageHeader
        title={conflict.number}
        heading={<Code copies>{conflict.number}</Code>}
        subtitle={
          settled ? (
            <StateBadge tone="done">
              {t('tillConflicts.settledBy', { how: t(`tillConflicts.how.${settled.how}`), by: settled.by })}
            </StateBadge>
          ) : (
            <StateBadge tone="warn">{t('tillConflicts.states.open')}</StateBadge>
          )
        }
        crumbs={[{ label: t('tillConflicts.title'), link: { to: '/till-conflicts' } }]}
        actions={
          <Link to="/receipts/$documentId" params={{ documentId: receipt.documentId }}>
            {t('tillConflicts.receipt')}
          </Link>
        }
      />
      <Facts
        facts={[
          { label: t('tillConflicts.till'), value: conflict.till.name },
          { label: t('tillConflicts.cashier'), value: conflict.cashier },
          { label: t('tillConflicts.takenAt'), value: <DateText time={conflict.takenAt} /> },
          { label: t('tillConflicts.arrivedAt'), value: <DateText time={conflict.arrivedAt} /> },
          { label: t('tillConflicts.total'), value: <Money minor={conflict.totalMinor} /> },
        ]}
      />
      <Notice tone={settled ? 'plain' : 'warn'}>{conflict.sentence}</Notice>
      <Section title={t('tillConflicts.lines')}>
        <DataTable
          rows={conflict.lines}
          label={t('tillConflicts.lines')}
          height="rows"
          columns={columns}
          keyOf={line => line.lineIndex}
          hidden={settled ? ['now'] : []}
          empty={<EmptyState title={t('tillConflicts.empty.open')} />}
        />
      </Section>
      {settled === null && maySettle ? (
        <Section title={t('tillConflicts.settle')}>
          <SettleForm conflict={conflict} />
        </Section>
      ) : null}
    </Page>
  )
}

type Line = Conflict['lines'][number]

function columnsOf(t: TFunction): Column<Line>[] {
  return [
    {
      id: 'product',
      header: t('tillConflicts.product'),
      width: 'minmax(10rem, 2fr)',
      cell: line => line.productName,
    },
    {
      id: 'quantity',
      header: t('tillConflicts.quantity'),
      width: '6rem',
      align: 'end',
      narrow: 'aside',
      cell: line => <Quantity units={line.quantity} decimals={line.decimals} />,
    },
    {
      id: 'goods',
      header: t('tillConflicts.goods'),
      width: 'minmax(10rem, 2fr)',
      cell: line => (
        <Code>
          {[...line.serials.map(one => one.serial), ...line.lots.map(one => one.number)].join(', ')}
        </Code>
      ),
    },
    {
      id: 'now',
      header: t('tillConflicts.now'),
      width: 'minmax(12rem, 2fr)',
      cell: line =>
        line.problem === null ? (
          <StateBadge tone="done">{t('tillConflicts.free')}</StateBadge>
        ) : (
          <StateBadge tone="bad">
            <span style={{ whiteSpace: 'normal' }}>{line.problem}</span>
          </StateBadge>
        ),
    },
  ]
}
