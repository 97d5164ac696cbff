import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api as fulfilment } from '../../contract/fulfilment.ts'
import { api as dispatch } from '../../contract/order-dispatch.ts'
import type { SalesOrder } from '../../contract/sales.ts'
import { chooseGoods } from '../../server/fulfilment/public.ts'
import { readSalesOrder } from '../../server/sales/read-sales-order.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, receiveGoods, times } from '../harness/stocked-shop.ts'
import { type CornerShop, order, refusalOf, stockCornerShop } from '../sales/corner-shop.ts'
import { bulk, send, stockDispatchShop } from './dispatch-shop.ts'

/* No order leaves through any door while an identifier that one of its products asks for is missing. */

let shop: TestShop
let corner: CornerShop
const products: Record<string, number> = {}
beforeAll(async () => {
  shop = await openTestShop()
  corner = await stockCornerShop(shop)
  const { phone, yoghurt } = await stockDispatchShop(shop, corner)
  const card = await makeProduct(shop, 'none', 'Gift card')
  await shop.rows(`update product set dispatch_identifier_mode = 'at_dispatch' where name = 'Gift card'`)
  const at = { placeId: corner.shelf.binId }
  await receiveGoods(shop, [
    { ...at, variantId: card, quantity: 30 },
    ...times(10, index => ({
      ...at,
      variantId: corner.camera,
      quantity: 1,
      lotNumber: 'C1',
      serial: `MORE-${index}`,
    })),
  ])
  Object.assign(products, { phone, yoghurt, card, camera: corner.camera })
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

const refused = async (answer: ReturnType<typeof send>) => (await answer).json().code
const lineOf = (of: SalesOrder) => ({
  orderLineId: of.lines[0]!.id,
  quantity: 1,
  lots: [],
  unitIds: [],
})
/** A note of it that says what is missing; gives its path. */
async function drafted(of: SalesOrder): Promise<string> {
  const body = { lines: [lineOf(of)], draft: true }
  const made = await send(shop, 'POST', `/sales-orders/${of.id}/delivery-notes`, body)
  expect(made.json()).toMatchObject({ state: 'draft' })
  return `/delivery-notes/${made.json().id}`
}

/** Each tries to let the order go without; gives the code of the refusal. */
const doors: Record<string, (of: SalesOrder) => Promise<string | undefined>> = {
  completeOrder: of => refused(send(shop, 'POST', `/sales-orders/${of.id}/complete`, {})),
  completeOrders: async of => (await bulk(shop, 'complete', { orderIds: [of.id] })).failed[0]?.code,
  dispatchElsewhere: async of => {
    const { done, failed } = await bulk(shop, 'elsewhere', { rows: [{ order: of.number, identifiers: [] }] })
    expect(done).toEqual([])
    expect(failed[0]!.sentence).toContain('still needs 1 dispatch identifier')
    return 'identifiers_needed'
  },
  createDeliveryNote: of =>
    refused(send(shop, 'POST', `/sales-orders/${of.id}/delivery-notes`, { lines: [lineOf(of)] })),
  changeDeliveryNote: async of =>
    refused(send(shop, 'PUT', await drafted(of), { lines: [lineOf(of)], version: 1 })),
  shipDeliveryNote: async of => refused(send(shop, 'POST', `${await drafted(of)}/ship`, {})),
  deliverDeliveryNote: async of => refused(send(shop, 'POST', `${await drafted(of)}/deliver`, {})),
}

test.each(Object.keys(doors))('%s lets nothing go without its identifiers', async door => {
  for (const [name, variantId] of Object.entries(products)) {
    const placed = await order(shop, corner, [variantId, 1])
    const code = await doors[door]!(placed)
    // What is missing of a tracked piece is the piece itself.
    expect([name, ['identifiers_needed', 'choice_incomplete'].includes(String(code))]).toEqual([name, true])
    expect((await readSalesOrder(shop.reader, placed.id)).state).toBe('open')
    const went = await shop.rows(
      'select from movement m join delivery_note n on n.id = m.document_id where n.order_id = $1',
      [placed.id],
    )
    expect([name, went.length]).toEqual([name, 0])
  }
})

test('a reason stands for values that nobody wrote down, never for pieces', async () => {
  for (const [name, variantId] of Object.entries(products)) {
    const placed = await order(shop, corner, [variantId, 1])
    const rows = [{ order: placed.number, identifiers: [] }]
    const { done } = await bulk(shop, 'elsewhere', { rows, reason: 'Sent from the fair' })
    const isPiece = name === 'phone' || name === 'camera'
    expect([name, done.length]).toEqual([name, isPiece ? 0 : 1])
  }
})

test('nothing goes over a counter without its identifiers', async () => {
  for (const [name, variantId] of Object.entries(products)) {
    const line = { variantId, quantity: 1, lots: [], serials: [], identifiers: [] }
    const { code } = await refusalOf(shop.act(tx => chooseGoods(tx, 'T1', [line])))
    expect([name, ['identifiers_needed', 'choice_incomplete'].includes(code)]).toEqual([name, true])
  }
})

test('every endpoint that changes notes or dispatches is a door above, or lets nothing go', () => {
  const harmless = ['saveIdentifiers', 'cancelDeliveryNote', 'fitIdentifier', 'suggestIdentifiers']
  const writing = Object.entries({ ...fulfilment, ...dispatch })
    .filter(([, endpoint]) => endpoint.method !== 'GET')
    .map(([name]) => name)
  expect(writing.toSorted()).toEqual([...Object.keys(doors), ...harmless].toSorted())
})
