import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../session.ts'

/** Leads to the screen on which a part of an order is taken in, row by row or by scanner. */
export function WarehousePart({ orderId, chief = false }: { orderId: number; chief?: boolean }) {
  const { t } = useTranslation()
  if (!useMay('purchasing.write')) return null
  return (
    <Button
      variant={chief ? 'filled' : 'default'}
      renderRoot={props => <Link {...props} to="/purchase-orders/$orderId/warehouse" params={{ orderId }} />}
    >
      {t(chief ? 'goodsReceipts.save' : 'goodsReceipts.part')}
    </Button>
  )
}
