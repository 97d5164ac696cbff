import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseLine, PurchaseOrder } from '../../../../contract/purchasing.ts'
import type { Location } from '../../../../contract/stock.ts'
import { RefusalError } from '../../../client/public.ts'
import {
  ConfirmDialog,
  Notice,
  notify,
  Page,
  PageHeader,
  Refused,
  UnsavedGuard,
  useConventions,
} from '../../../kit/public.ts'
import { Attachments } from '../../attachments/attachments.tsx'
import { CancelOrder } from '../cancel-order.tsx'
import { ConfirmOrder } from '../confirm-order.tsx'
import { OrderHistory } from '../order-history.tsx'
import { OrderState } from '../order-state.tsx'
import styles from './draft.module.css'
import { DraftHead, type HeadValues } from './draft-head.tsx'
import { DraftLines } from './draft-lines.ts'
import { forgetHandedOver, handedOver, handOver } from './handed-over.ts'
import { ItemGrid } from './item-grid.tsx'
import { serialsOnOrders } from './line-problems.ts'
import { makeLookups } from './lookups.ts'
import { MinimumOrder } from './minimum-order.tsx'
import { type StoredOrder, useSaveDraft } from './use-save-draft.ts'

interface DraftEditorProps {
  /** Null for an order that was never saved. */
  order: PurchaseOrder | null
  storedLines: readonly PurchaseLine[]
  locations: readonly Location[]
  /** Called when there comes to be something unsaved, and when there is no more. */
  onDirty?: (dirty: boolean) => void
  /** Called with each version that was saved here. */
  onStored?: (order: PurchaseOrder) => void
  /** Shows the order as it is stored now; what is not saved is lost. */
  onReload?: () => void
}

/** Writes a purchase order: its head, and its items in a grid. */
export function DraftEditor({
  order,
  storedLines,
  locations,
  onDirty,
  onStored,
  onReload,
}: DraftEditorProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { currency } = useConventions()
  const [stored, setStored] = useState(order)
  const [head, setHead] = useState(() => headOf(order, locations, currency))
  const [savedHead, setSavedHead] = useState(head)
  const lines = useDraftLines(storedLines, stored, head, locations)
  const isLinesDirty = useSyncExternalStore(lines.watch, () => lines.isDirty)
  const isDirty = isLinesDirty || !isSameHead(head, savedHead)
  const [addedId, setAddedId] = useState<number | null>(null)

  const saving = useSaveDraft({
    lines,
    head,
    stored,
    onSaved: (saved, content, sentHead) => {
      setStored(saved)
      onStored?.(saved)
      setSavedHead(sentHead)
      lines.markSaved(content)
      notify.done(
        t(order === null ? 'purchaseOrders.added' : 'purchaseOrders.saved', { number: saved.number }),
      )
    },
  })
  useEffect(() => onDirty?.(isDirty), [onDirty, isDirty])
  // Once the guard below knows that nothing is unsaved, a new order goes on at its own address.
  const isNewlyStored = order === null && stored !== null && !isDirty
  useEffect(() => {
    if (isNewlyStored && addedId === null) setAddedId(stored.id)
  }, [isNewlyStored, addedId, stored])
  useEffect(() => {
    if (addedId === null || stored === null) return
    handOver(stored, lines)
    void navigate({ to: '/purchase-orders/$orderId', params: { orderId: addedId }, replace: true })
  }, [addedId, navigate, lines, stored])

  const title =
    stored === null ? t('purchaseOrders.newTitle') : t('purchaseOrders.draftTitle', { number: stored.number })
  const save = (
    <Button loading={saving.busy} disabled={stored !== null && !isDirty} onClick={() => void saving.save()}>
      {t('purchaseOrders.save')}
    </Button>
  )
  return (
    <Page>
      <PageHeader
        title={title}
        crumbs={[{ label: t('purchaseOrders.title'), link: { to: '/purchase-orders' } }]}
        subtitle={stored === null ? undefined : <OrderState state="draft" />}
        actions={
          <>
            <span className={styles.saved} role="status">
              {isDirty ? t('purchaseOrders.unsaved') : stored === null ? '' : t('purchaseOrders.savedAt')}
            </span>
            {stored === null ? null : (
              <>
                <CancelOrder order={stored} disabled={isDirty} />
                <ConfirmOrder
                  order={stored}
                  saveFirst={isDirty ? saving.save : null}
                  warning={() => serialsOnOrders(lines, t)}
                  onRefused={error => {
                    saving.countAsSent()
                    saving.markRefused(error)
                  }}
                />
              </>
            )}
            {save}
          </>
        }
      />
      <Refused error={saving.error} action={<ReloadButton error={saving.error} onReload={onReload} />} />
      {saving.problem ? <Notice tone="bad">{saving.problem}</Notice> : null}
      {locations.length === 0 ? <Notice tone="warn">{t('purchaseOrders.noLocations')}</Notice> : null}
      <DraftHead
        values={head}
        onChange={change => setHead(former => ({ ...former, ...change }))}
        locations={locations}
        locationProblem={head.locationId === null ? saving.locationProblem : null}
      />
      <MinimumOrder head={head} lines={lines} />
      <ItemGrid lines={lines} orderId={stored?.id ?? null} currency={head.currency} />
      {stored === null ? null : (
        <>
          <Attachments documentId={stored.id} />
          <OrderHistory order={stored} />
        </>
      )}
      <UnsavedGuard dirty={isDirty} />
    </Page>
  )
}

/** Offered when somebody else was quicker. */
function ReloadButton({ error, onReload }: { error: unknown; onReload: (() => void) | undefined }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const isOutrun =
    error instanceof RefusalError && (error.code === 'changed_meanwhile' || error.code === 'wrong_state')
  if (!isOutrun || !onReload) return null
  return (
    <div className={styles.refused}>
      <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
        {t('purchaseOrders.reload')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('purchaseOrders.reloadTitle')}
        sentence={t('purchaseOrders.reloadSentence')}
        confirm={t('purchaseOrders.reload')}
        grave
        onConfirm={onReload}
        onClose={() => setAsking(false)}
      />
    </div>
  )
}

function useDraftLines(
  stored: readonly PurchaseLine[],
  order: StoredOrder | null,
  { locationId, currency, supplier }: HeadValues,
  locations: readonly Location[],
): DraftLines {
  const { locale } = useConventions()
  const bins = useMemo(() => binsOf(locations, locationId), [locations, locationId])
  const supplierId = supplier?.id ?? null
  const context = useMemo(
    () => ({ locale, currency, bins, supplierId }),
    [locale, currency, bins, supplierId],
  )
  const orderId = useRef(order?.id ?? null)
  orderId.current = order?.id ?? null
  const [lines] = useState(
    () =>
      handedOver(order) ??
      new DraftLines({ ...context, pricePer: 'sku' }, makeLookups(), {
        stored,
        orderId: () => orderId.current,
      }),
  )
  useEffect(() => forgetHandedOver(), [])
  useEffect(() => lines.changeContext(context), [lines, context])
  return lines
}

function binsOf(locations: readonly Location[], locationId: number | null) {
  const location = locations.find(one => one.id === locationId)
  if (!location) return null
  const open = location.bins.filter(bin => !bin.archived)
  return new Map(open.map(({ id, code }) => [code, { id, code }]))
}

function headOf(
  order: PurchaseOrder | null,
  locations: readonly Location[],
  shopCurrency: string,
): HeadValues {
  if (order === null) {
    const only = locations.length === 1 ? locations[0]!.id : null
    const nothing = { supplier: null, expectedOn: '', overDeliveryPercent: 0, notes: '' }
    return { ...nothing, locationId: only, currency: shopCurrency }
  }
  const { supplier, location, expectedOn, overDeliveryPercent, notes, currency } = order
  const head = { supplier, overDeliveryPercent, notes, currency }
  return { ...head, locationId: location.id, expectedOn: expectedOn ?? '' }
}

const isSameHead = (one: HeadValues, other: HeadValues): boolean =>
  one.supplier?.id === other.supplier?.id &&
  one.locationId === other.locationId &&
  one.expectedOn === other.expectedOn &&
  one.currency === other.currency &&
  one.overDeliveryPercent === other.overDeliveryPercent &&
  one.notes === other.notes
