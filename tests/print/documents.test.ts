import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as fulfilment from '../../server/fulfilment/public.ts'
import { makeShelf, type Shelf } from '../harness/stocked-shop.ts'
import { addAda, addHarvest, addProduct, buy, draft, makeNote } from '../trace/traded-shop.ts'
import { hostile, openPrintShop } from './print-shop.ts'
import { readPdf } from './read-pdf.ts'

/** Lines are broken where they must, and fonts change within a line. */
const unbroken = (text: string) => text.replace(/\s+/g, '')

let office: Awaited<ReturnType<typeof openPrintShop>>
let shelf: Shelf
beforeAll(async () => {
  office = await openPrintShop()
  shelf = await makeShelf(office.shop)
  await office.shop.rows(`update shop set name = 'Harbour Street Supplies', currency = 'INR'`)
})
afterAll(() => office.shop.close())

test('a purchase order says who delivers what to where, at which price, with its lots', async () => {
  const { shop, print } = office
  const supplier = await addHarvest(shop, 'Harvest & Co')
  const oil = await addProduct(shop, { name: 'Olive oil Ελαιόλαδο Привет', tracking: 'lots', decimals: 3 })
  const order = await buy(shop, shelf, supplier.id, [
    { variantId: oil.variantId, quantity: 12_500, lot: 'L-0455', expiresOn: '2027-12-03' },
    { variantId: oil.variantId, quantity: 500, lot: 'L-0456' },
  ])
  await shop.rows(`update purchase_order_line set price_minor = 1250, units_per_pu = 1 where order_id = $1`, [
    order.id,
  ])
  await shop.rows(`update purchase_order set notes = E'Before noon.\nRing twice.' where id = $1`, [order.id])
  const { text, pages } = await print(`/purchase-orders/${order.id}/print`)
  expect(pages).toBe(1)
  const whole = unbroken(text)
  for (const part of [
    'Harbour Street Supplies',
    `Purchase order ${order.number}`,
    'Harvest & Co',
    'Harbour Street (HS)',
    '20 Nov 2026 by Olive Owner',
    'Before noon.',
    'Ring twice.',
    '13.000',
    '₹12.50',
    '₹162.50',
    'L-0455',
    'expires 3 Dec 2027',
    'L-0456',
    'Page 1 of 1',
  ]) {
    expect(whole).toContain(unbroken(part))
  }
  expect(whole).toContain(unbroken('Olive oil Ελαιόλαδο Привет'))
})

test('the letterhead has the logo, the address and how the shop is reached, and pushes the rest down', async () => {
  const { shop, print } = office
  const png = await sharp({ create: { width: 60, height: 30, channels: 4, background: '#12483880' } })
    .png()
    .toBuffer()
  await shop.rows(`insert into shop_logo (key, png, width, height) values (gen_random_uuid(), $1, 60, 30)`, [
    png,
  ])
  await shop.rows(
    `update shop set address = E'1 Quay Street\nFalmouth TR11', phone = '+44 1326', email = 'hello@example.com', tax_number = 'GB 123'`,
  )
  const lamp = await addProduct(shop, { name: 'Desk lamp' })
  const order = await draft(shop, shelf, null, [{ variantId: lamp.variantId, quantity: 2 }])
  const { text, pages } = await print(`/purchase-orders/${order.id}/print`)
  expect(pages).toBe(1)
  const whole = unbroken(text)
  for (const part of ['1 Quay Street', 'Falmouth TR11', '+44 1326 · hello@example.com', 'Tax number GB 123'])
    expect(whole).toContain(unbroken(part))
  await shop.rows(`delete from shop_logo`)
  await shop.rows(`update shop set address = '', phone = '', email = '', tax_number = ''`)
})

test('a draft and a cancelled note say so', async () => {
  const { shop, print } = office
  const lamp = await addProduct(shop, { name: 'Lamp' })
  const order = await draft(shop, shelf, null, [{ variantId: lamp.variantId, quantity: 2 }])
  expect((await print(`/purchase-orders/${order.id}/print`)).text).toContain('Draft: this is not an order')
  await buy(shop, shelf, null, [{ variantId: lamp.variantId, quantity: 2 }])
  const ada = await addAda(shop, 'Cancelling Ada', 'cancelling@example.com')
  const note = await makeNote(shop, shelf, ada.id, [{ variantId: lamp.variantId }])
  expect((await print(`/delivery-notes/${note.id}/print`)).text).not.toContain('Cancelled')
  await shop.act(tx => fulfilment.cancelDeliveryNote(tx, note.id))
  expect((await print(`/delivery-notes/${note.id}/print`)).text).toContain('Cancelled: these goods')
})

test('a thousand serial numbers are all on the note, below headings on every page', async () => {
  const { shop, print } = office
  const camera = await addProduct(shop, { name: 'Camera', tracking: 'serials' })
  const serials = Array.from({ length: 1000 }, (_, index) => `CAM-${String(index).padStart(6, '0')}`)
  const order = await buy(
    shop,
    shelf,
    null,
    serials.map(serial => ({ variantId: camera.variantId, lot: 'CAM-7', serial })),
  )
  const units = await shop.rows<{ id: number }>('select id from unit where variant_id = $1', [
    camera.variantId,
  ])
  const ada = await addAda(shop)
  await shop.rows(`update customer set address = E'12 Quay Lane\nDublin' where id = $1`, [ada.id])
  const note = await makeNote(shop, shelf, ada.id, [
    { variantId: camera.variantId, unitIds: units.map(unit => unit.id) },
  ])
  const receipt = order.receipts[0]!
  for (const address of [
    `/delivery-notes/${note.id}/print?paper=letter`,
    `/goods-receipts/${receipt.id}/print`,
  ]) {
    const { texts, text, pages } = await print(address)
    expect(pages).toBeGreaterThan(2)
    expect(pages).toBeLessThan(6)
    const pieces = new Set(text.split('\n'))
    expect(serials.filter(serial => !pieces.has(serial))).toEqual([])
    for (const [index, page] of texts.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${pages}`)
      if (index < pages - 1) expect(page).toContain('Quantity')
    }
    expect(texts[1]).toContain('Lot CAM-7, serial numbers continued')
  }
  const { text } = await print(`/delivery-notes/${note.id}/print`)
  expect(text).toContain('12 Quay Lane\nDublin')
  expect(text).toContain('1,000 from A-01')
})

test('what people typed is text and nothing else, and stays on the paper', async () => {
  const { shop, ask } = office
  const supplier = await addHarvest(shop, `${hostile.formula} ${hostile.markup}`)
  const nasty = await addProduct(shop, { name: `${hostile.pdf} ${hostile.markup}`, tracking: 'lots' })
  const long = await addProduct(shop, { name: hostile.endless, productNumber: hostile.endless.slice(0, 100) })
  const order = await buy(shop, shelf, supplier.id, [
    { variantId: nasty.variantId, lot: hostile.reversed },
    { variantId: long.variantId },
  ])
  const answer = await ask(`/purchase-orders/${order.id}/print`)
  const raw = answer.rawPayload.toString('latin1')
  expect(raw).not.toMatch(/\/(JavaScript|JS|URI|OpenAction|Launch|Annots)\b/)
  const { text } = readPdf(answer.rawPayload)
  expect(unbroken(text)).toContain(unbroken(hostile.formula))
  expect(text).toContain('<script>')
  expect(text).toContain('invoice[U+202E]gnp.exe')
  expect(text).not.toContain('\u202E')
  expect(text).toContain('WWW')
})

test('letters that the fonts lack are marked, and the paper says what the marks mean', async () => {
  const { shop, print } = office
  const tea = await addProduct(shop, {
    name: `ชา Tea ${hostile.hebrew}`,
    tracking: 'lots',
    productNumber: 'T-1',
  })
  const order = await buy(shop, shelf, null, [{ variantId: tea.variantId, lot: 'ชุด-12' }])
  const { text } = await print(`/goods-receipts/${order.receipts[0]!.id}/print`)
  expect(text).toContain('[?] Tea [?]')
  expect(text).toContain('[U+0E0A][U+0E38][U+0E14]-12')
  expect(text).toContain('[?] stands for letters')
  expect(text).not.toContain('\uFFFD')
})

test('Chinese, Japanese and Korean are printed, in the weight of their line, and break without spaces', async () => {
  const { shop, print } = office
  const words = ['有機烏龍茶', '绿茶', 'お茶の葉', '녹차', '龘']
  const tea = await addProduct(shop, {
    name: `${words.join(' ')} ${'臺灣高山茶禮盒'.repeat(6)}`,
    tracking: 'lots',
    productNumber: 'T-2',
  })
  const order = await buy(shop, shelf, null, [{ variantId: tea.variantId, lot: '批次-12' }])
  const { text } = await print(`/goods-receipts/${order.receipts[0]!.id}/print`)
  for (const word of [...words, '批次-12']) expect(unbroken(text)).toContain(unbroken(word))
  expect(unbroken(text)).toContain('臺灣高山茶禮盒'.repeat(6))
  expect(text).not.toMatch(/\[\?\]|U\+|\uFFFD/)
})

test('damaged pieces and a reversal are on the receipt', async () => {
  const { shop, print } = office
  const cup = await addProduct(shop, { name: 'Cup' })
  const order = await buy(shop, shelf, null, [{ variantId: cup.variantId, quantity: 10 }])
  const receipt = order.receipts[0]!
  await shop.rows(
    `update goods_receipt_line set quantity = 8, damaged_quantity = 2, damage_reason = 'crushed' where receipt_id = $1`,
    [receipt.id],
  )
  expect((await print(`/goods-receipts/${receipt.id}/print`)).text).toContain('2 damaged: crushed')
  await shop.rows('update goods_receipt set reversed_at = now(), reversed_by = 1 where id = $1', [receipt.id])
  expect((await print(`/goods-receipts/${receipt.id}/print`)).text).toContain('Reversed:')
})

test('a paper opens in the browser and stays in no cache; strangers and wrong numbers get the usual no', async () => {
  const { shop, ask } = office
  const cup = await addProduct(shop, { name: 'Saucer' })
  const order = await draft(shop, shelf, null, [{ variantId: cup.variantId }])
  const answer = await ask(`/purchase-orders/${order.id}/print`)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${order.number}.pdf"`,
    'cache-control': 'private, no-store',
  })
  expect((await ask('/purchase-orders/999999/print')).json()).toMatchObject({
    status: 404,
    code: 'not_found',
  })
  expect((await ask('/delivery-notes/999999/print')).json()).toMatchObject({ code: 'not_found' })
  const app = await shop.app()
  const stranger = await app.inject({ url: `/api/v1/purchase-orders/${order.id}/print` })
  expect(stranger.json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  const { paths } = (await app.inject({ url: '/api/v1/openapi.json' })).json()
  const printed = paths['/api/v1/delivery-notes/{noteId}/print'].get.responses['200'].content
  expect(Object.keys(printed)).toEqual(['application/pdf'])
})
