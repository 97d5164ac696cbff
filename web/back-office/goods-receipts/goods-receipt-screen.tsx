import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoodsReceipt, GoodsReceiptLine } from '../../../contract/goods-receipts.ts'
import { api } from '../../../contract/public.ts'
import { call, readKey, useRead } from '../../client/public.ts'
import {
  Code,
  DateText,
  ErrorState,
  type Fact,
  Facts,
  Notice,
  Page,
  PageHeader,
  Quantity,
  Section,
  StateBadge,
  useFormat,
} from '../../kit/public.ts'
import { Attachments } from '../attachments/attachments.tsx'
import { LabelsButton } from '../print/labels-button.tsx'
import { PrintButton } from '../print/print-button.tsx'
import { ReceiptLines } from './receipt-lines.tsx'
import { ReverseReceipt } from './reverse-receipt.tsx'
import styles from './warehousing.module.css'
import { words } from './words.ts'

const route = getRouteApi('/in/goods-receipts/$receiptId')

/** One goods receipt: what came in under it, and the way to take it back. */
export function GoodsReceiptScreen() {
  const { t } = useTranslation()
  const { receiptId } = route.useParams()
  const receipt = useRead(api.goodsReceipts.readGoodsReceipt, { params: { receiptId } })
  if (receipt.data !== undefined) return <Receipt receipt={receipt.data} />
  return (
    <Page>
      <PageHeader title={t('goodsReceipts.title')} />
      {receipt.error ? (
        <ErrorState error={receipt.error} onRetry={() => void receipt.refetch()} />
      ) : (
        <p className={styles.soft} role="status">
          {t('kit.loading')}
        </p>
      )}
    </Page>
  )
}

function Receipt({ receipt }: { receipt: GoodsReceipt }) {
  const { t } = useTranslation()
  const format = useFormat()
  const lines = useReceiptLines(receipt)
  const facts = useMemo(() => factsOf(t, receipt), [t, receipt])
  const { reversed, order } = receipt
  return (
    <Page>
      <PageHeader
        title={receipt.number}
        heading={<Code copies>{receipt.number}</Code>}
        subtitle={
          <StateBadge tone={reversed ? 'bad' : 'done'}>
            {t(`goodsReceipts.states.${reversed ? 'reversed' : 'inStock'}`)}
          </StateBadge>
        }
        crumbs={[
          { label: t('goodsReceipts.list'), link: { to: '/goods-receipts' } },
          {
            label: order.number,
            link: { to: '/purchase-orders/$orderId', params: { orderId: order.id } },
          },
        ]}
        actions={
          <>
            <PrintButton document="goodsReceipt" id={receipt.id} />
            <LabelsButton source="goods_receipt" id={receipt.id} thing={receipt.number} />
            <ReverseReceipt receipt={receipt} />
          </>
        }
      />
      {reversed ? (
        <Notice tone="warn">
          {t('goodsReceipts.reversedBy', {
            name: reversed.actor,
            when: format.time(reversed.at),
            order: order.number,
          })}
        </Notice>
      ) : null}
      <Facts facts={facts} />
      <Section title={t('goodsReceipts.goods')}>
        <div className={styles.flush}>
          <ReceiptLines lines={lines.data} error={lines.error} onRetry={() => void lines.refetch()} />
        </div>
      </Section>
      <Attachments documentId={receipt.id} />
      <Section title={t('goodsReceipts.history')}>
        <ol className={styles.entries}>
          {receipt.events.toReversed().map((event, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: history only grows, so a place counted from its start never changes
            <li key={receipt.events.length - index}>
              <DateText time={event.at} />
              <span>
                {isKnown(event.what) ? t(`goodsReceipts.happened.${event.what}`) : event.what}
                {typeof event.detail?.file === 'string' ? `: ${event.detail.file}` : null}
              </span>
              <span className={styles.soft}>{event.actor}</span>
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  )
}

const isKnown = (what: string): what is keyof typeof words.happened => Object.hasOwn(words.happened, what)

/** All rows of a receipt, page by page; they never change, so that they are read once. */
function useReceiptLines({ id: receiptId }: GoodsReceipt) {
  return useQuery({
    queryKey: [...readKey(api.goodsReceipts.listGoodsReceiptLines), receiptId],
    queryFn: async ({ signal }) => {
      const lines: GoodsReceiptLine[] = []
      let after: number | null = 0
      while (after !== null) {
        const page: { items: GoodsReceiptLine[]; next: number | null } = await call(
          api.goodsReceipts.listGoodsReceiptLines,
          { params: { receiptId }, query: { after, limit: 10_000 } },
          { signal },
        )
        for (const line of page.items) lines.push(line)
        after = page.next
      }
      return lines
    },
  })
}

function factsOf(t: TFunction, receipt: GoodsReceipt): Fact[] {
  const order = (
    <Link to="/purchase-orders/$orderId" params={{ orderId: receipt.order.id }}>
      <Code>{receipt.order.number}</Code>
    </Link>
  )
  return [
    { label: t('goodsReceipts.order'), value: order },
    {
      label: t('goodsReceipts.supplier'),
      value: receipt.supplier?.name ?? t('goodsReceipts.noSupplier'),
    },
    { label: t('goodsReceipts.location'), value: receipt.location.name },
    { label: t('goodsReceipts.receivedAt'), value: <DateText time={receipt.createdAt} /> },
    { label: t('goodsReceipts.receivedBy'), value: receipt.createdBy },
    { label: t('goodsReceipts.lineCount'), value: <Quantity units={receipt.lineCount} /> },
  ]
}
