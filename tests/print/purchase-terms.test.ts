import { afterAll, beforeAll, expect, test } from 'vitest'
import { purchaseLineInput, purchaseOrderInput } from '../../contract/purchasing.ts'
import * as purchasing from '../../server/purchasing/public.ts'
import { makeProduct, makeShelf } from '../harness/stocked-shop.ts'
import { openPrintShop } from './print-shop.ts'

let office: Awaited<ReturnType<typeof openPrintShop>>
beforeAll(async () => {
  office = await openPrintShop()
})
afterAll(() => office.shop.close())

test('a purchase order is printed in its own currency, with discount, tax and what a price is for', async () => {
  const { shop, print } = office
  const shelf = await makeShelf(shop)
  const soap = await makeProduct(shop, 'none', 'Soap')
  await shop.rows('update variant set units_per_pu = 12 where id = $1', [soap])
  const terms = { pricePer: 'pu', priceMinor: 1000, discountBasisPoints: 250, taxBasisPoints: 1900 }
  const line = purchaseLineInput.parse({ variantId: soap, quantitySku: 18, binId: shelf.binId, ...terms })
  const order = purchaseOrderInput.parse({ locationId: shelf.locationId, currency: 'GBP', lines: [line] })
  const { id } = await shop.act(tx => purchasing.addPurchaseOrder(tx, order))
  const { text } = await print(`/purchase-orders/${id}/print`)
  for (const part of [
    '£10.00',
    'per 12',
    '2.5 %',
    '19 %',
    '£14.63',
    'Subtotal',
    '£15.00',
    '-£0.38',
    '£2.78',
    '£17.40',
  ])
    expect(text.replace(/\s+/g, ' ')).toContain(part)
})

test('an order without discount and tax has a total and nothing that leads to it', async () => {
  const { shop, print } = office
  const shelf = await makeShelf(shop, 'HS2')
  const soap = await makeProduct(shop, 'none', 'Soap bar')
  const line = purchaseLineInput.parse({
    variantId: soap,
    quantitySku: 2,
    priceMinor: 150,
    binId: shelf.binId,
  })
  const order = purchaseOrderInput.parse({ locationId: shelf.locationId, lines: [line] })
  const { id } = await shop.act(tx => purchasing.addPurchaseOrder(tx, order))
  const { text } = await print(`/purchase-orders/${id}/print`)
  expect(text).toContain('€3.00')
  expect(text).not.toMatch(/Subtotal|Discount|Tax/)
})
