import { useTranslation } from 'react-i18next'
import type { PurchaseLine, PurchaseOrder } from '../../../contract/purchasing.ts'
import {
  Code,
  DateText,
  ErrorState,
  Facts,
  Money,
  Page,
  PageHeader,
  Quantity,
  Section,
} from '../../kit/public.ts'
import { Attachments } from '../attachments/attachments.tsx'
import { CloseOrder } from '../goods-receipts/close-order.tsx'
import { WarehousePart } from '../goods-receipts/warehouse-part.tsx'
import { LabelsButton } from '../print/labels-button.tsx'
import { PrintButton } from '../print/print-button.tsx'
import { CancelOrder } from './cancel-order.tsx'
import { OrderHistory, OrderReceipts } from './order-history.tsx'
import { OrderState } from './order-state.tsx'
import { PlacedLines } from './placed-lines.tsx'
import styles from './placed-order.module.css'
import { usePurchaseLines } from './purchase-lines.ts'
import { WarehouseOrder } from './warehouse-order.tsx'

/** A purchase order that is no draft any more: what it says, what came in for it, and what happened to it. */
export function PlacedOrder({ order }: { order: PurchaseOrder }) {
  const { t } = useTranslation()
  const lines = usePurchaseLines(order.id, order.version)
  const actions =
    order.state === 'confirmed' ? (
      <>
        <CancelOrder order={order} />
        {lines.data?.some(isIncomplete) ? (
          <WarehousePart orderId={order.id} chief />
        ) : (
          <>
            <WarehousePart orderId={order.id} />
            <WarehouseOrder order={order} lines={lines.data} />
          </>
        )}
      </>
    ) : order.state === 'part_warehoused' ? (
      <>
        <CloseOrder order={order} />
        <WarehousePart orderId={order.id} chief />
      </>
    ) : null
  return (
    <Page>
      <PageHeader
        title={t('purchaseOrders.draftTitle', { number: order.number })}
        crumbs={[{ label: t('purchaseOrders.title'), link: { to: '/purchase-orders' } }]}
        subtitle={<OrderState state={order.state} />}
        actions={
          <>
            <PrintButton document="purchaseOrder" id={order.id} />
            <LabelsButton source="purchase_order" id={order.id} thing={order.number} />
            {actions}
          </>
        }
      />
      <OrderFacts order={order} />
      <Section title={t('purchaseOrders.items')}>
        {lines.error && !lines.data ? (
          <ErrorState error={lines.error} onRetry={() => void lines.refetch()} />
        ) : (
          <PlacedLines
            lines={lines.data}
            isInStock={order.receipts.some(receipt => !receipt.reversed)}
            currency={order.currency}
          />
        )}
      </Section>
      <Attachments documentId={order.id} />
      <div className={styles.columns}>
        <OrderReceipts order={order} />
        <OrderHistory order={order} />
      </div>
    </Page>
  )
}

/** Its lot or serial numbers come with the goods: they are asked for row by row. */
const isIncomplete = ({ tracking, lotNumber, serial }: PurchaseLine) =>
  (tracking.lots && lotNumber === null) || (tracking.serials && serial === null)

function OrderFacts({ order }: { order: PurchaseOrder }) {
  const { t } = useTranslation()
  const sum = (what: 'subtotal' | 'discount' | 'tax' | 'total', minor: number) => ({
    label: t(`purchaseOrders.${what}`),
    value: <Money minor={minor} currency={order.currency} />,
  })
  const facts = [
    { label: t('purchaseOrders.supplier'), value: order.supplier?.name ?? t('purchaseOrders.noSupplier') },
    {
      label: t('purchaseOrders.location'),
      value: (
        <>
          {order.location.name} <Code>{order.location.code}</Code>
        </>
      ),
    },
    { label: t('purchaseOrders.expected'), value: <DateText date={order.expectedOn} /> },
    ...(order.overDeliveryPercent === 0
      ? []
      : [{ label: t('purchaseOrders.overDelivery'), value: `${order.overDeliveryPercent} %` }]),
    { label: t('purchaseOrders.lines'), value: <Quantity units={order.lineCount} /> },
    ...(order.totalMinor === order.subtotalMinor ? [] : [sum('subtotal', order.subtotalMinor)]),
    ...(order.discountMinor === 0 ? [] : [sum('discount', -order.discountMinor)]),
    ...(order.taxMinor === 0 ? [] : [sum('tax', order.taxMinor)]),
    sum('total', order.totalMinor),
  ]
  return (
    <>
      <Facts facts={facts} />
      {order.notes ? <p className={styles.notes}>{order.notes}</p> : null}
    </>
  )
}
