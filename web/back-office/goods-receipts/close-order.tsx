import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseOrder } from '../../../contract/purchasing.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify } from '../../kit/public.ts'
import { useMay } from '../session.ts'

/** The button that closes a partly warehoused order: nothing more is expected for it. */
export function CloseOrder({ order }: { order: Pick<PurchaseOrder, 'id' | 'number' | 'version'> }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { number } = order
  const write = useWrite(api.goodsReceipts.closePurchaseOrder, {
    onDone: () => {
      setAsking(false)
      notify.done(t('goodsReceipts.closed', { number }))
    },
  })
  if (!useMay('purchasing.write')) return null
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          write.reset()
          setAsking(true)
        }}
      >
        {t('goodsReceipts.close')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('goodsReceipts.closeTitle', { number })}
        sentence={t('goodsReceipts.closeSentence')}
        confirm={t('goodsReceipts.close')}
        keep={t('goodsReceipts.closeKeep')}
        busy={write.isPending}
        error={write.error}
        onConfirm={() => write.mutate({ params: { orderId: order.id }, body: { version: order.version } })}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
