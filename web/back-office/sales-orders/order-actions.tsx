import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { SalesOrder } from '../../../contract/sales.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify } from '../../kit/public.ts'
import { useMay } from '../session.ts'

/** What can be done with an order: a delivery note of it, or cancel it while it has none. */
export function OrderActions({ order }: { order: SalesOrder }) {
  const isAlive = order.state === 'open' || order.state === 'part_delivered'
  const hasNotes = order.deliveryNotes.some(note => note.state !== 'cancelled')
  const maySell = useMay('sales.write')
  const maySend = useMay('fulfilment.write')
  if (!isAlive) return null
  return (
    <>
      {maySell && !hasNotes ? <CancelOrder order={order} /> : null}
      {maySend ? <CreateMenu order={order} /> : null}
    </>
  )
}

function CreateMenu({ order }: { order: SalesOrder }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const isOpen = order.lines.some(line => line.quantity > line.quantityOnNotes)
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} stroke={1.6} aria-hidden="true" />}>
          {t('salesOrders.create')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={!isOpen}
          onClick={() =>
            void navigate({ to: '/sales-orders/$orderId/delivery-note', params: { orderId: order.id } })
          }
        >
          {t('salesOrders.createDeliveryNote')}
        </Menu.Item>
        {isOpen ? null : <Menu.Label>{t('salesOrders.nothingOpen')}</Menu.Label>}
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
