import { Button } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { SalesOrder } from '../../../contract/sales.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { ErrorState, Facts, notify, Page, PageHeader, Refused, UnsavedGuard } from '../../kit/public.ts'
import { areReadable, draftOf, isReadable, sentOf } from './draft-order.ts'
import { OrderEditor } from './order-editor.tsx'

const route = getRouteApi('/in/sales-orders/$orderId/change')

/** An order that is changed while nothing of it is delivered. */
export function ChangeSalesOrderScreen() {
  const { t } = useTranslation()
  const { orderId } = route.useParams()
  const order = useRead(api.sales.readSalesOrder, { params: { orderId } })
  if (order.data !== undefined) return <Change read={order.data} />
  return (
    <Page>
      <PageHeader title={t('salesOrders.title')} />
      {order.error ? (
        <ErrorState error={order.error} onRetry={() => void order.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}

/** What was read first is what is changed: a newer version, read while somebody types, must not wipe that out. */
function Change({ read }: { read: SalesOrder }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [order] = useState(read)
  const [first] = useState(() => draftOf(order))
  const [lines, setLines] = useState<readonly (typeof first.lines)[number][]>(first.lines)
  const [terms, setTerms] = useState(first.terms)
  const [tried, setTried] = useState(false)
  const write = useWrite(api.sales.changeSalesOrder)
  const changed = write.data
  // After the screen knows that nothing is unsaved any more; else leaving it would be asked about.
  useEffect(() => {
    if (changed === undefined) return
    notify.done(t('salesOrders.changed', { number: changed.number }))
    void navigate({ to: '/sales-orders/$orderId', params: { orderId: changed.id } })
  }, [changed, navigate, t])
  const onSave = () => {
    setTried(true)
    if (write.isPending || changed !== undefined) return
    if (lines.length === 0 || !lines.every(isReadable) || !areReadable(terms)) return
    write.mutate({ params: { orderId: order.id }, body: { version: order.version, ...sentOf(lines, terms) } })
  }
  const title = t('salesOrders.changeTitle', { number: order.number })
  return (
    <Page>
      <PageHeader
        title={title}
        crumbs={[
          { label: t('salesOrders.title'), link: { to: '/sales-orders' } },
          { label: order.number, link: { to: '/sales-orders/$orderId', params: { orderId: order.id } } },
        ]}
        actions={
          <Button loading={write.isPending} onClick={onSave}>
            {t('salesOrders.save')}
          </Button>
        }
      />
      <UnsavedGuard dirty={(lines !== first.lines || terms !== first.terms) && changed === undefined} />
      <Refused error={write.error} />
      <Facts
        facts={[
          { label: t('salesOrders.customer'), value: order.customer.name },
          { label: t('salesOrders.location'), value: order.location.name },
        ]}
      />
      <OrderEditor
        lines={lines}
        onLines={setLines}
        terms={terms}
        onTerms={setTerms}
        locationId={order.location.id}
        pricesIncludeTax={order.pricesIncludeTax}
        tried={tried}
      />
    </Page>
  )
}
