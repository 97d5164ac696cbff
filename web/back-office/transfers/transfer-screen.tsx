import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Transfer } from '../../../contract/transfers.ts'
import { useRead } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  ErrorState,
  type Fact,
  Facts,
  Page,
  PageHeader,
  Quantity,
  Section,
} from '../../kit/public.ts'
import { TransferActions } from './transfer-actions.tsx'
import { StateOfTransfer } from './transfer-state.tsx'
import styles from './transfers.module.css'

const route = getRouteApi('/in/transfers/$transferId')

/** One transfer: what goes from where to where, how much has arrived, and what happened to it. */
export function TransferScreen() {
  const { t } = useTranslation()
  const { transferId } = route.useParams()
  const read = useRead(api.transfers.readTransfer, { params: { transferId } })
  if (read.data !== undefined) return <Shown transfer={read.data} />
  return (
    <Page>
      <PageHeader title={t('transfers.title')} />
      {read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <p className={styles.soft} role="status">
          {t('kit.loading')}
        </p>
      )}
    </Page>
  )
}

function Shown({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <Page>
      <PageHeader
        title={transfer.number}
        heading={<Code copies>{transfer.number}</Code>}
        subtitle={<StateOfTransfer state={transfer.state} />}
        crumbs={[{ label: t('transfers.title'), link: { to: '/transfers' } }]}
        actions={<TransferActions transfer={transfer} />}
      />
      <Facts facts={factsOf(t, transfer)} />
      <Section title={t('transfers.lines')}>
        <DataTable
          rows={transfer.lines}
          label={t('transfers.lines')}
          height="rows"
          columns={columns}
          keyOf={line => line.id}
          hidden={[
            ...(transfer.sentAt === null ? ['received'] : []),
            ...(transfer.lines.some(line => line.missing > 0) ? [] : ['missing']),
          ]}
          empty={<EmptyState title={t('transfers.noLines')} />}
        />
      </Section>
      <Section title={t('transfers.history')}>
        <ol className={styles.entries}>
          {transfer.events.toReversed().map((event, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: history only grows, so a place counted from its start never changes
            <li key={transfer.events.length - index}>
              <DateText time={event.at} />
              <span>{happened(t, event)}</span>
              <span className={styles.soft}>{event.actor}</span>
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  )
}

function factsOf(t: TFunction, transfer: Transfer): Fact[] {
  return [
    { label: t('transfers.from'), value: transfer.from.name },
    { label: t('transfers.to'), value: transfer.to.name },
    { label: t('transfers.created'), value: <DateText time={transfer.createdAt} /> },
    { label: t('transfers.by'), value: transfer.createdBy },
    ...(transfer.sentAt
      ? [{ label: t('transfers.sentAt'), value: <DateText time={transfer.sentAt} /> }]
      : []),
    ...(transfer.endedAt
      ? [{ label: t('transfers.endedAt'), value: <DateText time={transfer.endedAt} /> }]
      : []),
    ...(transfer.note ? [{ label: t('transfers.note'), value: transfer.note }] : []),
  ]
}

const events = [
  'created',
  'changed',
  'sent',
  'part_received',
  'received',
  'written_off',
  'cancelled',
] as const

function happened(t: TFunction, { what, detail }: Transfer['events'][number]): string {
  const known = events.find(event => event === what)
  if (known === undefined) return what
  const said = t(`transfers.event.${known}`, { reason: String(detail?.reason ?? '') })
  return detail?.note ? `${said} (${String(detail.note)})` : said
}

type Line = Transfer['lines'][number]

function columnsOf(t: TFunction): Column<Line>[] {
  const amount = (id: 'quantity' | 'received' | 'missing', header: string): Column<Line> => ({
    id,
    header,
    width: '6rem',
    align: 'end',
    ...(id === 'quantity' ? { narrow: 'aside' as const } : {}),
    cell: line => <Quantity units={line[id]} decimals={line.decimals} />,
  })
  return [
    {
      id: 'product',
      header: t('transfers.product'),
      width: 'minmax(10rem, 2fr)',
      cell: line => line.product.name,
    },
    { id: 'bin', header: t('transfers.bin'), width: '7rem', cell: line => <Code>{line.bin.code}</Code> },
    {
      id: 'lot',
      header: t('transfers.lot'),
      width: 'minmax(7rem, 1fr)',
      cell: ({ lot }) =>
        lot && (
          <Link to="/trace/lots/$lotId" params={{ lotId: lot.id }}>
            <Code>{lot.number}</Code>
          </Link>
        ),
    },
    {
      id: 'piece',
      header: t('transfers.piece'),
      width: 'minmax(8rem, 1.5fr)',
      cell: ({ unit }) =>
        unit && (
          <Link to="/trace/units/$unitId" params={{ unitId: unit.id }}>
            <Code>{unit.serial}</Code>
          </Link>
        ),
    },
    amount('quantity', t('transfers.quantity')),
    amount('received', t('transfers.arrived')),
    amount('missing', t('transfers.missing')),
  ]
}
