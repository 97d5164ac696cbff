import type { PurchaseLineInput, PurchaseOrder } from '../../contract/purchasing.ts'
import type { ReceiptLineInput } from '../../contract/warehousing.ts'
import { addPurchaseOrder } from '../../server/purchasing/add-purchase-order.ts'
import { confirmPurchaseOrder } from '../../server/purchasing/confirm-purchase-order.ts'
import { listPurchaseLines } from '../../server/purchasing/list-purchase-lines.ts'
import { reverseGoodsReceipt } from '../../server/purchasing/reverse-goods-receipt.ts'
import { warehousePurchaseOrder } from '../../server/purchasing/warehouse-purchase-order.ts'
import type { TestShop } from '../harness/shop.ts'
import type { Shelf } from '../harness/stocked-shop.ts'

/** The steps of goods on their way in, as the tests of receipts speak of them. */
export async function openReceiving(shop: TestShop, shelf: Shelf) {
  const [supplier] = await shop.rows<{ id: number }>(
    `insert into supplier (number, name, created_at, created_by) values ('S1', 'Campo Verde', now(), 1) returning id`,
  )
  const line = (variantId: number, quantitySku: number, more: Partial<PurchaseLineInput> = {}) => ({
    variantId,
    quantitySku,
    supplierId: null,
    priceMinor: 0,
    binId: shelf.binId,
    lotNumber: null,
    serial: null,
    madeOn: null,
    expiresOn: null,
    ...more,
  })

  const order = async (lines: PurchaseLineInput[], overDeliveryPercent = 0): Promise<PurchaseOrder> => {
    const head = { supplierId: supplier!.id, locationId: shelf.locationId, expectedOn: null, notes: '' }
    const draft = await shop.act(tx => addPurchaseOrder(tx, { ...head, overDeliveryPercent, lines }))
    return shop.act(tx => confirmPurchaseOrder(tx, draft.id, draft.version))
  }

  /** Rows of an order, by their position from 0, and what came in of them. */
  const part = async (
    { id }: PurchaseOrder,
    rows: (Partial<ReceiptLineInput> & { row: number })[],
  ): Promise<PurchaseOrder> => {
    const { items } = await listPurchaseLines(shop.reader, id, { after: 0, limit: 100 })
    const nothing = { quantity: 0, damagedQuantity: 0, damageReason: '', binId: null }
    const unsaid = { lotNumber: null, serial: null, madeOn: null, expiresOn: null }
    const lines = rows.map(({ row, ...more }) => ({ lineId: items[row]!.id, ...nothing, ...unsaid, ...more }))
    return shop.act(tx => warehousePurchaseOrder(tx, id, null, lines))
  }

  const rest = ({ id, version }: PurchaseOrder) => shop.act(tx => warehousePurchaseOrder(tx, id, version))
  const reverse = (order: PurchaseOrder, index = 0) =>
    shop.act(tx => reverseGoodsReceipt(tx, order.receipts[index]!.id))
  const onHand = async (variantId: number) => {
    const [row] = await shop.rows<{ sum: number }>(
      'select coalesce(sum(on_hand), 0)::bigint as sum from level where variant_id = $1',
      [variantId],
    )
    return row!.sum
  }
  const rowsOf = async ({ id }: PurchaseOrder) =>
    (await listPurchaseLines(shop.reader, id, { after: 0, limit: 100 })).items.map(item => [
      item.quantitySku,
      item.receivedSku,
      item.damagedSku,
    ])

  return { line, order, part, rest, reverse, onHand, rowsOf }
}
