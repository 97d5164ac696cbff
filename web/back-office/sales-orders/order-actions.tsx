import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { SalesOrder } from '../../../contract/sales.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify } from '../../kit/public.ts'
import { useMay } from '../session.ts'

/** What can be done with an order: a delivery note or an invoice of it; change or cancel it while that still can be done. */
export function OrderActions({ order }: { order: SalesOrder }) {
  const isAlive = order.state === 'open' || order.state === 'part_delivered'
  const hasNotes = order.deliveryNotes.some(note => note.state !== 'cancelled')
  const maySell = useMay('sales.write')
  const maySend = useMay('fulfilment.write')
  const isInvoiced = order.invoices.some(invoice => invoice.cancels === null && invoice.cancelledBy === null)
  return (
    <>
      {maySell && isAlive && !hasNotes && !isInvoiced ? <CancelOrder order={order} /> : null}
      {maySell && order.state === 'open' && !isInvoiced ? <ChangeOrder order={order} /> : null}
      {order.state !== 'cancelled' && (maySell || maySend) ? (
        <CreateMenu order={order} maySend={maySend && isAlive} maySell={maySell} />
      ) : null}
    </>
  )
}

function ChangeOrder({ order }: { order: SalesOrder }) {
  const { t } = useTranslation()
  return (
    <Button
      variant="default"
      renderRoot={props => (
        <Link {...props} to="/sales-orders/$orderId/change" params={{ orderId: order.id }} />
      )}
    >
      {t('salesOrders.change')}
    </Button>
  )
}

interface CreateMenuProps {
  order: SalesOrder
  maySend: boolean
  maySell: boolean
}

function CreateMenu({ order, maySend, maySell }: CreateMenuProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const isOpen = order.lines.some(line => line.quantity > line.quantityOnNotes)
  const write = useWrite(api.sales.writeInvoice, {
    onDone: ({ number }) => notify.done(t('salesOrders.invoiceWritten', { number })),
  })
  const invoice = (of: 'order' | 'delivered') => {
    if (!write.isPending)
      write.mutate(
        { params: { orderId: order.id }, body: { of } },
        { onError: error => notify.failed(error) },
      )
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} stroke={1.6} aria-hidden="true" />}>
          {t('salesOrders.create')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={!isOpen || !maySend}
          onClick={() =>
            void navigate({ to: '/sales-orders/$orderId/delivery-note', params: { orderId: order.id } })
          }
        >
          {t('salesOrders.createDeliveryNote')}
        </Menu.Item>
        {isOpen ? null : <Menu.Label>{t('salesOrders.nothingOpen')}</Menu.Label>}
        {maySell ? (
          <>
            <Menu.Item onClick={() => invoice('order')}>{t('salesOrders.createInvoice')}</Menu.Item>
            <Menu.Item
              disabled={order.lines.every(line => line.quantityDelivered === 0)}
              onClick={() => invoice('delivered')}
            >
              {t('salesOrders.createInvoiceDelivered')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

function CancelOrder({ order }: { order: SalesOrder }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const write = useWrite(api.sales.cancelSalesOrder, {
    onDone: cancelled => {
      setAsking(false)
      notify.done(t('salesOrders.cancelled', { number: cancelled.number }))
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('salesOrders.cancel')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('salesOrders.cancelTitle', { number: order.number })}
        sentence={t('salesOrders.cancelSentence')}
        confirm={t('salesOrders.cancel')}
        keep={t('salesOrders.cancelKeep')}
        grave
        busy={write.isPending}
        error={write.error}
        onConfirm={() => write.mutate({ params: { orderId: order.id } })}
        onClose={() => {
          setAsking(false)
          write.reset()
        }}
      />
    </>
  )
}
