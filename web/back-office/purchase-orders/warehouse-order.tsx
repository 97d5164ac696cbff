import { Button, List } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseLine, PurchaseOrder } from '../../../contract/purchasing.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify, useFormat } from '../../kit/public.ts'
import { useMay } from '../session.ts'

interface WarehouseOrderProps {
  order: PurchaseOrder
  /** Undefined while they are being read. */
  lines: readonly PurchaseLine[] | undefined
}

/** The button that brings a confirmed order's goods into stock, and says before what comes in and where it goes. */
export function WarehouseOrder({ order, lines }: WarehouseOrderProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { number } = order
  const write = useWrite(api.purchasing.warehousePurchaseOrder, {
    onDone: () => notify.done(t('purchaseOrders.warehoused', { number })),
  })
  if (!useMay('purchasing.write')) return null
  return (
    <>
      <Button
        onClick={() => {
          write.reset()
          setAsking(true)
        }}
      >
        {t('purchaseOrders.warehouse')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('purchaseOrders.warehouseTitle', { number })}
        sentence={t('purchaseOrders.warehouseFinal')}
        confirm={t('purchaseOrders.warehouse')}
        busy={write.isPending}
        error={write.error}
        onConfirm={() => write.mutate({ params: { orderId: order.id }, body: { version: order.version } })}
        onClose={() => setAsking(false)}
      >
        {lines ? <WhatComesIn order={order} lines={lines} /> : t('purchaseOrders.warehouseCounting')}
      </ConfirmDialog>
    </>
  )
}

const codesShown = 5

function WhatComesIn({ order, lines }: { order: PurchaseOrder; lines: readonly PurchaseLine[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { quantity, bins, lots, serials } = countGoods(lines)
  const codes = bins.slice(0, codesShown).join(', ')
  const shown =
    bins.length > codesShown
      ? t('purchaseOrders.codesMore', { codes, count: bins.length - codesShown })
      : codes
  return (
    <List size="sm" spacing={4}>
      <List.Item>
        {t('purchaseOrders.warehouseSentence', {
          quantity: format.count(quantity),
          lines: t('purchaseOrders.grid.lines', { count: lines.length }),
          bins: t('purchaseOrders.warehouseInto', { count: bins.length }),
          location: order.location.name,
          codes: shown,
        })}
      </List.Item>
      {lots > 0 ? <List.Item>{t('purchaseOrders.warehouseLots', { count: lots })}</List.Item> : null}
      {serials > 0 ? <List.Item>{t('purchaseOrders.warehouseSerials', { count: serials })}</List.Item> : null}
    </List>
  )
}

function countGoods(lines: readonly PurchaseLine[]) {
  const bins = new Set<string>()
  const lots = new Set<string>()
  let quantity = 0
  let serials = 0
  for (const line of lines) {
    quantity += line.quantitySku / 10 ** line.decimals
    if (line.binCode !== null) bins.add(line.binCode)
    if (line.lotNumber !== null) lots.add(`${line.variantId} ${line.lotNumber}`)
    if (line.serial !== null) serials += 1
  }
  return { quantity: Math.round(quantity * 1000) / 1000, bins: [...bins].sort(), lots: lots.size, serials }
}
