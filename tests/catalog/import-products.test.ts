import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { jobKinds } from '../../server/catalog/import/import-jobs.ts'
import { runProductImport } from '../../server/catalog/import/queue-import.ts'
import * as catalog from '../../server/catalog/public.ts'
import type { JobKinds } from '../../server/platform/jobs/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { sheetOf, work } from '../purchasing/import-shop.ts'
import { choicesOf, importNow, importText, said, uploadProducts } from './product-files.ts'

let shop: TestShop
const open: TestShop[] = []
beforeEach(async () => {
  shop = await openTestShop()
  open.push(shop)
})
afterEach(async () => {
  await open.pop()?.close()
})
afterAll(() => Promise.all(open.map(one => one.close())))

const products = () =>
  shop.rows(
    `select product_number as number, p.name, price_minor as price, p.version,
            array(select code from barcode where variant_id = v.id order by code) as codes
       from variant v join product p on p.id = v.product_id order by product_number`,
  )

const full = `Product number,Name,Description,Barcodes,Price,Units per PU,Decimals,Track by Lot Number,Track with Serial Number,Back-orders allowed,Archived
OAT,Oat milk,From Sweden,4006381333931;OWN-1,2.49,12,0,ja,no,1,no
CAM,Camera,,,349,,,,Yes,,
RICE,Rice,loose,,1.80,1,3,,,,true
`

test('products are added with all that a file can say, and serial brings lot', async () => {
  const upload = await uploadProducts(shop, full)
  expect(upload.columns.map(column => column.field)).not.toContain(null)
  const checked = await importNow(shop, upload, {}, 'check')
  expect(checked.counts).toMatchObject({ rows: 3, created: 3, refused: 0 })
  expect(await products()).toEqual([])
  const ran = await importNow(shop, upload)
  expect(said(ran)).toEqual(['2 created', '3 created', '4 created'])
  const page = await shop.rows(
    `select product_number, description, units_per_pu, decimals, tracks_lots, tracks_serials, backorders_allowed,
            p.archived_at is not null as archived, search_text
       from variant v join product p on p.id = v.product_id order by product_number`,
  )
  expect(page).toEqual([
    expect.objectContaining({ product_number: 'CAM', tracks_lots: true, tracks_serials: true }),
    expect.objectContaining({
      product_number: 'OAT',
      description: 'From Sweden',
      units_per_pu: 12,
      tracks_lots: true,
      tracks_serials: false,
      backorders_allowed: true,
      archived: false,
      search_text: 'oat milk\noat\n04006381333931\nown-1',
    }),
    expect.objectContaining({ product_number: 'RICE', decimals: 3, archived: true }),
  ])
})

test('what a file does not say stays: only matched columns change, and an empty cell leaves the value', async () => {
  await importText(shop, full)
  const outcome = await importText(shop, 'SKU,Price,Barcodes\nOAT,2.59,\nCAM,,\nRICE,1.80,RICE-1\n')
  expect(said(outcome)).toEqual(['2 changed: Changes price.', '3 unchanged', '4 changed: Changes barcodes.'])
  expect(await products()).toEqual([
    { number: 'CAM', name: 'Camera', price: 34_900, version: 1, codes: [] },
    { number: 'OAT', name: 'Oat milk', price: 259, version: 2, codes: ['04006381333931', 'OWN-1'] },
    { number: 'RICE', name: 'Rice', price: 180, version: 2, codes: ['RICE-1'] },
  ])
  expect(await shop.rows(`select search_text from variant where name = 'Rice'`)).toEqual([
    { search_text: 'rice\nrice\nrice-1' },
  ])
})

test('empty cells clear where the clerk says so, but never a name', async () => {
  await importText(shop, full)
  const outcome = await importText(shop, 'SKU,Name,Price,EAN\nOAT,Oat milk,,\nCAM,,3,\n', {
    emptyClears: true,
  })
  expect(said(outcome)).toEqual([
    '2 changed: Changes barcodes, price.',
    '3 refused: Name is empty, but CAM needs a name. Enter it.',
  ])
  expect(await products()).toContainEqual(
    expect.objectContaining({ number: 'OAT', price: 0, codes: [], version: 2 }),
  )
})

test('every bad row is refused with what is wrong in it, and the good ones are taken', async () => {
  await importText(shop, 'SKU,Name,EAN\nKNOWN,Known thing,4006381333931\n')
  const rows = [
    ['SKU', 'Name', 'Price', 'EAN', 'Track serials', 'Decimals'],
    ['A', 'Good', '1.50', '', '', ''],
    ['', 'No number', '1', '', '', ''],
    ['B', '', '1', '', '', ''],
    ['C', 'Fine', '1.5051', '', '', ''],
    ['D', 'Below', '-1', '', '', ''],
    ['E', 'x'.repeat(201), '', '', '', ''],
    ['F', 'Wrong digit', '', '4006381333932', '', ''],
    ['G', 'Taken', '', '4006381333931', '', ''],
    ['H', 'First', '', 'NEW-1', '', ''],
    ['I', 'Second', '', 'NEW-1; NEW-2', '', ''],
    ['J', 'Maybe', '', '', 'maybe', ''],
    ['K', 'Pieces', '', '', 'yes', '2'],
    ['L', 'Too fine', '', '', '', '4'],
  ]
  const outcome = await importText(shop, rows.map(cells => cells.join(',')).join('\n'))
  const refusals = said(outcome).filter(line => line.includes('refused'))
  expect(outcome.counts).toEqual({ rows: 13, created: 2, changed: 0, unchanged: 0, skipped: 0, refused: 11 })
  expect(refusals).toEqual([
    '3 refused: SKU is missing. Enter which product this is, or empty the row.',
    '4 refused: Name is missing, and B is a new product, which needs a name. Enter it.',
    '5 refused: Price 1.5051 has more decimals than EUR has (2). Round it.',
    '6 refused: Price is -1. A price cannot be below zero.',
    '7 refused: Name has more than 200 characters. Shorten it.',
    '8 refused: EAN: The barcode 4006381333932 looks like a GTIN but its last digit should be 1. Check for a typing mistake.',
    '9 refused: The barcode 4006381333931 belongs to “Known thing” already. Remove it there first.',
    '11 refused: Barcode NEW-1 stands in row 10 at H already, so I cannot have it. Correct one of them.',
    '12 refused: Track serials is “maybe”. Write Yes or No.',
    '13 refused: K is tracked with serial numbers, so it is counted in whole pieces: Decimals must be 0.',
    '14 refused: Decimals is 4. Enter a whole number from 0 to 3.',
  ])
  expect((await products()).map(product => product.number)).toEqual(['A', 'H', 'KNOWN'])
})

test('all or nothing stores nothing while a row is bad, and still says what became of each', async () => {
  const upload = await uploadProducts(shop, 'SKU,Name,Price\nA,Good,1\nB,Bad,x\n')
  const { job, rows } = await importNow(shop, upload, { badRows: 'refuse_all' })
  expect(job).toMatchObject({ state: 'refused', problem: { code: 'rows_refused' } })
  expect(rows.map(row => row.verdict)).toEqual(['skipped', 'refused'])
  expect(await products()).toEqual([])
  // Corrected by another choice, the same upload can still be taken.
  expect((await importNow(shop, upload)).counts).toMatchObject({ created: 1, refused: 1 })
})

const thrice = 'StockCode,Description,UnitPrice\nX,Lamp,2\nX,,9\nX,Lamp,2\nX,Lamp (blue),3\nY,Cup,1\n'

test('rows with one product number: what is the same counts once, and what differs is refused by name', async () => {
  expect(said(await importText(shop, thrice))).toEqual([
    '2 created',
    '3 refused: Description is missing, and X is a new product, which needs a name. Enter it.',
    '4 skipped: It says the same as row 2.',
    '5 refused: Row 2 has the product number X with another Description, UnitPrice. Correct one of them, or let the first or the last row count.',
    '6 created',
  ])
})

test('a list of sales can be a source: the first or the last good row of a product counts', async () => {
  expect(said(await importText(shop, thrice, { sameNumber: 'last' })).slice(0, 4)).toEqual([
    '2 skipped: Row 5 has this product number and came later.',
    expect.stringContaining('3 refused'),
    '4 skipped: It says the same as row 2.',
    '5 created',
  ])
  expect(await products()).toContainEqual(expect.objectContaining({ number: 'X', name: 'Lamp (blue)' }))
  const first = await importText(shop, thrice, { sameNumber: 'first' })
  expect(said(first)[0]).toBe('2 changed: Changes name, price.')
  // It is known now, so a row without a name may speak of it, but it is not the first.
  expect(said(first)[1]).toBe('3 skipped: Row 2 has this product number and came first.')
})

test('numbers that a spreadsheet keeps as numbers are the same codes, and text that begins like a formula is text', async () => {
  const rows = [
    ['SKU', 'Name', 'EAN'],
    [22_423, '=SUM(A1)', 4_006_381_333_931],
    ['22423', '=SUM(A1)', '4006381333931'],
    ['=1+1', '@name', null],
    [1.5, { formula: 'A1+1', shows: 7 }, null],
  ]
  const outcome = await importNow(shop, await uploadProducts(shop, sheetOf(rows as never), 'stock.xlsx'))
  expect(said(outcome)).toEqual([
    '2 created',
    '3 skipped: It says the same as row 2.',
    '4 created',
    '5 refused: Name is a formula (=A1+1). Replace it by its value.',
  ])
  expect((await products()).map(({ number, name }) => [number, name])).toEqual([
    ['22423', '=SUM(A1)'],
    ['=1+1', '@name'],
  ])
})

test('tracking and decimals of a product that has moved stay, and its other values change', async () => {
  await importText(shop, full)
  const [oat] = await shop.rows<{ id: number }>(`select id from variant where product_number = 'OAT'`)
  await shop.act(tx => catalog.lockTracking(tx, [oat!.id]))
  const outcome = await importText(shop, 'SKU,Price,Track serials,Decimals\nOAT,3,no,0\nCAM,,no,\nRICE,,,2\n')
  expect(outcome.counts).toMatchObject({ changed: 3 })
  const refused = await importText(shop, 'SKU,Track serials,Decimals\nOAT,yes,\nRICE,,3\nCAM,no,1\n')
  expect(said(refused)[0]).toBe(
    '2 refused: Tracking of “Oat milk” cannot be changed: it has had inventory changes since 2026-11-20.',
  )
  const decimals = await importText(shop, 'SKU,Decimals\nOAT,2\n')
  expect(said(decimals)[0]).toMatch(/The decimals of “Oat milk” cannot be changed/)
})

test('the columns of a source are remembered by their headings and offered when they come again', async () => {
  const first = await uploadProducts(shop, 'Ref;Bezeichnung;VK\nA;Lampe;2,50\n')
  expect(first.columns.map(column => column.field)).toEqual([null, null, null])
  const mapping = { productNumber: 0, name: 1, price: 2 }
  expect((await importNow(shop, first, { source: 'Kestrel', mapping })).counts).toMatchObject({ created: 1 })
  const again = await uploadProducts(
    shop,
    'Kestrel\nStand: März\n\nVK;Ref;Farbe;Bezeichnung\n3;B;rot;Tasse\n',
  )
  expect(again).toMatchObject({ headerRow: 4, rememberedFrom: 'Kestrel', sources: ['Kestrel'] })
  expect(again.columns.map(column => column.field)).toEqual(['price', 'productNumber', null, 'name'])
  // A file that lacks one of them is another file.
  const other = await uploadProducts(shop, 'Ref;Bezeichnung\nC;Teller\n')
  expect(other).toMatchObject({ rememberedFrom: null, sources: ['Kestrel'] })
  await importNow(shop, other, { source: 'KESTREL', mapping: { productNumber: 0, name: 1 } })
  // What is new in it is recognised by its name.
  const more = await uploadProducts(shop, 'Ref;Bezeichnung;Price\nC;Teller;1\n')
  expect(more.columns.map(column => column.field)).toEqual(['productNumber', 'name', 'price'])
  // What was left out on purpose stays out.
  await importNow(shop, more, { source: 'Kestrel', mapping: { productNumber: 0, name: 1 } })
  const left = await uploadProducts(shop, 'Ref;Bezeichnung;Price\nC;Teller;1\n')
  expect(left.columns.map(column => column.field)).toEqual(['productNumber', 'name', null])
})

test('one upload is imported once, run again or twice at once', async () => {
  const upload = await uploadProducts(shop, full)
  const outcomes = await Promise.all([importNow(shop, upload), importNow(shop, upload)])
  outcomes.push(await importNow(shop, upload))
  expect(outcomes.map(({ counts }) => counts.created)).toEqual([3, 3, 3])
  expect((await products()).map(product => product.version)).toEqual([1, 1, 1])
})

test('a job that is cancelled while it writes leaves nothing', async () => {
  const lines = Array.from({ length: 12_000 }, (_, n) => `P-${n},Product ${n}`)
  const upload = await uploadProducts(shop, `SKU,Name\n${lines.join('\n')}\n`)
  const { jobId } = await shop.act(tx => runProductImport(tx, upload.id, choicesOf(upload)))
  const kind = 'product-import-run'
  const cancelledInside: JobKinds = {
    [kind]: given => {
      const abort = new AbortController()
      return jobKinds[kind]!({
        ...given,
        signal: AbortSignal.any([given.signal, abort.signal]),
        progress: (done, total, note) => {
          given.progress(done, total, note)
          if (done > 75 && done < 95) abort.abort(new Error('stop'))
        },
      })
    },
  }
  await work(shop, jobId, { kinds: cancelledInside })
  expect(await shop.rows('select count(*) as n from product')).toEqual([{ n: 0 }])
  expect(await shop.rows('select count(*) as n from product_import_source')).toEqual([{ n: 0 }])
})
