import { Button, Text } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { DocumentEvent } from '../../../contract/purchasing.ts'
import { type GoodsReturn, type ReturnLine, returnOutcome } from '../../../contract/returns.ts'
import { useRead } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  DateText,
  ErrorState,
  type Fact,
  Facts,
  Money,
  Page,
  PageHeader,
  Quantity,
  Section,
} from '../../kit/public.ts'
import { PrintButton } from '../print/print-button.tsx'
import { useMay } from '../session.ts'
import { InspectDialog } from './inspect-dialog.tsx'
import { whatOf } from './what-of.ts'

const route = getRouteApi('/in/returns/$returnId')

/** One return: what came back, why, and what became of it. */
export function ReturnScreen() {
  const { t } = useTranslation()
  const { returnId } = route.useParams()
  const read = useRead(api.returns.readReturn, { params: { returnId } })
  if (read.data !== undefined) return <Return goods={read.data} />
  return (
    <Page>
      <PageHeader title={t('returns.title')} />
      {read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}

function Return({ goods }: { goods: GoodsReturn }) {
  const { t } = useTranslation()
  const mayWrite = useMay('fulfilment.write')
  const [inspecting, setInspecting] = useState<ReturnLine | null>(null)
  return (
    <Page>
      <PageHeader
        title={goods.number}
        heading={<Code copies>{goods.number}</Code>}
        crumbs={[{ label: t('returns.title'), link: { to: '/returns' } }]}
        actions={<PrintButton document="return" id={goods.id} />}
      />
      <Facts facts={factsOf(t, goods)} />
      <Section title={t('returns.back')}>
        <DataTable
          label={t('returns.back')}
          height="rows"
          rows={goods.lines}
          columns={columnsOf(t, mayWrite ? setInspecting : null)}
          keyOf={line => line.id}
        />
      </Section>
      <Section title={t('returns.history')}>
        {goods.events.toReversed().map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: history only grows, so a place counted from its start never changes
          <Text size="sm" key={goods.events.length - index}>
            <DateText time={event.at} /> · {happened(t, event)} · {event.actor}
          </Text>
        ))}
      </Section>
      {inspecting === null ? null : (
        <InspectDialog returnId={goods.id} line={inspecting} onClose={() => setInspecting(null)} />
      )}
    </Page>
  )
}

function factsOf(t: TFunction, goods: GoodsReturn): Fact[] {
  const customer = (
    <Link to="/customers" search={{ open: goods.customer.id }}>
      {goods.customer.name}
    </Link>
  )
  const facts: Fact[] = [
    { label: t('returns.customer'), value: customer },
    { label: t('returns.created'), value: <DateText time={goods.createdAt} /> },
    { label: t('returns.createdBy'), value: goods.createdBy },
  ]
  if (goods.refundMinor !== null)
    facts.push({ label: t('returns.refund'), value: <Money minor={goods.refundMinor} /> })
  if (goods.note) facts.push({ label: t('returns.note'), value: goods.note })
  return facts
}

function columnsOf(t: TFunction, onInspect: ((line: ReturnLine) => void) | null): Column<ReturnLine>[] {
  return [
    {
      id: 'product',
      header: t('returns.product'),
      width: 'minmax(12rem, 1.5fr)',
      cell: line => (
        <span>
          {line.product.name} <Goods line={line} />
        </span>
      ),
    },
    {
      id: 'quantity',
      header: t('returns.quantity'),
      width: '6rem',
      align: 'end',
      narrow: 'aside',
      cell: line => <Quantity units={line.quantity} decimals={line.product.decimals} />,
    },
    {
      id: 'reason',
      header: t('returns.reason'),
      width: 'minmax(9rem, 1fr)',
      cell: line => [line.reason, line.comment].filter(Boolean).join(': '),
    },
    {
      id: 'sale',
      header: t('returns.sale'),
      width: '7rem',
      cell: line => (
        <Link to="/delivery-notes/$noteId" params={{ noteId: line.note.id }}>
          <Code>{line.note.number}</Code>
        </Link>
      ),
    },
    { id: 'bin', header: t('returns.bin'), width: '7rem', cell: line => line.bin.code },
    {
      id: 'outcome',
      header: t('returns.outcomeHead'),
      width: 'minmax(12rem, 1.5fr)',
      cell: line => <Outcome line={line} onInspect={onInspect} />,
    },
  ]
}

function Goods({ line: { lot, unit } }: { line: ReturnLine }) {
  if (unit)
    return (
      <Link to="/trace/units/$unitId" params={{ unitId: unit.id }}>
        <Code>{unit.serial}</Code>
      </Link>
    )
  if (lot === null) return null
  return (
    <Link to="/trace/lots/$lotId" params={{ lotId: lot.id }}>
      <Code>{lot.number}</Code>
    </Link>
  )
}

function Outcome({ line, onInspect }: { line: ReturnLine; onInspect: ((line: ReturnLine) => void) | null }) {
  const { t } = useTranslation()
  const isOpen = line.outcome === null || line.outcome === 'repair'
  const word = line.outcome === null ? t('returns.waits') : t(`returns.outcome.${line.outcome}`)
  return (
    <span>
      {[word, line.finding].filter(Boolean).join(': ')}{' '}
      {isOpen && onInspect ? (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('returns.inspectOf', { what: whatOf(line) })}
          onClick={() => onInspect(line)}
        >
          {t('returns.inspect')}
        </Button>
      ) : null}
    </span>
  )
}

function happened(t: TFunction, { what, detail }: DocumentEvent): string {
  if (what === 'returned') return t('returns.event.returned')
  const outcome = returnOutcome.safeParse(detail?.outcome)
  if (what !== 'inspected' || !outcome.success) return what
  const named = Array.isArray(detail?.what) ? detail.what.join(', ') : ''
  return t('returns.event.inspected', { outcome: t(`returns.outcome.${outcome.data}`), what: named })
}
