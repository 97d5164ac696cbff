import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseOrder } from '../../../contract/purchasing.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, Notice, notify } from '../../kit/public.ts'
import { useMay } from '../session.ts'

interface ConfirmOrderProps {
  order: Pick<PurchaseOrder, 'id' | 'number' | 'version'>
  /** Saves what is not saved yet; gives null when that was refused. */
  saveFirst: (() => Promise<PurchaseOrder | null>) | null
  onRefused: (error: unknown) => void
  /** What is worth knowing before, though it does not keep the order from being confirmed. */
  warning: () => string | null
}

/** The button that confirms a draft. */
export function ConfirmOrder({ order, saveFirst, onRefused, warning }: ConfirmOrderProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [warned, setWarned] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const { number } = order
  const write = useWrite(api.purchasing.confirmPurchaseOrder, {
    onDone: () => notify.done(t('purchaseOrders.confirmed', { number })),
  })
  const confirm = async () => {
    if (write.isPending || saving) return
    let { version } = order
    if (saveFirst !== null) {
      setSaving(true)
      const saved = await saveFirst()
      setSaving(false)
      if (saved === null) {
        setAsking(false)
        return
      }
      version = saved.version
    }
    write.mutate({ params: { orderId: order.id }, body: { version } }, { onError: onRefused })
  }
  if (!useMay('purchasing.write')) return null
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          write.reset()
          setWarned(warning())
          setAsking(true)
        }}
      >
        {t('purchaseOrders.confirm')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('purchaseOrders.confirmTitle', { number })}
        sentence={t('purchaseOrders.confirmSentence')}
        confirm={saveFirst === null ? t('purchaseOrders.confirm') : t('purchaseOrders.saveAndConfirm')}
        busy={write.isPending || saving}
        error={write.error}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        {warned === null ? null : <Notice tone="warn">{warned}</Notice>}
      </ConfirmDialog>
    </>
  )
}
