import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseOrder } from '../../../contract/purchasing.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify } from '../../kit/public.ts'
import { useMay } from '../session.ts'

interface CancelOrderProps {
  order: Pick<PurchaseOrder, 'id' | 'number' | 'version'>
  disabled?: boolean
}

/** The button that cancels an order that is not warehoused. */
export function CancelOrder({ order, disabled = false }: CancelOrderProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { number } = order
  const write = useWrite(api.purchasing.cancelPurchaseOrder, {
    onDone: () => {
      setAsking(false)
      notify.done(t('purchaseOrders.cancelled', { number }))
    },
  })
  if (!useMay('purchasing.write')) return null
  return (
    <>
      <Button
        variant="subtle"
        color="brick"
        disabled={disabled}
        onClick={() => {
          write.reset()
          setAsking(true)
        }}
      >
        {t('purchaseOrders.cancel')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('purchaseOrders.cancelTitle', { number })}
        sentence={t('purchaseOrders.cancelSentence')}
        confirm={t('purchaseOrders.cancel')}
        keep={t('purchaseOrders.cancelKeep')}
        grave
        busy={write.isPending}
        error={write.error}
        onConfirm={() => write.mutate({ params: { orderId: order.id }, body: { version: order.version } })}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
