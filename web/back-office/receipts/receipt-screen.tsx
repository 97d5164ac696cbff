import { Button, Group } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Receipt } from '../../../contract/till/receipt.ts'
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
  Page,
  PageHeader,
  Quantity,
  Section,
  StateBadge,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { ReceiptSums } from './receipt-sums.tsx'

const route = getRouteApi('/in/receipts/$documentId')
const tones = { sold: 'done', conflict: 'warn', refunded: 'plain' } as const

/** A till's receipt T… with its lots and serials, how it was paid, and what came back of it. */
export function ReceiptScreen() {
  const { t } = useTranslation()
  const { documentId } = route.useParams()
  const read = useRead(api.tillSales.readReceiptDocument, { params: { documentId } })
  if (read.data !== undefined) return <Shown receipt={read.data} />
  return (
    <Page>
      <PageHeader title={t('receipts.title')} />
      {read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}

function Shown({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(t), [t])
  const { state, customer } = receipt
  return (
    <Page>
      <PageHeader
        title={receipt.number}
        heading={<Code copies>{receipt.number}</Code>}
        subtitle={<StateBadge tone={tones[state]}>{t(`receipts.states.${state}`)}</StateBadge>}
        actions={<Actions receipt={receipt} />}
      />
      <Facts
        facts={[
          { label: t('receipts.takenAt'), value: <DateText time={receipt.takenAt} /> },
          { label: t('receipts.cashier'), value: receipt.cashier },
          { label: t('receipts.till'), value: `${receipt.till.name}, ${receipt.location.name}` },
          { label: t('receipts.customer'), value: customer?.name ?? t('receipts.noCustomer') },
          ...(receipt.discountAllowedBy
            ? [{ label: t('receipts.discountAllowedBy'), value: receipt.discountAllowedBy }]
            : []),
          ...(receipt.provisionalNumber
            ? [{ label: t('receipts.provisional'), value: <Code>{receipt.provisionalNumber}</Code> }]
            : []),
        ]}
      />
      <Section title={t('receipts.lines')}>
        <DataTable
          rows={receipt.lines}
          label={t('receipts.lines')}
          height="rows"
          columns={columns}
          keyOf={line => receipt.lines.indexOf(line)}
          hidden={receipt.lines.some(line => line.quantityReturned > 0) ? [] : ['returned']}
          empty={<EmptyState title={t('receipts.empty')} />}
        />
      </Section>
      {receipt.broughtBack ? <BroughtBack back={receipt.broughtBack} /> : null}
      <ReceiptSums receipt={receipt} />
    </Page>
  )
}

/** The goods of an earlier receipt that this sale was an exchange for. */
function BroughtBack({ back }: { back: NonNullable<Receipt['broughtBack']> }) {
  const { t } = useTranslation()
  const { receiptNumber, returnNumber, refundMinor, lines } = back
  const goods = lines.map(({ productName, lot, serial }) =>
    [productName, serial ?? lot].filter(Boolean).join(' '),
  )
  return (
    <Facts
      facts={[
        {
          label: t('receipts.broughtBack', { receipt: receiptNumber, number: returnNumber }),
          value: (
            <>
              {goods.join(', ')} (<Money minor={refundMinor} />)
            </>
          ),
        },
      ]}
    />
  )
}

function Actions({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation()
  const maySettle = useMay('tills.read')
  const { documentId, saleId, state, token } = receipt
  return (
    <Group gap="xs">
      {state === 'conflict' && maySettle ? (
        <Link to="/till-conflicts/$saleId" params={{ saleId }}>
          {t('receipts.settle')}
        </Link>
      ) : null}
      {state === 'sold' ? (
        <Link to="/sales-orders/$orderId" params={{ orderId: documentId }}>
          {t('receipts.order')}
        </Link>
      ) : null}
      <Button component="a" variant="default" href={`/receipt/${token}`} target="_blank" rel="noreferrer">
        {t('receipts.link')}
      </Button>
      <Button
        component="a"
        href={`/api/v1/receipts/${documentId}/receipt.pdf`}
        target="_blank"
        rel="noreferrer"
      >
        {t('receipts.print')}
      </Button>
    </Group>
  )
}

type Line = Receipt['lines'][number]

function columnsOf(t: TFunction): Column<Line>[] {
  const amount = (id: string, header: string, cell: Column<Line>['cell']): Column<Line> => ({
    id,
    header,
    width: '7rem',
    align: 'end',
    cell,
  })
  return [
    {
      id: 'product',
      header: t('receipts.product'),
      width: 'minmax(10rem, 2fr)',
      cell: line => line.productName,
    },
    {
      id: 'goods',
      header: t('receipts.goods'),
      width: 'minmax(10rem, 2fr)',
      cell: line => {
        const codes = [...line.lots.map(lot => lot.number), ...line.serials, ...line.identifiers]
        return codes.length === 0 ? null : <Code>{codes.join(', ')}</Code>
      },
    },
    amount('quantity', t('receipts.quantity'), line => (
      <Quantity units={line.quantity} decimals={line.decimals} />
    )),
    amount('returned', t('receipts.returned'), line => (
      <Quantity units={line.quantityReturned} decimals={line.decimals} />
    )),
    amount('price', t('receipts.price'), line => <Money minor={line.priceMinor} />),
    {
      ...amount('amount', t('receipts.amount'), line => <Money minor={line.amountMinor} />),
      narrow: 'aside',
    },
  ]
}
