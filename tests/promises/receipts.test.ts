import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { PurchaseOrder } from '../../contract/purchasing.ts'
import type { ReceiptLineInput } from '../../contract/warehousing.ts'
import { addPurchaseOrder } from '../../server/purchasing/add-purchase-order.ts'
import { confirmPurchaseOrder } from '../../server/purchasing/confirm-purchase-order.ts'
import { listPurchaseLines } from '../../server/purchasing/list-purchase-lines.ts'
import { readPurchaseOrder } from '../../server/purchasing/read-purchase-order.ts'
import { reverseGoodsReceipt } from '../../server/purchasing/reverse-goods-receipt.ts'
import { warehousePurchaseOrder } from '../../server/purchasing/warehouse-purchase-order.ts'
import * as stock from '../../server/stock/public.ts'
import { heldOpen, untilSomebodyWaits } from '../harness/held-open.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  lotIdOf,
  makeNote,
  makeProduct,
  makeShelf,
  placeOrder,
  receiveGoods,
  type Shelf,
  settle,
  times,
  unitIdOf,
} from '../harness/stocked-shop.ts'

/*
 * Goods receipts, attacked from several clients at once: nobody takes in more than was ordered, and what is taken back is
 * taken from nobody. `npm run test:prove` takes the guards and locks out and sees the tests here fail.
 */
let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop({ poolSize: 16 })
  shelf = await makeShelf(shop)
})
afterEach(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
})
afterAll(() => shop.close())

interface Row {
  variantId: number
  quantitySku: number
  lotNumber?: string
  serial?: string
}

async function order(rows: Row[], overDeliveryPercent = 0): Promise<PurchaseOrder> {
  const unsaid = { supplierId: null, priceMinor: 0, lotNumber: null, serial: null, madeOn: null }
  const lines = rows.map(row => ({ ...unsaid, expiresOn: null, binId: shelf.binId, ...row }))
  const head = { supplierId: null, locationId: shelf.locationId, expectedOn: null, notes: '' }
  const draft = await shop.act(tx => addPurchaseOrder(tx, { ...head, overDeliveryPercent, lines }))
  return shop.act(tx => confirmPurchaseOrder(tx, draft.id, draft.version))
}

const warehouse = ({ id }: PurchaseOrder, lines?: ReceiptLineInput[]) =>
  shop.act(tx => warehousePurchaseOrder(tx, id, null, lines))
const reverse = ({ receipts }: PurchaseOrder) => shop.act(tx => reverseGoodsReceipt(tx, receipts.at(-1)!.id))

test('receipts: parts of one row that many take in at once are never more than was ordered and is tolerated', async () => {
  const soap = await makeProduct(shop, 'none')
  for (let round = 0; round < 4; round++) {
    const placed = await order([{ variantId: soap, quantitySku: 20 }], 10)
    const { items } = await listPurchaseLines(shop.reader, placed.id, { after: 0, limit: 1 })
    const some = { lineId: items[0]!.id, quantity: 4, damagedQuantity: 0, damageReason: '', binId: null }
    const result = await settle(
      times(8, () =>
        warehouse(placed, [{ ...some, lotNumber: null, serial: null, madeOn: null, expiresOn: null }]),
      ),
    )
    // The fifth part fills the order; whoever comes then finds it warehoused.
    expect(result).toEqual({ done: 5, refused: Array(3).fill('wrong_state') })
    const after = await listPurchaseLines(shop.reader, placed.id, { after: 0, limit: 1 })
    expect(after.items).toMatchObject([{ receivedSku: 20 }])
  }
})

test('receipts: the last of a row is taken in by one, and the others are told what is open', async () => {
  const soap = await makeProduct(shop, 'none')
  const placed = await order([
    { variantId: soap, quantitySku: 10 },
    { variantId: soap, quantitySku: 10 },
  ])
  const { items } = await listPurchaseLines(shop.reader, placed.id, { after: 0, limit: 2 })
  const unsaid = { lotNumber: null, serial: null, madeOn: null, expiresOn: null, binId: null }
  const result = await settle(
    times(6, () =>
      warehouse(placed, [
        { lineId: items[0]!.id, quantity: 6, damagedQuantity: 0, damageReason: '', ...unsaid },
      ]),
    ),
  )
  expect(result).toEqual({ done: 1, refused: Array(5).fill('line_over_received') })
})

test('receipts: a piece is chosen for a note or taken back with its receipt, never both', async () => {
  for (let round = 0; round < 8; round++) {
    const phone = await makeProduct(shop, 'serials')
    // Others of its lot lie beside it, so that the level alone would let it go.
    await receiveGoods(
      shop,
      times(3, n => ({
        variantId: phone,
        quantity: 1,
        placeId: shelf.binId,
        lotNumber: 'P',
        serial: `BESIDE-${round}-${n}`,
      })),
    )
    const placed = await order([
      { variantId: phone, quantitySku: 1, lotNumber: 'P', serial: `PIECE-${round}` },
    ])
    const came = await warehouse(placed)
    const orderLineId = await placeOrder(shop, shelf, phone, 1)
    const unitIds = [await unitIdOf(shop, `PIECE-${round}`)]
    const result = await settle([
      makeNote(shop, shelf, [{ orderLineId, variantId: phone, quantity: 1, lotId: null, unitIds }]),
      reverse(came),
    ])
    expect(result.done).toBe(1)
    expect(['unit_elsewhere', 'receipt_goods_moved']).toContain(result.refused[0])
    expect(await stock.verify(shop.house.pool)).toEqual([])
  }
})

test('receipts: what is reserved for the first time at this moment is not taken back', async () => {
  for (let round = 0; round < 12; round++) {
    const soap = await makeProduct(shop, 'none')
    const came = await warehouse(await order([{ variantId: soap, quantitySku: 2 }]))
    const result = await settle([placeOrder(shop, shelf, soap, 1), reverse(came)])
    expect(result.done).toBe(1)
    expect(['not_enough', 'receipt_goods_moved']).toContain(result.refused[0])
  }
})

test('receipts: an order waits for a reversal that is just taking its goods back', async () => {
  const soap = await makeProduct(shop, 'none')
  const came = await warehouse(await order([{ variantId: soap, quantitySku: 2 }]))
  const reversal = await heldOpen(shop, tx => reverseGoodsReceipt(tx, came.receipts.at(-1)!.id))
  const placed = settle([placeOrder(shop, shelf, soap, 1)])
  await untilSomebodyWaits(shop, placed)
  await reversal.commit()
  expect(await placed).toEqual({ done: 0, refused: ['not_enough'] })
})

test('receipts: a lot is delivered or taken back, and never goes below zero', async () => {
  for (let round = 0; round < 6; round++) {
    const oil = await makeProduct(shop, 'lots')
    const lotNumber = `OIL-${round}`
    const came = await warehouse(await order([{ variantId: oil, quantitySku: 5, lotNumber }]))
    const lotId = await lotIdOf(shop, lotNumber)
    const orderLineId = await placeOrder(shop, shelf, oil, 2)
    const note = { orderLineId, variantId: oil, quantity: 2, lotId, unitIds: null }
    const result = await settle([makeNote(shop, shelf, [note]), reverse(came)])
    expect(result).toEqual({ done: 1, refused: ['receipt_goods_moved'] })
  }
})

test('receipts: one that many reverse at once is reversed once, though more of its goods are there', async () => {
  const oil = await makeProduct(shop, 'lots')
  await receiveGoods(shop, [{ variantId: oil, quantity: 50, placeId: shelf.binId, lotNumber: 'MORE' }])
  const came = await warehouse(await order([{ variantId: oil, quantitySku: 5, lotNumber: 'MORE' }]))
  const result = await settle(times(6, () => reverse(came)))
  expect(result).toEqual({ done: 1, refused: Array(5).fill('wrong_state') })
  expect(await shop.rows('select on_hand from level where variant_id = $1', [oil])).toEqual([{ on_hand: 50 }])
  expect(await readPurchaseOrder(shop.reader, came.id)).toMatchObject({ state: 'confirmed' })
})

test('receipts: a piece that went back comes in again by one of many', async () => {
  const phone = await makeProduct(shop, 'serials')
  const row = { variantId: phone, quantitySku: 1, lotNumber: 'P', serial: 'BACK' }
  await reverse(await warehouse(await order([row])))
  const orders = await Promise.all(times(6, () => order([row])))
  const result = await settle(orders.map(placed => warehouse(placed)))
  expect(result).toEqual({ done: 1, refused: Array(5).fill('serial_exists') })
  expect(await shop.rows('select from unit where variant_id = $1', [phone])).toHaveLength(1)
})

test('receipts: a piece that is just coming in again is waited for, and not taken in twice', async () => {
  const phone = await makeProduct(shop, 'serials')
  const row = { variantId: phone, quantitySku: 1, lotNumber: 'P', serial: 'AGAIN' }
  await reverse(await warehouse(await order([row])))
  const [first, second] = [await order([row]), await order([row])]
  const coming = await heldOpen(shop, tx => warehousePurchaseOrder(tx, first.id, null))
  const other = settle([warehouse(second)])
  await untilSomebodyWaits(shop, other)
  await coming.commit()
  expect(await other).toEqual({ done: 0, refused: ['serial_exists'] })
})
