import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SalesNarrowing, SalesTab } from '../../contract/sales.ts'
import { exportSalesOrders } from '../../server/sales/export-sales-orders.ts'
import { listSalesOrders } from '../../server/sales/list-sales-orders.ts'
import * as sales from '../../server/sales/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { addCustomer, type CornerShop, deliver, note, order, stockCornerShop } from './corner-shop.ts'

let shop: TestShop
let corner: CornerShop
let numbers: string[]
beforeAll(async () => {
  shop = await openTestShop()
  corner = await stockCornerShop(shop)
  const boris = { ...corner, customerId: await addCustomer(shop, 'Boris 100% Bakery') }
  const placed = [
    await order(shop, corner, [corner.bag, 1]),
    await order(shop, corner, [corner.bag, 2]),
    await order(shop, boris, [corner.bag, 1]),
    await order(shop, boris, [corner.bag, 1]),
    await order(shop, corner, [corner.bag, 1]),
  ]
  await deliver(shop, await note(shop, placed[1]!, { quantity: 1 }))
  await deliver(shop, await note(shop, placed[2]!, { quantity: 1 }))
  await shop.act(tx => sales.cancelSalesOrder(tx, placed[3]!.id))
  numbers = placed.map(one => one.number)
})
afterAll(() => shop.close())

const list = (
  tab: SalesTab,
  search?: string,
  more: Partial<SalesNarrowing> & { cursor?: string; limit?: number } = {},
) => listSalesOrders(shop.reader, { tab, search, limit: 100, ...more })
/** Which of the five orders, by their position, in the order listed. */
const found = async (tab: SalesTab, search?: string) =>
  (await list(tab, search)).items.map(row => numbers.indexOf(row.number))

test('each tab shows its orders, newest first', async () => {
  expect(await found('all')).toEqual([4, 3, 2, 1, 0])
  expect(await found('awaiting')).toEqual([4, 1, 0])
  expect(await found('part_delivered')).toEqual([1])
  expect(await found('delivered')).toEqual([2])
  expect(await found('cancelled')).toEqual([3])
})

test('an order is found by its number, with or without its letter, and by its first digits', async () => {
  expect(await found('all', numbers[2])).toEqual([2])
  expect(await found('all', numbers[2]!.slice(1))).toEqual([2])
  expect(await found('all', numbers[2]!.slice(0, 4).toLowerCase())).toEqual([4, 3, 2, 1, 0])
  expect(await found('cancelled', numbers[2])).toEqual([])
})

test('a longer number is newer than a shorter one that starts alike', async () => {
  await shop.rows(`select setval('sales_order_number', 10019)`)
  const longer = await order(shop, corner, [corner.bag, 1])
  expect((await list('all', '100')).items.map(row => row.number)).toEqual([
    longer.number,
    ...numbers.toReversed(),
  ])
  await shop.act(tx => sales.cancelSalesOrder(tx, longer.id))
})

test('an order is found by any part of its customer’s name, with % and _ taken for what they are', async () => {
  expect(await found('all', 'bAK')).toEqual([3, 2])
  expect(await found('delivered', 'bakery')).toEqual([2])
  expect(await found('all', '100% b')).toEqual([3, 2])
  expect(await found('all', 'b_k')).toEqual([])
  expect(await found('awaiting', 'archer')).toEqual([4, 1, 0])
})

test('pages follow one another without a gap or a repeat, searched or not', async () => {
  for (const search of [undefined, 'a', 'O1']) {
    const all = (await list('all', search)).items.map(row => row.id)
    const paged: number[] = []
    let cursor: string | undefined
    do {
      const page = await list('all', search, { limit: 2, ...(cursor ? { cursor } : {}) })
      paged.push(...page.items.map(row => row.id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(paged).toEqual(all)
  }
})

test('a name that very many customers share is found too', async () => {
  await shop.rows(`
    insert into customer (number, name, created_at, created_by)
    select 'X' || i, 'Archer ' || i, now(), 1 from generate_series(1, 400) i`)
  expect(await found('awaiting', 'archer')).toEqual([4, 1, 0])
})

const narrowed = async (by: Partial<SalesNarrowing>, search?: string) =>
  (await list(by.tab ?? 'all', search, by)).items
    .map(row => numbers.indexOf(row.number))
    .filter(position => position >= 0)

test('filters narrow every tab and every search: payment, channel, customer, location, days', async () => {
  const first = (await list('all')).items.at(-1)!
  const payment = { method: 'cash', paidOn: '2026-11-20', reference: '', paidBeforeMinor: 0 } as const
  await shop.act(tx => sales.recordPayment(tx, first.id, { ...payment, amountMinor: 250 }))
  expect(await narrowed({ payment: 'paid' })).toEqual([0])
  expect(await narrowed({ payment: 'nothing_due' })).toEqual([3])
  expect(await narrowed({ payment: 'unpaid', tab: 'awaiting' })).toEqual([4, 1])
  expect(await narrowed({ payment: 'unpaid' }, 'boris')).toEqual([2])
  expect(await narrowed({ channel: 'store' })).toEqual([])
  expect(await narrowed({ customerId: first.customer.id, channel: 'back_office' })).toEqual([4, 1, 0])
  expect(await narrowed({ locationId: 999 })).toEqual([])
  expect(await narrowed({ placedFrom: '2026-11-20', placedTo: '2026-11-20' })).toHaveLength(5)
  expect(await narrowed({ placedTo: '2026-11-19' })).toEqual([])
  expect(await narrowed({ placedFrom: '2026-11-21' })).toEqual([])
})

test('what is shown can be taken away as a file, in which a formula is text', async () => {
  const evil = await addCustomer(shop, '=HYPERLINK("http://x")')
  await order(shop, { ...corner, customerId: evil }, [corner.bag, 1])
  const parts: unknown[] = []
  const query = { tab: 'all', customerId: evil, format: 'csv', separator: 'comma' } as const
  for await (const part of await exportSalesOrders(shop.reader, query)) parts.push(part)
  const text = Buffer.concat(parts.map(part => Buffer.from(part as Uint8Array))).toString()
  expect(text.trim().split('\n')).toHaveLength(2)
  expect(text).toContain("'=HYPERLINK")
  expect(text).toContain('2.50')
})
