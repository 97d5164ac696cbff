import { afterAll, beforeAll, expect, test } from 'vitest'
import { conversionLine } from '../../contract/conversion.ts'
import * as documents from '../../server/documents/public.ts'
import type { Tx } from '../../server/platform/database/public.ts'
import { convert } from '../../server/stock/conversion/convert.ts'
import { saveShelf } from '../../server/stock/conversion/count-shelf.ts'
import { startConversion } from '../../server/stock/conversion/start-conversion.ts'
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
} from '../harness/stocked-shop.ts'

/* Promise 7: tracking changes after the first movement only by a conversion, which leaves no goods as they were. */

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop({ poolSize: 16 })
  shelf = await makeShelf(shop)
})
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await shop.close()
})

const lots = { lots: true, serials: false }

/** A product without lots, so many of it in stock and counted as one lot, ready to be converted. */
async function readyToConvert(quantity: number) {
  const variantId = await makeProduct(shop, 'none')
  await receiveGoods(shop, [{ variantId, quantity, placeId: shelf.binId }])
  const productId = await productOf(variantId)
  const { id } = await shop.act(tx => startConversion(tx, productId, lots))
  const lines = [conversionLine.parse({ quantity, lotNumber: `LOT-${variantId}` })]
  await shop.act(tx => saveShelf(tx, id, { variantId, binId: shelf.binId, lotId: null, version: 0, lines }))
  return { variantId, productId, conversionId: id }
}

async function productOf(variantId: number): Promise<number> {
  const [row] = await shop.rows<{ id: number }>('select product_id as id from variant where id = $1', [
    variantId,
  ])
  return row!.id
}

const recount = (tx: Tx, conversionId: number, variantId: number, quantity: number) =>
  saveShelf(tx, conversionId, {
    variantId,
    binId: shelf.binId,
    lotId: null,
    version: 1,
    lines: [conversionLine.parse({ quantity, lotNumber: `LOT-${variantId}` })],
  })

const unlotted = async (variantId: number) =>
  (
    await shop.rows<{ n: number }>(
      'select coalesce(sum(on_hand), 0)::bigint as n from level where variant_id = $1 and lot_id is null',
      [variantId],
    )
  )[0]!.n

test('conversion: a receipt that comes during it waits, and is asked for the lot', async () => {
  const { variantId, conversionId } = await readyToConvert(5)
  const conversion = await heldOpen(shop, tx => convert(tx, conversionId))
  const receipt = settle([receiveGoods(shop, [{ variantId, quantity: 1, placeId: shelf.binId }])])
  await untilSomebodyWaits(shop)
  await conversion.commit()
  expect(await receipt).toEqual({ done: 0, refused: ['lot_number_needed'] })
  expect(await unlotted(variantId)).toBe(0)
})

test('conversion: a receipt that came first is waited for, and its goods are asked for', async () => {
  const { variantId, conversionId } = await readyToConvert(5)
  const receipt = await heldOpen(shop, async tx => {
    const { id } = await documents.openDocument(tx, 'goods_receipt')
    const row = { lineId: 1, variantId, quantity: 1, placeId: shelf.binId }
    await stock.receive(tx, { documentId: id, goods: stock.goodsOf([row]) })
  })
  const conversion = settle([shop.act(tx => convert(tx, conversionId))])
  await untilSomebodyWaits(shop)
  await receipt.commit()
  expect(await conversion).toEqual({ done: 0, refused: ['conversion_uncounted'] })
})

test('conversion: goods that are being chosen at this moment are waited for, and stand in the way', async () => {
  const { variantId, conversionId } = await readyToConvert(5)
  const orderLineId = await placeOrder(shop, shelf, variantId, 1)
  const pick = { lineId: 900_001, orderLineId, variantId, quantity: 1, lotId: null, unitIds: null }
  const note = await heldOpen(shop, async tx => {
    const { id } = await documents.openDocument(tx, 'delivery_note')
    await stock.allocate(tx, { documentId: id, locationId: shelf.locationId, picks: [pick] })
  })
  const conversion = settle([shop.act(tx => convert(tx, conversionId))])
  await untilSomebodyWaits(shop)
  await note.commit()
  expect(await conversion).toEqual({ done: 0, refused: ['conversion_blocked'] })
})

test('conversion: what a carrier has does not come back as goods that the shelf no longer knows', async () => {
  const { variantId, conversionId } = await readyToConvert(5)
  const orderLineId = await placeOrder(shop, shelf, variantId, 2)
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId, quantity: 2, lotId: null, unitIds: null },
  ])
  await shop.act(tx => stock.deliver(tx, { documentId: note.id }))
  await shop.act(tx => recount(tx, conversionId, variantId, 3))
  await shop.act(tx => convert(tx, conversionId))
  const back = settle([shop.act(tx => stock.bringBack(tx, { documentId: note.id }))])
  expect(await back).toEqual({ done: 0, refused: ['not_returnable'] })
})

test('conversion: goods that got their serials by it cannot be reversed by the receipt that did not know them', async () => {
  const variantId = await makeProduct(shop, 'lots')
  const receipt = await shop.act(tx => documents.openDocument(tx, 'goods_receipt'))
  const row = { lineId: 1, variantId, quantity: 2, placeId: shelf.binId, lotNumber: 'REV' }
  await shop.act(tx => stock.receive(tx, { documentId: receipt.id, goods: stock.goodsOf([row]) }))
  const { id, number } = await shop.act(async tx =>
    startConversion(tx, await productOf(variantId), { lots: true, serials: true }),
  )
  const lines = ['REV-1', 'REV-2'].map(serial => conversionLine.parse({ quantity: 1, serial }))
  const lotId = await lotIdOf(shop, 'REV')
  await shop.act(tx => saveShelf(tx, id, { variantId, binId: shelf.binId, lotId, version: 0, lines }))
  await shop.act(tx => convert(tx, id))
  await expect(shop.act(tx => stock.reverseReceipt(tx, { documentId: receipt.id }))).rejects.toMatchObject({
    code: 'receipt_goods_moved',
    details: { documents: number },
  })
})

test('conversion: goods that are still on their way when a part of them has arrived stand in the way', async () => {
  const { variantId, conversionId } = await readyToConvert(5)
  const far = await makeShelf(shop, 'FAR')
  const sent = await shop.act(async tx => {
    const line = { variantId, binId: shelf.binId, lotId: null, unitId: null, quantity: 3 }
    const transfer = {
      fromLocationId: shelf.locationId,
      toLocationId: far.locationId,
      note: '',
      lines: [line],
    }
    const { id } = await stock.draftTransfer(tx, transfer)
    await stock.sendTransfer(tx, id)
    return stock.readTransfer(tx, id)
  })
  const arrived = { lineId: sent.lines[0]!.id, binId: far.binId, quantity: 1 }
  await shop.act(tx => stock.receiveTransfer(tx, sent.id, [arrived]))
  const obstacles = [{ kind: 'in_transit', names: sent.number }]
  await expect(shop.act(tx => convert(tx, conversionId))).rejects.toMatchObject({
    code: 'conversion_blocked',
    details: { obstacles },
  })
})

test('conversion: a lot that is being held at this moment is not set free by one that gives up its lots', async () => {
  const { variantId, productId, conversionId } = await readyToConvert(5)
  await shop.act(tx => convert(tx, conversionId))
  const lotId = await lotIdOf(shop, `LOT-${variantId}`)
  const back = await shop.act(tx => startConversion(tx, productId, { lots: false, serials: false }))
  const hold = await heldOpen(shop, tx => stock.holdLot(tx, lotId, { kind: 'recalled', reason: 'glass' }))
  const conversion = settle([shop.act(tx => convert(tx, back.id))])
  await untilSomebodyWaits(shop)
  await hold.commit()
  expect(await conversion).toEqual({ done: 0, refused: ['conversion_blocked'] })
})

test('conversion: among many receipts, notes and conversions at once, nothing stays as it was tracked before', async () => {
  const ready = await Promise.all(times(6, () => readyToConvert(5)))
  const outcomes = await Promise.all(
    ready.map(async ({ variantId, conversionId }) => {
      const orderLineId = await placeOrder(shop, shelf, variantId, 2)
      const pick = { orderLineId, variantId, quantity: 2, lotId: null, unitIds: null }
      return settle([
        shop.act(tx => convert(tx, conversionId)),
        shop.act(tx => convert(tx, conversionId)),
        receiveGoods(shop, [{ variantId, quantity: 1, placeId: shelf.binId }]),
        makeNote(shop, shelf, [pick]),
      ])
    }),
  )
  for (const { done } of outcomes) expect(done).toBeGreaterThan(0)
  for (const { variantId } of ready) {
    const [product] = await shop.rows<{ tracks_lots: boolean }>(
      'select tracks_lots from product p join variant v on v.product_id = p.id where v.id = $1',
      [variantId],
    )
    if (product!.tracks_lots) expect(await unlotted(variantId)).toBe(0)
  }
})

test('conversion: PostgreSQL itself lets tracking change by none that is unfinished, used, of another moment, or with goods there', async () => {
  const { productId, conversionId } = await readyToConvert(5)
  const change = (text: string, id: number) =>
    shop.rows(`update product set tracks_lots = not tracks_lots, conversion_id = ${text} where id = $1`, [id])
  await expect(change('conversion_id', productId)).rejects.toThrow(/is locked since/)
  await expect(change(`${conversionId}`, productId)).rejects.toThrow(/is locked since/)
  const end = `update conversion set state = 'done', ended_at = now(), last_old_movement_id = 0 where id = ${conversionId}`
  // Statements that are sent as one text are one transaction.
  const together = (first: string) =>
    shop.house.pool.query(
      `${first}; update product set tracks_lots = true, conversion_id = ${conversionId} where id = ${productId}`,
    )
  await expect(together(end)).rejects.toThrow(/is locked since/)
  await shop.rows(end)
  await shop.rows(`delete from level where variant_id in (select id from variant where product_id = $1)`, [
    productId,
  ])
  await expect(change(`${conversionId}`, productId)).rejects.toThrow(/is locked since/)
  await shop.rows(
    `insert into level (variant_id, place_id, on_hand) select id, $2, 5 from variant where product_id = $1`,
    [productId, shelf.binId],
  )
})
