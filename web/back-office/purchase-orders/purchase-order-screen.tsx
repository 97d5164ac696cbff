import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseOrder } from '../../../contract/purchasing.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState, Page, PageHeader } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { DraftEditor } from './draft/draft-editor.tsx'
import { PlacedOrder } from './placed-order.tsx'
import { usePurchaseLines } from './purchase-lines.ts'

const route = getRouteApi('/in/purchase-orders/$orderId')

/** One purchase order: a draft can be written on, all others are read. */
export function PurchaseOrderScreen() {
  const { orderId } = route.useParams()
  const order = useRead(api.purchasing.readPurchaseOrder, { params: { orderId } })
  const mayWrite = useMay('purchasing.write')
  const [dirty, setDirty] = useState(false)
  const { refetch } = order
  const readNow = useCallback(async () => (await refetch()).data, [refetch])
  if (order.data && order.data.id === orderId) {
    // A draft that was confirmed elsewhere must not vanish below the hands of whoever still writes on it.
    const isWritten = (order.data.state === 'draft' && mayWrite) || dirty
    if (!isWritten) return <PlacedOrder order={order.data} />
    return <OpenDraft key={orderId} order={order.data} dirty={dirty} onDirty={setDirty} readNow={readNow} />
  }
  return <Waiting error={order.error} onRetry={() => void order.refetch()} />
}

interface OpenDraftProps {
  order: PurchaseOrder
  dirty: boolean
  onDirty: (dirty: boolean) => void
  readNow: () => Promise<PurchaseOrder | undefined>
}

/** Opens a draft at one version. A newer version of somebody else's takes its place only while nothing is unsaved here. */
function OpenDraft({ order, dirty, onDirty, readNow }: OpenDraftProps) {
  const [opened, setOpened] = useState(order)
  const [knownVersion, setKnownVersion] = useState(order.version)
  const [sitting, setSitting] = useState(0)
  const lines = usePurchaseLines(opened.id, opened.version)
  const locations = useRead(api.stock.listLocations, {})
  const open = useCallback((next: PurchaseOrder) => {
    setOpened(next)
    setKnownVersion(next.version)
    setSitting(former => former + 1)
  }, [])
  useEffect(() => {
    if (order.version > knownVersion && !dirty) open(order)
  }, [order, knownVersion, dirty, open])
  const reload = useCallback(async () => {
    const next = await readNow()
    if (!next) return
    onDirty(false)
    open(next)
  }, [readNow, onDirty, open])
  if (!lines.data || !locations.data) {
    const retry = () => {
      void lines.refetch()
      void locations.refetch()
    }
    return <Waiting error={lines.error ?? locations.error} onRetry={retry} />
  }
  return (
    <DraftEditor
      key={sitting}
      order={opened}
      storedLines={lines.data}
      locations={locations.data.items}
      onDirty={onDirty}
      onStored={saved => setKnownVersion(saved.version)}
      onReload={() => void reload()}
    />
  )
}

function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <Page>
      <PageHeader title={t('purchaseOrders.title')} />
      {error ? <ErrorState error={error} onRetry={onRetry} /> : <p role="status">{t('kit.loading')}</p>}
    </Page>
  )
}
