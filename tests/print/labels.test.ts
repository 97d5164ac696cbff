import { afterAll, beforeAll, expect, test } from 'vitest'
import { lotIdOf, makeShelf, type Shelf, unitIdOf } from '../harness/stocked-shop.ts'
import { addProduct, buy, draft } from '../trace/traded-shop.ts'
import { openPrintShop } from './print-shop.ts'

let office: Awaited<ReturnType<typeof openPrintShop>>
let shelf: Shelf
let order: Awaited<ReturnType<typeof buy>>
let teaId: number
beforeAll(async () => {
  office = await openPrintShop()
  const { shop } = office
  shelf = await makeShelf(shop)
  const camera = await addProduct(shop, {
    name: 'Camera',
    tracking: 'serials',
    barcodes: ['9501101530003', 'OWN-1'],
  })
  const tea = await addProduct(shop, { name: 'Tea', tracking: 'lots' })
  const screw = await addProduct(shop, { name: 'Screw' })
  teaId = tea.id
  order = await buy(shop, shelf, null, [
    { variantId: tea.variantId, quantity: 40, lot: 'TEA 1', expiresOn: '2027-12-03' },
    ...Array.from({ length: 30 }, (_, index) => ({
      variantId: camera.variantId,
      lot: 'CAM-7',
      serial: `SN-${String(index).padStart(3, '0')}`,
    })),
    { variantId: screw.variantId, quantity: 500 },
  ])
})
afterAll(() => office.shop.close())

const preview = async (query: string) => (await office.ask(`/labels/preview?${query}`)).json()

test('an order’s labels are one for each piece and each lot, in its order, the same as its receipt’s', async () => {
  for (const source of [
    `source=purchase_order&id=${order.id}`,
    `source=goods_receipt&id=${order.receipts[0]!.id}`,
  ]) {
    expect(await preview(source)).toMatchObject({ count: 31, parts: 1, pages: 2 })
    const { texts, pages } = await office.print(`/labels/print?${source}`)
    expect(pages).toBe(2)
    expect(texts[0]).toContain('TEA')
    expect(texts[0]!.indexOf('SN-000')).toBeGreaterThan(texts[0]!.indexOf('TEA'))
    expect(texts[1]).toContain('SN-029')
    expect(texts.join()).not.toContain('Screw')
  }
})

test('a lot can have a label for each of its pieces, and all of them copies', async () => {
  const each = `source=goods_receipt&id=${order.receipts[0]!.id}&lots=each`
  expect(await preview(each)).toMatchObject({ count: 70 })
  expect(await preview(`${each}&copies=100`)).toMatchObject({ count: 7000, parts: 4 })
  expect(await preview(`${each}&copies=100&part=4`)).toMatchObject({ pages: Math.ceil(1000 / 24) })
  expect(await preview(`${each}&copies=100&part=5`)).toMatchObject({ code: 'not_found' })
})

test('a used sheet is begun where labels are left, on its first page only', async () => {
  const source = `source=goods_receipt&id=${order.receipts[0]!.id}&format=a4-3x8`
  expect((await office.print(`/labels/print?${source}&start=17`)).pages).toBe(2)
  expect((await office.print(`/labels/print?${source}&start=18`)).pages).toBe(2)
  expect((await office.print(`/labels/print?${source}&start=19`)).pages).toBe(3)
  expect(await preview(`${source}&start=25`)).toMatchObject({ status: 422, code: 'bad_input' })
})

test('the preview shows the first label as it is printed, and says what is odd', async () => {
  const unit = await unitIdOf(office.shop, 'SN-004')
  const piece = await preview(`source=unit&id=${unit}&format=roll-62x29`)
  expect(piece).toMatchObject({ count: 1, notes: [], says: '(01)09501101530003(10)CAM-7(21)SN-004' })
  const texts = piece.first.texts.map((line: { text: string }) => line.text)
  expect(texts.slice(0, 3)).toEqual(['Camera', 'SN SN-004', 'LOT CAM-7'])
  const { text } = await office.print(`/labels/print?source=unit&id=${unit}&format=roll-62x29`)
  expect(text.replace(/\s/g, '')).toBe(texts.join('').replace(/\s/g, ''))

  const lot = await preview(`source=lot&id=${await lotIdOf(office.shop, 'TEA 1')}&copies=3`)
  expect(lot).toMatchObject({ count: 3, says: 'TEA 1' })
  expect(lot.notes).toEqual([expect.stringContaining('All 3 labels have no GTIN')])
  const qr = await preview(`source=unit&id=${unit}&symbol=qr`)
  expect(qr.notes).toEqual([expect.stringContaining('without a web address')])
})

test('a product has labels without lot and serial', async () => {
  expect(await preview(`source=product&id=${teaId}&symbol=code128`)).toMatchObject({ count: 1, says: 'TEA' })
})

test('a label in Chinese is printed whole, and nothing is said of missing letters', async () => {
  const honey = await addProduct(office.shop, { name: '龍眼蜂蜜', productNumber: '蜜-1' })
  const { first, notes } = await preview(`source=product&id=${honey.variantId}&symbol=code128`)
  expect(first.texts.map((line: { text: string }) => line.text)).toEqual(['龍眼蜂蜜', '蜜-1'])
  expect(notes).toEqual([expect.stringContaining('letters that Code 128 does not have')])
})

test('what has nothing to label is told from what is not there', async () => {
  const lamp = await addProduct(office.shop, { name: 'Lamp', tracking: 'serials' })
  const bare = await draft(office.shop, shelf, null, [{ variantId: lamp.variantId }])
  expect(await preview(`source=purchase_order&id=${bare.id}`)).toMatchObject({
    status: 422,
    code: 'nothing_to_label',
    detail: expect.stringContaining(bare.number),
  })
  for (const source of ['purchase_order', 'goods_receipt', 'lot', 'unit', 'product']) {
    expect(await preview(`source=${source}&id=999999`)).toMatchObject({ status: 404, code: 'not_found' })
  }
  const app = await office.shop.app()
  const stranger = await app.inject({ url: `/api/v1/labels/print?source=product&id=${teaId}` })
  expect(stranger.statusCode).toBe(401)
})
