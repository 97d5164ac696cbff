import { linkOptions } from '@tanstack/react-router'
import type { Match } from '../../../contract/trace.ts'

/** The page that shows a match. */
export function placeOf(match: Pick<Match, 'kind' | 'id'>) {
  const { id } = match
  switch (match.kind) {
    case 'unit':
      return linkOptions({ to: '/trace/units/$unitId', params: { unitId: id } })
    case 'lot':
      return linkOptions({ to: '/trace/lots/$lotId', params: { lotId: id } })
    case 'product':
      return linkOptions({ to: '/products/$productId', params: { productId: id } })
    case 'purchase_order':
      return linkOptions({ to: '/purchase-orders/$orderId', params: { orderId: id } })
    case 'sales_order':
      return linkOptions({ to: '/sales-orders/$orderId', params: { orderId: id } })
    case 'delivery_note':
      return linkOptions({ to: '/delivery-notes/$noteId', params: { noteId: id } })
    case 'till_receipt':
      return linkOptions({ to: '/receipts/$documentId', params: { documentId: id } })
    case 'adjustment':
      return linkOptions({ to: '/adjustments/$adjustmentId', params: { adjustmentId: id } })
    case 'conversion':
      return linkOptions({ to: '/conversions/$conversionId', params: { conversionId: id } })
    case 'stock_count':
      return linkOptions({ to: '/stock-counts/$countId', params: { countId: id } })
    case 'transfer':
      return linkOptions({ to: '/transfers/$transferId', params: { transferId: id } })
    case 'goods_receipt':
      return linkOptions({ to: '/goods-receipts/$receiptId', params: { receiptId: id } })
    case 'return':
      return linkOptions({ to: '/returns/$returnId', params: { returnId: id } })
    case 'invoice':
      return linkOptions({ to: '/invoices', search: { open: id } })
    case 'customer':
      return linkOptions({ to: '/customers', search: { open: id } })
    case 'supplier':
      return linkOptions({ to: '/suppliers/$supplierId', params: { supplierId: id } })
  }
}
