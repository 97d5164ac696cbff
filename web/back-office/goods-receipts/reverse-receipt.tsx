import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoodsReceipt } from '../../../contract/goods-receipts.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify } from '../../kit/public.ts'
import { useMay } from '../session.ts'

/** The button that takes a receipt back; a refusal names the documents that stand in the way. */
export function ReverseReceipt({ receipt }: { receipt: GoodsReceipt }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { number, order } = receipt
  const write = useWrite(api.goodsReceipts.reverseGoodsReceipt, {
    onDone: () => {
      setAsking(false)
      notify.done(t('goodsReceipts.reversed', { number }))
    },
  })
  const mayWrite = useMay('purchasing.write')
  if (receipt.reversed !== null || !mayWrite) return null
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          write.reset()
          setAsking(true)
        }}
      >
        {t('goodsReceipts.reverse')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('goodsReceipts.reverseTitle', { number })}
        sentence={t('goodsReceipts.reverseSentence', { order: order.number })}
        confirm={t('goodsReceipts.reverse')}
        keep={t('goodsReceipts.reverseKeep')}
        grave
        busy={write.isPending}
        error={write.error}
        onConfirm={() => write.mutate({ params: { receiptId: receipt.id } })}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
