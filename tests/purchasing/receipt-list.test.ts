import { afterAll, beforeAll, expect, test } from 'vitest'
import { listGoodsReceipts } from '../../server/purchasing/list-goods-receipts.ts'
import { listReceiptLines } from '../../server/purchasing/list-receipt-lines.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf } from '../harness/stocked-shop.ts'
import { openReceiving } from './receiving.ts'

let shop: TestShop
let first: { number: string; receipts: { id: number; number: string }[] }
let second: typeof first
beforeAll(async () => {
  shop = await openTestShop()
  const receiving = await openReceiving(shop, await makeShelf(shop))
  const { line, order, part, rest, reverse } = receiving
  const oil = await makeProduct(shop, 'lots')
  const phone = await makeProduct(shop, 'serials')
  first = await rest(await order([line(oil, 5, { lotNumber: 'L-1', supplierLot: 'CV-7781' })]))
  shop.now = new Date('2026-11-21T10:00:00Z')
  second = await part(await order([line(phone, 2)]), [
    { row: 0, quantity: 1, lotNumber: 'L-1', serial: 'café-1' },
  ])
  await reverse(second as never)
})
afterAll(() => shop.close())

const found = async (query: { search?: string; state?: 'in_stock' | 'reversed' } = {}) =>
  (await listGoodsReceipts(shop.reader, { limit: 50, ...query })).items.map(receipt => receipt.number)

test('receipts are listed newest first, page by page, and by whether they were reversed', async () => {
  const [one, two] = [first.receipts[0]!.number, second.receipts[0]!.number]
  expect(await found()).toEqual([two, one])
  expect(await found({ state: 'in_stock' })).toEqual([one])
  expect(await found({ state: 'reversed' })).toEqual([two])
  const page = await listGoodsReceipts(shop.reader, { limit: 1 })
  expect(page.items).toMatchObject([
    {
      number: two,
      isReversed: true,
      order: { number: second.number },
      supplier: { name: 'Campo Verde' },
      lineCount: 1,
    },
  ])
  const next = await listGoodsReceipts(shop.reader, { limit: 1, cursor: page.next! })
  expect(next.items.map(receipt => receipt.number)).toEqual([one])
})

test('a receipt is found by its number, order and supplier, and by lots and serials that came in under it, also reversed ones', async () => {
  const [one, two] = [first.receipts[0]!.number, second.receipts[0]!.number]
  expect(await found({ search: one })).toEqual([one])
  expect(await found({ search: second.number.toLowerCase() })).toEqual([two])
  expect(await found({ search: 'campo' })).toEqual([two, one])
  expect(await found({ search: 'L-1' })).toEqual([two, one])
  expect(await found({ search: 'CV-7781' })).toEqual([one])
  expect(await found({ search: 'cafe\u0301-1' })).toEqual([two])
  expect(await found({ search: 'l-1' })).toEqual([])
  expect(await found({ search: '%' })).toEqual([])
})

test('the supplier’s lot number stands on the receipt', async () => {
  const { items } = await listReceiptLines(shop.reader, first.receipts[0]!.id, { after: 0, limit: 10 })
  expect(items).toMatchObject([{ lotNumber: 'L-1', supplierLot: 'CV-7781' }])
})
