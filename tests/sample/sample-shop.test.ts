import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDispatch } from '../../server/fulfilment/dispatch/list-dispatch.ts'
import * as purchasing from '../../server/purchasing/public.ts'
import { fillShop } from '../../server/sample/fill-shop.ts'
import * as stock from '../../server/stock/public.ts'
import * as till from '../../server/till/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await shop.rows(`update shop set time_zone = 'Europe/London'`)
})
afterAll(() => shop.close())

/** Runs the steps; stops before the one whose number is given, as a killed server would. */
async function fill(stopBefore = Number.POSITIVE_INFINITY): Promise<void> {
  const today = new Date('2026-11-20T16:00:00Z')
  let count = 0
  await fillShop(
    async (work, at) => {
      const key = `sample-${++count}`
      if (count >= stopBefore) throw new Error('killed')
      shop.now = at
      return shop.act(work, { key })
    },
    today,
    () => {},
  )
}

test('a sample shop that was stopped in the middle is gone on with, and its ledger is clean', async () => {
  await expect(fill(60)).rejects.toThrow('killed')
  const [before] = await shop.rows<{ count: number }>('select count(*) from document')
  await fill()
  const [after] = await shop.rows<{ count: number }>('select count(*) from document')
  expect(after!.count).toBeGreaterThan(before!.count)
  expect(await stock.verify(shop.house.pool)).toEqual([])
  expect(await purchasing.countBelowPoint(shop.reader)).toBe(2)
}, 120_000)

test('it has products of every kind, two locations with bins, and orders in every state', async () => {
  const [counts] = await shop.rows(
    `select (select count(*) from product where not tracks_lots)::int as plain,
            (select count(*) from product where tracks_lots and not tracks_serials)::int as lots,
            (select count(*) from product where tracks_serials)::int as serials,
            (select count(distinct location_id) from place where kind = 'bin')::int as locations`,
  )
  expect(counts).toMatchObject({ locations: 2 })
  expect(await shop.rows(`select name from variant where product_number = 'APRON-NAVY-L'`)).toEqual([
    { name: 'Linen apron · Navy · L' },
  ])
  const [shown] = await shop.rows(
    `select (select count(*) from product where category_id is null or tax_rate_id is null or default_bin_id is null)::int as bare,
            (select count(*) from product where not exists (select from picture where product_id = product.id))::int as unseen`,
  )
  expect(shown).toEqual({ bare: 0, unseen: 0 })
  expect(Object.values(counts!).reduce((a, b) => Number(a) + Number(b))).toBeGreaterThan(32)
  const states = await shop.rows<{ state: string }>('select distinct state from sales_order order by state')
  expect(states.map(row => row.state)).toEqual(['cancelled', 'delivered', 'open', 'part_delivered'])
  const notes = await shop.rows<{ state: string }>('select distinct state from delivery_note order by state')
  expect(notes.map(row => row.state)).toEqual(['delivered', 'ready'])
  const purchases = await shop.rows<{ state: string }>(
    'select distinct state from purchase_order order by state',
  )
  expect(purchases.map(row => row.state)).toEqual(['confirmed', 'draft', 'warehoused'])
})

test('it shows what happens around an order: invoices, payments, returns, a transfer, counts, and identifiers to give out', async () => {
  const [counts] = await shop.rows<Record<string, number>>(
    `select (select count(*) from invoice)::int as invoices,
            (select count(distinct payment_state) from sales_order)::int as "paymentStates",
            (select count(*) from goods_return)::int as returns,
            (select count(*) from goods_return_line where outcome is null)::int as "toInspect",
            (select count(distinct state) from transfer)::int as transfers,
            (select count(distinct state) from stock_count)::int as counts`,
  )
  expect(counts!.invoices).toBeGreaterThan(15)
  expect(counts).toMatchObject({ paymentStates: 4, returns: 4, toInspect: 1, transfers: 2, counts: 2 })
  const { items } = await listDispatch(shop.reader, { need: 'identifiers', limit: 50 })
  expect(items.length).toBeGreaterThanOrEqual(3)
})

test('its till sold with lots and serials and awaits a device: two Z reports, an open drawer, and a sale to settle', async () => {
  const [counts] = await shop.rows(
    `select (select count(*) from till_sale where state = 'sold')::int as sold,
            (select count(*) from till_sale where conflict_code = 'on_hold' and state = 'conflict')::int as conflicts,
            (select count(*) from till_return)::int as returns,
            (select count(*) from till_drawer where z_number is not null)::int as closed,
            (select count(*) from till_drawer where closed_at is null)::int as open,
            (select count(*) from till_device where ended_at is null)::int as devices,
            (select count(distinct m.variant_id) from movement m join till_sale sale on sale.document_id = m.document_id
              join lot on lot.id = m.lot_id and lot.hold_id is not null)::int as recalled`,
  )
  expect(counts).toEqual({ sold: 10, conflicts: 1, returns: 1, closed: 2, open: 1, devices: 0, recalled: 1 })
  expect(await till.verifyTills(shop.house.pool)).toEqual([])
})
