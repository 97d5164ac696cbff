import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { jobKinds } from '../../server/job-kinds.ts'
import { startSession } from '../../server/people/sessions.ts'
import type { JobKinds } from '../../server/platform/jobs/public.ts'
import { runPurchaseImport } from '../../server/purchasing/import/queue-import.ts'
import { recogniseHeadings } from '../../server/purchasing/import/recognise-headings.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, type Shelf } from '../harness/stocked-shop.ts'
import {
  all,
  check,
  choicesFor,
  cleanFile,
  headings,
  run,
  sheetOf,
  stored,
  upload,
  work,
} from './import-shop.ts'

let shop: TestShop
let shelf: Shelf
const open: TestShop[] = []
beforeEach(async () => {
  shop = await openTestShop()
  open.push(shop)
  shelf = await makeShelf(shop)
})
afterEach(async () => {
  await open.pop()?.close()
})
afterAll(() => Promise.all(open.map(one => one.close())))

/** Soap, oil by lot, and phones with serials, from three suppliers into two bins that the shop has yet to get. */
function* goods(phones: number): Generator<(string | number | null)[]> {
  yield ['SOAP', 'Soap', 'Harbour Gifts', 4, 48, 2.55, 'B-01', null, null, null]
  yield ['OIL', 'Olive oil', 'Campo Verde', 10, 120, 4.2, 'B-01', '00042', null, '2027-01-15']
  for (let n = 0; n < phones; n++) {
    yield ['PHONE', 'Phone', 'Kestrel', 1, 1, 312.5, 'C-01', 'PX1', `35693803564${n}`, null]
  }
}

async function uploaded(phones = 3) {
  const file = await upload(shop, await cleanFile(goods(phones)))
  return { file, choices: choicesFor(file, shelf.locationId, all) }
}

/** The jobs, with something that happens once when the writing of the order begins. */
function whenWriting(happens: () => void): JobKinds {
  const kind = 'purchase-import-run'
  let before = true
  return {
    [kind]: given =>
      jobKinds[kind]!({
        ...given,
        progress(done, total, note) {
          given.progress(done, total, note)
          if (note === 'Writing the order' && before) {
            before = false
            happens()
          }
        },
      }),
  }
}

test('a clean file becomes a draft order, and what it names is made on the way', async () => {
  const { file, choices } = await uploaded()
  expect(file.columns.map(column => column.field)).not.toContain(null)
  const verdict = await check(shop, file.id, choices)
  expect(verdict).toMatchObject({ rows: 5, goodRows: 5, problemCount: 0, totalMinor: 156_390 })
  expect(await stored(shop)).toMatchObject({ orders: 0, products: 0, suppliers: 0 })
  const job = await run(shop, file.id, choices)
  expect(job).toMatchObject({ state: 'done', result: { number: 'P1001' } })
  expect(await stored(shop)).toEqual({ orders: 1, lines: 5, products: 3, suppliers: 3, bins: 4 })
  const lines = await shop.rows(
    `select line_number, product_number, s.name as supplier, quantity_sku, l.units_per_pu, l.price_minor, place.code, lot_number,
            serial, expires_on, tracks_lots, tracks_serials
       from purchase_order_line l join variant v on v.id = l.variant_id join product p on p.id = v.product_id
       join supplier s on s.id = l.supplier_id join place on place.id = l.place_id order by line_number`,
  )
  expect(lines[1]).toEqual({
    line_number: 2,
    product_number: 'OIL',
    supplier: 'Campo Verde',
    quantity_sku: 120,
    units_per_pu: 12,
    price_minor: 420,
    code: 'B-01',
    lot_number: '00042',
    serial: null,
    expires_on: '2027-01-15',
    tracks_lots: true,
    tracks_serials: false,
  })
  expect(lines[2]).toMatchObject({ serial: '356938035640', tracks_serials: true, code: 'C-01' })
})

test('the order has the supplier when all rows have the same one', async () => {
  const rows = ['Kestrel', 'KESTREL'].map((supplier, n) => ['A', 'A', supplier, null, n + 1, 1])
  const file = await upload(shop, sheetOf([headings, ...rows]))
  await run(shop, file.id, choicesFor(file, shelf.locationId, all))
  expect(
    await shop.rows('select s.name from purchase_order o join supplier s on s.id = o.supplier_id'),
  ).toEqual([{ name: 'Kestrel' }])
  expect(await shop.rows('select distinct supplier_id from purchase_order_line')).toEqual([
    { supplier_id: null },
  ])
})

test('one file makes one order, run again or twice at once', async () => {
  const { file, choices } = await uploaded()
  const jobs = await Promise.all([run(shop, file.id, choices), run(shop, file.id, choices)])
  jobs.push(await run(shop, file.id, choices))
  expect(jobs.map(job => job.state)).toEqual(['done', 'done', 'done'])
  expect(new Set(jobs.map(job => job.result!.orderId)).size).toBe(1)
  expect(await stored(shop)).toMatchObject({ orders: 1, lines: 5, products: 3 })
})

test('a job that is cancelled before its order is written leaves nothing', async () => {
  const { file, choices } = await uploaded(6000)
  const before = await stored(shop)
  const { jobId } = await shop.act(tx => runPurchaseImport(tx, file.id, choices))
  const kind = 'purchase-import-run'
  const cancelledInside: JobKinds = {
    [kind]: given =>
      jobKinds[kind]!({
        ...given,
        transaction: step =>
          given.transaction(async tx => {
            await shop.rows('update job set cancel_asked_at = now() where id = $1', [jobId])
            await vi.waitUntil(() => given.signal.aborted, { timeout: 30_000 })
            return step(tx)
          }),
      }),
  }
  expect(await work(shop, jobId, { kinds: cancelledInside })).toMatchObject({
    state: 'cancelled',
    result: null,
  })
  expect(await stored(shop)).toEqual(before)
})

test('a server that stops in the middle of writing leaves nothing, and the next one makes exactly one order', async () => {
  const { file, choices } = await uploaded(6000)
  const before = await stored(shop)
  const { jobId } = await shop.act(tx => runPurchaseImport(tx, file.id, choices))
  const stopping = new AbortController()
  const kinds = whenWriting(() => stopping.abort(new Error('the server stops')))
  await expect(work(shop, jobId, { kinds, stopping: stopping.signal })).rejects.toThrow('the server stops')
  expect(await stored(shop)).toEqual(before)
  const job = await work(shop, jobId)
  expect(job.state).toBe('done')
  expect(await stored(shop)).toMatchObject({ orders: 1, lines: 6002 })
  const repeated = await work(shop, jobId)
  expect(repeated.result).toEqual(job.result)
  expect(await stored(shop)).toMatchObject({ orders: 1 })
})

test('20,000 rows become one order', { timeout: 120_000 }, async () => {
  const { file, choices } = await uploaded(20_000)
  const job = await run(shop, file.id, choices)
  expect(job).toMatchObject({ state: 'done' })
  expect(await stored(shop)).toMatchObject({ orders: 1, lines: 20_002, products: 3 })
})

test('a file without rows, with too many rows, or that is none at all is refused with what to do', async () => {
  const refusalOf = async (text: string) => {
    const file = await upload(shop, Buffer.from(text), 'order.csv')
    return (await run(shop, file.id, choicesFor(file, shelf.locationId, all))).problem?.sentence
  }
  expect(await refusalOf('SKU,Name,Qty\n , ,\n')).toContain('There is nothing below the headings in row 1')
  expect(await refusalOf(`SKU,Name,Qty\n${'A,A,1\n'.repeat(100_001)}`)).toContain('more than 100,000 lines')
  await expect(upload(shop, Buffer.from('%PDF-1.7'), 'order.pdf')).rejects.toMatchObject({
    code: 'file_refused',
  })
  expect(await stored(shop)).toMatchObject({ orders: 0, products: 0 })
})

test('over the wire: upload, another heading row, check, run', async () => {
  const app = await shop.app()
  const token = await shop.act(tx => startSession(tx, 1))
  const cookies = { lotbook_session: token }
  const file = sheetOf([
    ['Week 47'],
    [],
    headings,
    ['A', 'Thing', 'Kestrel', null, 3, 1],
    ['B', 'B', null, null, 1],
  ])
  const boundary = 'xxx'
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="order.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    file,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const started = await app.inject({
    method: 'POST',
    url: '/api/v1/purchase-imports',
    cookies,
    headers,
    payload,
  })
  expect(started.statusCode, started.body).toBe(200)
  const answer = started.json()
  expect(answer).toMatchObject({ fileName: 'order.xlsx', headerRow: 3, orderId: null })
  const url = `/api/v1/purchase-imports/${answer.id}`
  const again = await app.inject({ url, cookies })
  expect(again.json()).toEqual(answer)
  const other = await app.inject({ url: `${url}?headerRow=1`, cookies })
  expect(other.json()).toMatchObject({
    headerRow: 1,
    columns: [{ heading: 'Week 47', field: null }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
  })
  const body = choicesFor(answer, shelf.locationId, all)
  const checked = await app.inject({ method: 'POST', url: `${url}/check`, cookies, payload: body })
  expect(await work(shop, checked.json().jobId)).toMatchObject({
    state: 'done',
    result: { rows: 2, problemCount: 0 },
  })
  const ran = await app.inject({ method: 'POST', url: `${url}/run`, cookies, payload: body })
  const job = await work(shop, ran.json().jobId)
  const order = await app.inject({ url: `/api/v1/purchase-orders/${job.result!.orderId}`, cookies })
  expect(order.json()).toMatchObject({ state: 'draft', lineCount: 2, totalMinor: 300 })
  expect((await app.inject({ url, cookies })).json()).toMatchObject({ orderId: job.result!.orderId })
  const nothing = await app.inject({ method: 'POST', url: '/api/v1/purchase-imports', cookies, payload: {} })
  expect(nothing.json()).toMatchObject({ code: 'file_refused' })
})

test('an import without the columns that it needs is not begun', async () => {
  const { file, choices } = await uploaded()
  const start = (change: object) => shop.act(tx => runPurchaseImport(tx, file.id, { ...choices, ...change }))
  await expect(start({ mapping: { quantitySku: 4 } })).rejects.toMatchObject({ code: 'bad_input' })
  await expect(start({ mapping: { productNumber: 0 } })).rejects.toMatchObject({ code: 'bad_input' })
  await expect(start({ mapping: { productNumber: 0, quantitySku: 0 } })).rejects.toMatchObject({
    code: 'bad_input',
  })
  await expect(start({ sheet: 'Sheet \u0000' })).rejects.toMatchObject({ code: 'bad_input' })
  await expect(shop.act(tx => runPurchaseImport(tx, 999_999, choices))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('headings are recognised as people write them, each field once', () => {
  const cases: [string[], (string | null)[]][] = [
    [
      headings,
      [
        'productNumber',
        'productName',
        'supplier',
        'quantityPu',
        'quantitySku',
        'price',
        'bin',
        'lotNumber',
        'serial',
        'expiresOn',
      ],
    ],
    [
      ['LOT NO', 'S/N', 'Qty.', 'Unit cost (EUR)', 'Best before'],
      ['lotNumber', 'serial', 'quantitySku', 'price', 'expiresOn'],
    ],
    [
      ['Batch No.', 'IMEI', 'EAN-13', 'Bin'],
      ['lotNumber', 'serial', 'barcode', 'bin'],
    ],
    [
      ['Item', 'SKU', 'Description'],
      [null, 'productNumber', 'productName'],
    ],
    [
      ['Product', 'SKU'],
      ['productName', 'productNumber'],
    ],
    [
      ['Qty', 'SKU quantity', ''],
      [null, 'quantitySku', null],
    ],
    [
      ['StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice'],
      ['productNumber', 'productName', 'quantitySku', null, 'price'],
    ],
  ]
  for (const [given, fields] of cases) expect(recogniseHeadings(given)).toEqual(fields)
})
