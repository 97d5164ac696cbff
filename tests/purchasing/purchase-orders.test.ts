import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PurchaseLineInput, PurchaseOrder, PurchaseOrderInput } from '../../contract/purchasing.ts'
import { addPurchaseOrder } from '../../server/purchasing/add-purchase-order.ts'
import { cancelPurchaseOrder } from '../../server/purchasing/cancel-purchase-order.ts'
import { changePurchaseOrder } from '../../server/purchasing/change-purchase-order.ts'
import { confirmPurchaseOrder } from '../../server/purchasing/confirm-purchase-order.ts'
import { listPurchaseLines } from '../../server/purchasing/list-purchase-lines.ts'
import { listPurchaseOrders } from '../../server/purchasing/list-purchase-orders.ts'
import { readPurchaseOrder } from '../../server/purchasing/read-purchase-order.ts'
import { warehousePurchaseOrder } from '../../server/purchasing/warehouse-purchase-order.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, type Shelf, settle } from '../harness/stocked-shop.ts'

let shop: TestShop
let shelf: Shelf
let soap: number
let oil: number
let phone: number
let supplierId: number
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  soap = await makeProduct(shop, 'none', 'Soap')
  const suppliers = await shop.rows<{ id: number }>(
    `insert into supplier (number, name, created_at, created_by) values ('S1', 'Campo Verde', now(), 1), ('S2', 'Kestrel', now(), 1) returning id`,
  )
  supplierId = suppliers[0]!.id
  await shop.rows(
    `insert into staff (id, name, email, role, password_hash, created_at) overriding system value values (2, 'Sam Staff', 's@example.com', 'staff', 'none', now())`,
  )
})
beforeEach(async () => {
  oil = await makeProduct(shop, 'lots')
  phone = await makeProduct(shop, 'serials')
})
afterAll(() => shop.close())

const sam = { id: 2, name: 'Sam Staff' }

function line(variantId: number, more: Partial<PurchaseLineInput> = {}): PurchaseLineInput {
  const nothing = { supplierId: null, lotNumber: null, serial: null, madeOn: null, expiresOn: null }
  return { variantId, quantitySku: 1, priceMinor: 0, binId: shelf.binId, ...nothing, ...more }
}

function order(lines: PurchaseLineInput[], more: Partial<PurchaseOrderInput> = {}): PurchaseOrderInput {
  return { supplierId, locationId: shelf.locationId, expectedOn: null, notes: '', lines, ...more }
}

const add = (lines: PurchaseLineInput[], more: Partial<PurchaseOrderInput> = {}) =>
  shop.act(tx => addPurchaseOrder(tx, order(lines, more)))
const confirm = ({ id, version }: PurchaseOrder) => shop.act(tx => confirmPurchaseOrder(tx, id, version))
const warehouse = ({ id, version }: PurchaseOrder) => shop.act(tx => warehousePurchaseOrder(tx, id, version))
const cancel = ({ id, version }: PurchaseOrder) => shop.act(tx => cancelPurchaseOrder(tx, id, version))
const onHand = async (variantId: number) => {
  const [row] = await shop.rows<{ sum: number }>(
    'select coalesce(sum(on_hand), 0)::bigint as sum from level where variant_id = $1',
    [variantId],
  )
  return row!.sum
}

test('an order goes from draft to shelf, and its history says who did what', async () => {
  const draft = await add([
    line(soap, { quantitySku: 12, priceMinor: 250 }),
    line(oil, { quantitySku: 6, priceMinor: 420, lotNumber: 'L1', expiresOn: '2027-03-31' }),
    line(phone, { priceMinor: 31250, lotNumber: 'X1', serial: 'IMEI-A', binId: shelf.otherBinId }),
  ])
  expect(draft).toMatchObject({ state: 'draft', version: 1, lineCount: 3, totalMinor: 36770 })
  expect(draft.number).toMatch(/^P\d+$/)
  const confirmed = await confirm(draft)
  expect(confirmed).toMatchObject({ state: 'confirmed', version: 2 })
  const done = await shop.act(tx => warehousePurchaseOrder(tx, confirmed.id, confirmed.version), {
    actor: sam,
  })
  expect(done).toMatchObject({ state: 'warehoused', receipts: [{ createdBy: 'Sam Staff' }] })
  expect(done.receipts[0]!.number).toMatch(/^G\d+$/)
  expect(done.receipts[0]!.createdAt).toBe(shop.now.toISOString())
  expect(done.events.map(event => [event.what, event.actor])).toEqual([
    ['created', 'Olive Owner'],
    ['confirmed', 'Olive Owner'],
    ['warehoused', 'Sam Staff'],
  ])
  expect(await onHand(soap)).toBe(12)
  expect(await onHand(oil)).toBe(6)
  const units = await shop.rows('select serial, place_id from unit where variant_id = $1', [phone])
  expect(units).toEqual([{ serial: 'IMEI-A', place_id: shelf.otherBinId }])
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('the supplier of a lot is the line’s own, or else the order’s', async () => {
  const [other] = await shop.rows<{ id: number }>(`select id from supplier where name = 'Kestrel'`)
  const draft = await add([
    line(oil, { lotNumber: 'OURS' }),
    line(oil, { lotNumber: 'THEIRS', supplierId: other!.id }),
  ])
  await warehouse(await confirm(draft))
  const lots = await shop.rows('select number, supplier_id from lot where variant_id = $1 order by number', [
    oil,
  ])
  expect(lots).toEqual([
    { number: 'OURS', supplier_id: supplierId },
    { number: 'THEIRS', supplier_id: other!.id },
  ])
})

test('lines come back in their order, page by page', async () => {
  const draft = await add([3, 1, 2].map(quantitySku => line(soap, { quantitySku })))
  const first = await listPurchaseLines(shop.reader, draft.id, { after: 0, limit: 2 })
  expect(first.items.map(item => [item.lineNumber, item.quantitySku])).toEqual([
    [1, 3],
    [2, 1],
  ])
  expect(first.items[0]).toMatchObject({ productName: 'Soap', binCode: 'A-01', decimals: 0, unitsPerPu: 1 })
  const second = await listPurchaseLines(shop.reader, draft.id, { after: first.next!, limit: 2 })
  expect(second).toMatchObject({ items: [{ lineNumber: 3, quantitySku: 2 }], next: null })
  await expect(listPurchaseLines(shop.reader, 999_999, { after: 0, limit: 2 })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('orders are listed newest first, each once over all pages', async () => {
  const made: number[] = []
  for (let n = 0; n < 5; n++) made.unshift((await add([])).id)
  const seen: number[] = []
  let cursor: string | undefined
  do {
    const page = await listPurchaseOrders(shop.reader, { cursor, limit: 2 })
    seen.push(...page.items.map(item => item.id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(seen.slice(0, 5)).toEqual(made)
  expect(new Set(seen).size).toBe(seen.length)
})

test('orders are found by number, by supplier and by state', async () => {
  const draft = await add([line(soap, { quantitySku: 2, priceMinor: 100 })])
  const cancelled = await cancel(await add([]))
  const find = async (query: { search?: string; state?: 'cancelled' }) =>
    (await listPurchaseOrders(shop.reader, { limit: 100, ...query })).items
  expect(await find({ search: draft.number.toLowerCase() })).toMatchObject([
    { id: draft.id, totalMinor: 200 },
  ])
  expect((await find({ search: 'campo' })).map(item => item.id)).toContain(draft.id)
  const states = await find({ state: 'cancelled' })
  expect(states.map(item => item.id)).toContain(cancelled.id)
  expect(new Set(states.map(item => item.state))).toEqual(new Set(['cancelled']))
})

test('a total counts prices for one SKU, whatever the decimals of the product', async () => {
  const rows = await shop.rows<{ id: number }>(
    `with made as (insert into product (name, created_at, created_by) values ('Rice', now(), 1) returning id)
     insert into variant (product_id, product_number, name, decimals) select id, 'RICE', 'Rice', 3 from made returning id`,
  )
  const rice = line(rows[0]!.id, { quantitySku: 1250, priceMinor: 199 })
  expect(await add([rice, rice])).toMatchObject({ totalMinor: 498 })
})

test('of two clerks who save the same draft one wins, and the other is told who', async () => {
  const draft = await add([line(soap)])
  const save = (actor: typeof sam, quantitySku: number) =>
    shop.act(
      tx => changePurchaseOrder(tx, draft.id, { ...order([line(soap, { quantitySku })]), version: 1 }),
      { actor },
    )
  const results = await Promise.allSettled([save(sam, 10), save(shop.owner, 20)])
  const [winner, loser] = results[0]!.status === 'fulfilled' ? results : [results[1]!, results[0]!]
  expect(winner).toMatchObject({ status: 'fulfilled', value: { version: 2 } })
  const by = results[0]!.status === 'fulfilled' ? 'Sam Staff' : 'Olive Owner'
  expect(loser).toMatchObject({ reason: { code: 'changed_meanwhile', details: { by } } })
  const { items } = await listPurchaseLines(shop.reader, draft.id, { after: 0, limit: 10 })
  expect(items.map(item => item.quantitySku)).toEqual([results[0]!.status === 'fulfilled' ? 10 : 20])
})

test('two clerks who warehouse the same order at once bring its goods in once', async () => {
  for (let round = 0; round < 5; round++) {
    const product = await makeProduct(shop, 'lots')
    const confirmed = await confirm(await add([line(product, { quantitySku: 7, lotNumber: 'L' })]))
    const outcome = await settle([warehouse(confirmed), warehouse(confirmed), warehouse(confirmed)])
    expect(outcome).toEqual({ done: 1, refused: ['wrong_state', 'wrong_state'] })
    expect(await onHand(product)).toBe(7)
    expect((await readPurchaseOrder(shop.reader, confirmed.id)).receipts).toHaveLength(1)
  }
})

test('an order is cancelled or warehoused, never both', async () => {
  const confirmed = await confirm(await add([line(oil, { lotNumber: 'L' })]))
  const outcome = await settle([warehouse(confirmed), cancel(confirmed)])
  expect(outcome).toEqual({ done: 1, refused: ['wrong_state'] })
  const { state } = await readPurchaseOrder(shop.reader, confirmed.id)
  expect(await onHand(oil)).toBe(state === 'warehoused' ? 1 : 0)
})

test('a draft may be incomplete; it is confirmed when every line has its bin and what is announced is right', async () => {
  const cases: [PurchaseLineInput[], object][] = [
    [[], { code: 'no_lines' }],
    [[line(soap), line(soap, { binId: null })], { code: 'bin_needed', details: { line: 2 } }],
    [
      ['same', 'other', 'same'].map(serial => line(phone, { lotNumber: 'L', serial })),
      { code: 'serial_twice', details: { serial: 'same', lines: '1 and 3' } },
    ],
    [
      ['2027-01-01', '2027-01-02'].map(expiresOn => line(oil, { lotNumber: 'L', expiresOn })),
      { code: 'lot_differs' },
    ],
  ]
  for (const [lines, refusal] of cases) {
    const draft = await add(lines)
    await expect(confirm(draft)).rejects.toMatchObject(refusal)
    expect(await readPurchaseOrder(shop.reader, draft.id)).toMatchObject({ state: 'draft', version: 1 })
  }
})

test('a serial that is in stock already is refused with the place where it is', async () => {
  const piece = line(phone, { lotNumber: 'L', serial: 'IMEI-1' })
  await warehouse(await confirm(await add([piece])))
  await expect(confirm(await add([piece]))).rejects.toMatchObject({
    code: 'serial_exists',
    message: expect.stringContaining('in bin A-01 at Harbour Street'),
  })
})

test('of two open orders with one serial the first that comes in gets it; the second is refused with the number of that receipt', async () => {
  const piece = line(phone, { lotNumber: 'L', serial: 'IMEI-2' })
  const late = await confirm(await add([line(soap, { quantitySku: 5 }), piece]))
  const { receipts } = await warehouse(await confirm(await add([piece])))
  const before = await onHand(soap)
  await expect(warehouse(late)).rejects.toThrow(`at Harbour Street, since ${receipts[0]!.number}.`)
  expect(await onHand(soap)).toBe(before)
  expect(await readPurchaseOrder(shop.reader, late.id)).toMatchObject({ state: 'confirmed', receipts: [] })
})

test('what a line names must exist, and its bin must be of the order’s location', async () => {
  const elsewhere = await makeShelf(shop, 'ELSEWHERE')
  const cases: [PurchaseLineInput, object][] = [
    [line(999_999), { code: 'not_found', details: { what: 'product' } }],
    [line(soap, { supplierId: 999_999 }), { code: 'not_found', details: { what: 'supplier' } }],
    [line(soap, { binId: elsewhere.binId }), { code: 'not_found' }],
    [line(soap, { lotNumber: 'L' }), { code: 'lot_not_tracked', details: { line: 1, product: 'Soap' } }],
    [line(oil, { lotNumber: 'L', serial: 'S' }), { code: 'serial_not_tracked', details: { line: 1 } }],
    [line(phone, { lotNumber: 'L', serial: 'S', quantitySku: 2 }), { code: 'bad_input' }],
    [line(soap, { quantitySku: 1e12, priceMinor: 1e12 }), { code: 'bad_input' }],
  ]
  for (const [bad, refusal] of cases) await expect(add([bad])).rejects.toMatchObject(refusal)
  await expect(add([], { supplierId: 999_999 })).rejects.toMatchObject({ details: { what: 'supplier' } })
  await expect(add([], { locationId: 999_999 })).rejects.toMatchObject({ details: { what: 'location' } })
})

test('only a draft is changed, and only confirmed orders are warehoused', async () => {
  const draft = await add([line(soap)])
  await expect(warehouse(draft)).rejects.toMatchObject({
    message: `${draft.number} is a draft; this can be done only while it is confirmed or partly warehoused. Reload it to see what happened.`,
  })
  const confirmed = await confirm(draft)
  const change = { ...order([]), version: confirmed.version }
  await expect(shop.act(tx => changePurchaseOrder(tx, draft.id, change))).rejects.toMatchObject({
    code: 'wrong_state',
  })
  await cancel(confirmed)
  await expect(warehouse(confirmed)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(confirm({ ...draft, id: 999_999 })).rejects.toMatchObject({ code: 'not_found' })
})

test('the history says what of the head was changed, by whom, and how many rows there were then', async () => {
  const draft = await add([line(soap)])
  const change = {
    ...order([line(soap), line(oil)], { notes: 'Call first' }),
    version: 1,
    expectedOn: '2026-12-01',
  }
  const changed = await shop.act(tx => changePurchaseOrder(tx, draft.id, change), { actor: sam })
  expect(changed.events.at(-1)).toMatchObject({
    what: 'changed',
    actor: 'Sam Staff',
    detail: { lines: 2, head: ['expected', 'notes'] },
  })
})

test('confirming a version that somebody changed meanwhile is refused with their name', async () => {
  const draft = await add([line(soap)])
  const change = { ...order([line(soap), line(soap)]), version: 1 }
  await shop.act(tx => changePurchaseOrder(tx, draft.id, change), { actor: sam })
  await expect(confirm(draft)).rejects.toMatchObject({
    code: 'changed_meanwhile',
    details: { by: 'Sam Staff' },
  })
})

test('10,000 lines are saved again and warehoused with their serials', async () => {
  const draft = await add([])
  const pieces = Array.from({ length: 10_000 }, (_, n) =>
    line(phone, { lotNumber: `L${n % 7}`, serial: `SN-${n}` }),
  )
  const saved = await shop.act(tx => changePurchaseOrder(tx, draft.id, { ...order(pieces), version: 1 }))
  expect(saved.lineCount).toBe(10_000)
  await warehouse(await confirm(saved))
  expect(await onHand(phone)).toBe(10_000)
  expect(await stock.verify(shop.house.pool)).toEqual([])
})
