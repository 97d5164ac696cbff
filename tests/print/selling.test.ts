import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SalesOrder } from '../../contract/sales.ts'
import { cancelInvoice } from '../../server/sales/cancel-invoice.ts'
import * as sales from '../../server/sales/public.ts'
import { type CornerShop, deliver, note, stockCornerShop } from '../sales/corner-shop.ts'
import { openPrintShop } from './print-shop.ts'

const unbroken = (text: string) => text.replace(/\s+/g, '')

let office: Awaited<ReturnType<typeof openPrintShop>>
let corner: CornerShop
let placed: SalesOrder
beforeAll(async () => {
  office = await openPrintShop()
  const { shop } = office
  corner = await stockCornerShop(shop)
  await shop.rows(
    `with rate as (insert into tax_rate (name, basis_points, created_at, created_by) values ('Full', 1900, now(), 1) returning id)
     update product set tax_rate_id = (select id from rate)`,
  )
  await shop.rows(`update shop set name = 'Harbour Street Supplies', currency = 'EUR'`)
  await shop.rows(`update customer set address = E'Quay 3\nHarbour'`)
  const lines = [
    { variantId: corner.milk, quantity: 6, priceMinor: 250, discountBasisPoints: 1000 },
    { variantId: corner.camera, quantity: 1, priceMinor: 10_000 },
    { variantId: corner.bag, quantity: 2, priceMinor: 100 },
  ]
  const { customerId } = corner
  const input = { customerId, locationId: corner.shelf.locationId, notes: '', lines, shippingMinor: 490 }
  placed = await shop.act(tx => sales.placeSalesOrder(tx, { ...input, shippingTaxBasisPoints: 1900 }))
})
afterAll(() => office.shop.close())

test('a pick list leads past the bins once, with lots, serials and its note’s number; many notes are one file', async () => {
  const { shop, print } = office
  const [camera] = await shop.rows<{ id: number }>(`select id from unit where serial = 'CAM-2'`)
  const [soon] = await shop.rows<{ id: number }>(`select id from lot where number = 'M-SOON'`)
  const first = await note(
    shop,
    placed,
    { quantity: 2, lots: [{ lotId: soon!.id, quantity: 2 }] },
    { quantity: 1, unitIds: [camera!.id] },
    null,
  )
  const second = await note(shop, placed, null, null, { quantity: 2 })
  const one = unbroken((await print(`/delivery-notes/pick-lists?notes=${first.id}`)).text)
  for (const part of [`Pick list ${first.number}`, 'A-01', 'M-SOON', 'CAM-2', 'Ada Archer', 'Page 1 of 1'])
    expect(one).toContain(unbroken(part))
  const both = await print(`/delivery-notes/pick-lists?notes=${first.id},${second.id}`)
  expect(both.pages).toBe(2)
  expect(unbroken(both.text)).toContain(unbroken(`Pick list ${second.number}`))
  await deliver(shop, first)
})

test('an invoice says what was delivered with its lots and serials, and the tax of each rate; a credit note takes it back', async () => {
  const { shop, print } = office
  const invoice = await shop.act(tx => sales.writeInvoice(tx, placed.id, { of: 'delivered' }))
  const text = unbroken((await print(`/invoices/${invoice.id}/print`)).text)
  for (const part of [
    `Invoice ${invoice.number}`,
    'Harbour Street Supplies',
    'Ada Archer',
    'Quay 3',
    placed.number,
    'M-SOON',
    'CAM-2',
    '10 %',
    '€4.50',
    '€100.00',
    'Shipping€4.90',
    'Total€109.40',
    'Includes tax 19 % on €91.93€17.47',
  ])
    expect(text).toContain(unbroken(part))
  expect(text).not.toContain('Bag')
  const credit = await shop.act(tx => cancelInvoice(tx, invoice.id))
  const back = unbroken((await print(`/invoices/${credit.id}/print`)).text)
  for (const part of [`Credit note ${credit.number}`, `Invoice ${invoice.number}`, '-€109.40', 'M-SOON'])
    expect(back).toContain(unbroken(part))
  expect(unbroken((await print(`/invoices/${invoice.id}/print`)).text)).toContain(
    unbroken(`Cancelled by credit note ${credit.number}.`),
  )
})
