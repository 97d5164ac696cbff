import { Button } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseLine, PurchaseOrder } from '../../../contract/purchasing.ts'
import type { Location } from '../../../contract/stock.ts'
import type { WarehouseInput } from '../../../contract/warehousing.ts'
import { useRead, useWrite } from '../../client/public.ts'
import {
  EmptyState,
  ErrorState,
  notify,
  Page,
  PageHeader,
  Refused,
  UnsavedGuard,
  useScanAnywhere,
} from '../../kit/public.ts'
import { usePurchaseLines } from '../purchase-orders/purchase-lines.ts'
import { withOpenPieces } from './receive-pieces.ts'
import {
  type Bins,
  countedOf,
  countPieces,
  inputOf,
  isEverything,
  openOf,
  partsOf,
  problemOf,
  receivable,
  withEverything,
} from './receiving-draft.ts'
import { ReceivingTable, rowElementId } from './receiving-table.tsx'
import { useReceiving } from './use-receiving.ts'
import styles from './warehousing.module.css'

const route = getRouteApi('/in/purchase-orders/$orderId/warehouse')

/** What came in for a purchase order: all that is open, or a part, row by row, by hand or by scanner. */
export function WarehousingScreen() {
  const { orderId } = route.useParams()
  const order = useRead(api.purchasing.readPurchaseOrder, { params: { orderId } })
  const lines = usePurchaseLines(orderId, order.data?.version)
  const locations = useRead(api.stock.listLocations, {})
  // While a newer version is being read, what is entered stays on the rows that were there.
  const [shown, setShown] = useState<{ order: PurchaseOrder; lines: readonly PurchaseLine[] } | null>(null)
  useEffect(() => {
    if (order.data && lines.data) setShown({ order: order.data, lines: lines.data })
  }, [order.data, lines.data])
  const { t } = useTranslation()
  const location = locations.data?.items.find(one => one.id === shown?.order.location.id)
  const bins = useMemo(() => binsOf(location), [location])
  if (shown?.order.id === orderId && location)
    return <Receiving key={orderId} {...shown} bins={bins} refresh={() => void order.refetch()} />
  const error = order.error ?? lines.error ?? locations.error
  const retry = () => {
    void order.refetch()
    void lines.refetch()
    void locations.refetch()
  }
  return (
    <Page>
      <PageHeader title={t('goodsReceipts.title')} />
      {error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : (
        <p className={styles.soft} role="status">
          {t('kit.loading')}
        </p>
      )}
    </Page>
  )
}

const binsOf = (location: Location | undefined): Bins =>
  new Map(location?.bins.filter(bin => !bin.archived).map(bin => [bin.code, bin.id]))

interface ReceivingProps {
  order: PurchaseOrder
  lines: readonly PurchaseLine[]
  bins: Bins
  /** Reads the order anew, after a refusal showed that it is old. */
  refresh: () => void
}

function Receiving({ order, lines, bins, refresh }: ReceivingProps) {
  const { t } = useTranslation()
  const percent = order.overDeliveryPercent
  const isOpen = order.state === 'confirmed' || order.state === 'part_warehoused'
  const rows = useMemo(() => (isOpen ? receivable(lines, percent) : []), [lines, percent, isOpen])
  const { draft, change, said, takeScan } = useReceiving(lines, percent, showRow)
  const { save, isPending, isSaved, error } = useSaving(order, refresh)
  const [tried, setTried] = useState(false)
  useScanAnywhere(takeScan)

  const pieces = useMemo(() => countPieces(draft, rows), [draft, rows])
  const judged = { percent, bins, pieces }
  const input = useMemo(() => inputOf(draft, rows, bins), [draft, rows, bins])
  const problems = useMemo(
    () =>
      rows.filter(line =>
        Array.from({ length: partsOf(draft, line) }).some(
          (_, part) => problemOf(draft, line, part, { percent, bins, pieces }) !== null,
        ),
      ).length,
    [draft, rows, percent, bins, pieces],
  )
  const open = rows.filter(line => openOf(line) > 0)
  const entered = open.filter(line => countedOf(draft, line) > 0).length
  const onSave = () => {
    setTried(true)
    if (input.length === 0 || problems > 0) return
    save(isEverything(input, rows) ? { version: order.version } : { lines: input })
  }
  return (
    <Page fills>
      <PageHeader
        title={t('goodsReceipts.warehouseTitle', { number: order.number })}
        subtitle={t('goodsReceipts.into', { location: order.location.name })}
        crumbs={[
          {
            label: order.number,
            link: { to: '/purchase-orders/$orderId', params: { orderId: order.id } },
          },
        ]}
        actions={
          rows.length === 0 ? null : (
            <>
              <Button
                variant="default"
                onClick={() => change(before => withOpenPieces(withEverything(before, rows), rows))}
              >
                {t('goodsReceipts.everything')}
              </Button>
              <Button loading={isPending} onClick={onSave}>
                {t('goodsReceipts.save')}
              </Button>
            </>
          )
        }
      />
      <UnsavedGuard dirty={input.length > 0 && !isSaved} />
      <Refused error={error} />
      {tried && input.length === 0 ? <Refused error={new Error(t('goodsReceipts.nothingEntered'))} /> : null}
      {tried && problems > 0 ? (
        <Refused error={new Error(t('goodsReceipts.problems', { count: problems }))} />
      ) : null}
      {rows.length === 0 ? null : (
        <div className={styles.bar}>
          <p className={styles.said} data-bad={said?.bad} role={said?.bad ? 'alert' : 'status'}>
            {said?.text ?? t('goodsReceipts.scanHint')}
          </p>
          <span className={styles.soft}>{t('goodsReceipts.progress', { entered, open: open.length })}</span>
        </div>
      )}
      <ReceivingTable
        orderId={order.id}
        lines={rows}
        draft={draft}
        change={change}
        {...judged}
        tried={tried}
        empty={<NothingOpen order={order} />}
      />
    </Page>
  )
}

function NothingOpen({ order }: { order: PurchaseOrder }) {
  const { t } = useTranslation()
  const state = t(`purchaseOrders.states.${order.state}`).toLowerCase()
  return (
    <EmptyState
      title={t('goodsReceipts.nothingOpen')}
      sentence={t('goodsReceipts.nothingOpenSentence', { number: order.number, state })}
      action={
        <Button
          variant="default"
          renderRoot={props => (
            <Link {...props} to="/purchase-orders/$orderId" params={{ orderId: order.id }} />
          )}
        >
          {t('goodsReceipts.toOrder')}
        </Button>
      }
    />
  )
}

/** Stores the receipt, once however often it is pressed, and leads to its page. */
function useSaving(order: PurchaseOrder, refresh: () => void) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const write = useWrite(api.purchasing.warehousePurchaseOrder)
  const saved = write.data?.receipts.at(-1)
  // After the screen knows that nothing is unsaved any more; else leaving it would be asked about.
  useEffect(() => {
    if (saved === undefined) return
    notify.done(t('goodsReceipts.saved', { receipt: saved.number, number: order.number }))
    void navigate({ to: '/goods-receipts/$receiptId', params: { receiptId: saved.id } })
  }, [saved, order.number, navigate, t])
  return {
    save: (body: WarehouseInput) => {
      if (write.isPending || saved !== undefined) return
      write.mutate({ params: { orderId: order.id }, body }, { onError: refresh })
    },
    isPending: write.isPending,
    isSaved: saved !== undefined,
    error: write.error,
  }
}

/** Brings a row into sight, where it is drawn already. */
function showRow(line: PurchaseLine): void {
  requestAnimationFrame(() =>
    document.getElementById(rowElementId(line))?.scrollIntoView({ block: 'nearest' }),
  )
}
