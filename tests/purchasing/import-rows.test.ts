import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportVerdict } from '../../contract/purchasing.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, receiveGoods, type Shelf } from '../harness/stocked-shop.ts'
import { all, check, choicesFor, headings, none, run, sheetOf, type Typed, upload } from './import-shop.ts'

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  await shop.rows(
    `insert into supplier (number, name, created_at, created_by) values ('S7', 'Campo Verde', now(), 1)`,
  )
  await makeProduct(shop, 'none', 'SOAP')
  await makeProduct(shop, 'lots', 'OIL')
  await makeProduct(shop, 'serials', 'PHONE')
  await shop.rows(`update variant set units_per_pu = 12 where product_number in ('SOAP', 'OIL')`)
})
afterAll(() => shop.close())

async function verdictOn(rows: readonly (readonly Typed[])[], create = all): Promise<ImportVerdict> {
  const uploaded = await upload(shop, sheetOf([headings, ...rows]))
  return check(shop, uploaded.id, choicesFor(uploaded, shelf.locationId, create))
}

/** The sentence about a single row below the headings, or null when it is taken. */
async function sentenceAbout(row: readonly Typed[], create = all): Promise<string | null> {
  const { problems } = await verdictOn([row], create)
  return problems[0]?.sentence ?? null
}

/** One sheet of rows that have nothing to do with each other: each is taken (null) or told a sentence with these words. */
async function expectSentences(cases: [row: readonly Typed[], words: string | null][]): Promise<void> {
  const { problems } = await verdictOn(cases.map(([row]) => row))
  const told = new Map(problems.map(problem => [problem.row - 2, problem.sentence]))
  for (const [index, [row, words]] of cases.entries()) {
    if (words === null) expect(told.get(index), String(row)).toBeUndefined()
    else expect(told.get(index), String(row)).toContain(words)
  }
}

const soap = (pu: Typed, sku: Typed, price: Typed = 1) => ['SOAP', null, null, pu, sku, price]
const oil = (lot: Typed, expiry: Typed = null, sku: Typed = 12) =>
  ['OIL', null, null, null, sku, 1, null, lot, null, expiry] as const
const phone = (lot: Typed, serial: Typed, sku: Typed = 1) =>
  ['PHONE', null, null, null, sku, 1, null, lot, serial] as const

test('what the shop does not have is named by row when it may not be created', async () => {
  const row = ['NOPE-1', 'New thing', 'Nobody Ltd', 1, 12, 1, 'Z-99-9']
  expect(await sentenceAbout(row, none)).toBe(
    'The shop does not have the product NOPE-1, the supplier “Nobody Ltd” and the bin Z-99-9 at this location. Correct the row, add them first, or let the import create them.',
  )
  expect(await sentenceAbout(row, { ...all, bins: false })).toBe(
    'The shop does not have the bin Z-99-9 at this location. Correct the row, add it first, or let the import create it.',
  )
  expect(await sentenceAbout(row)).toBeNull()
})

test('suppliers are known by name in any case, and by number', async () => {
  const rows = ['CAMPO verde', 's7'].map(supplier => ['SOAP', null, supplier, 1, 12, 1])
  expect(await verdictOn(rows, none)).toMatchObject({ problemCount: 0, unknown: { suppliers: [] } })
})

test('PU and SKU quantity: either may be missing, both must agree, none is rounded', async () => {
  await expectSentences([
    [soap(2, 24), null],
    [soap(2, null), null],
    [soap(null, 7), null],
    [
      soap(2, 20),
      'SKU quantity 20 and PU quantity 2 do not agree: SOAP has 12 units per PU. Correct one of them.',
    ],
    [soap(null, null), 'SKU quantity is missing. Enter how many of SOAP are bought.'],
    [soap(null, 0), 'SKU quantity is 0. Enter a quantity above zero.'],
    [soap(0.5, 6), 'PU quantity 0.5 is not a whole number.'],
    [soap(null, 'a dozen'), 'SKU quantity: “a dozen” is not a number.'],
    [soap(null, 1e14), 'SKU quantity is too large. Check it.'],
  ])
})

test('prices are read exactly, and refused where nobody could say what they mean', async () => {
  expect(await verdictOn([soap(null, 3, '4,20')])).toMatchObject({ totalMinor: 1260 })
  expect(await verdictOn([soap(null, 3, 0.1)])).toMatchObject({ totalMinor: 30 })
  await expectSentences([
    [soap(null, 1, 2.555), 'Purchase price 2.555 has more decimals than EUR has (2). Round it.'],
    [soap(null, 1, '1,234'), 'could mean thousands or decimals'],
    [soap(null, 1, -1), 'Purchase price is -1. A price cannot be below zero.'],
  ])
})

test('a known product’s own tracking rules', async () => {
  await expectSentences([
    [oil('L1'), null],
    [oil(null), 'OIL has a lot number in row 2, and none here.'],
    [
      [...soap(null, 1), null, 'L1'],
      'SOAP is not tracked by lot. Remove the lot number, or switch tracking on at the product.',
    ],
    [phone('L', null), 'PHONE has serial numbers in row 6, and none here.'],
    [phone('L', 'SN', 2), 'A serial number stands for one piece'],
    [[...oil('L1').slice(0, 8), 'SN'], 'stands for one piece'],
    [
      [...soap(null, 12), null, null, null, { date: 46402 }],
      'Expiry date belongs to a lot, but SOAP is not tracked by lot.',
    ],
  ])
})

test('identifiers stay what was typed: digits, leading zeros, case, trimmed ends', async () => {
  const uploaded = await upload(
    shop,
    sheetOf([headings, oil('00042'), oil(42), phone('L', ' IMEI-A '), phone('L', 'imei-a')]),
  )
  const job = await run(shop, uploaded.id, choicesFor(uploaded, shelf.locationId, none))
  expect(job.state).toBe('done')
  const lines = await shop.rows(
    'select lot_number, serial from purchase_order_line where order_id = $1 order by line_number',
    [job.result!.orderId],
  )
  expect(lines).toEqual([
    { lot_number: '00042', serial: null },
    { lot_number: '42', serial: null },
    { lot_number: 'L', serial: 'IMEI-A' },
    { lot_number: 'L', serial: 'imei-a' },
  ])
})

test('an identifier that cannot be trusted is refused', async () => {
  await expectSentences([
    [phone('L', 3.5e20), 'Serial No.: This long number was shortened'],
    [
      phone('L', 'SN_x0007_1'),
      'Serial No. has a character that cannot be seen (often from a broken scan). Type it again.',
    ],
    [oil('x'.repeat(101)), 'Lot No. has more than 100 characters. Shorten it.'],
    [oil({ date: 46402 }), 'Lot No.: The spreadsheet took this for a date'],
    [oil({ formula: 'A1', shows: 7 }), 'Lot No. is a formula (=A1). Replace it by its value.'],
    [[null, 'Soap', null, 1, 12], 'Product number is missing.'],
  ])
})

test('a serial in the file twice is told on both rows, in whichever form its letters were typed', async () => {
  const { problems } = await verdictOn([
    phone('L', 'caf\u00e9'),
    phone('L', 'other'),
    phone('L', 'cafe\u0301'),
  ])
  expect(problems).toEqual([
    { row: 2, sentence: expect.stringContaining('stands in row 4 too.') },
    { row: 4, sentence: expect.stringContaining('stands in row 2 too.') },
  ])
})

test('a serial in stock is refused with where it is, and a known lot with another date', async () => {
  const [variant] = await shop.rows<{ id: number }>(`select id from variant where product_number = 'PHONE'`)
  const [oilVariant] = await shop.rows<{ id: number }>(`select id from variant where product_number = 'OIL'`)
  await receiveGoods(shop, [
    { variantId: variant!.id, quantity: 1, placeId: shelf.binId, lotNumber: 'L', serial: 'HERE' },
    {
      variantId: oilVariant!.id,
      quantity: 5,
      placeId: shelf.binId,
      lotNumber: 'KNOWN',
      expiresOn: '2027-01-01',
    },
  ])
  expect(await sentenceAbout(phone('L', 'HERE'))).toBe(
    'Serial HERE of PHONE exists already: it is in bin A-01 at Harbour Street. Check the number on the piece.',
  )
  expect(await sentenceAbout(oil('KNOWN', '2027-01-01'))).toBeNull()
  expect(await sentenceAbout(oil('KNOWN', '2027-02-01'))).toBe(
    'Lot KNOWN of OIL is known with Expiry date 2027-01-01, but this row says 2027-02-01. Correct one of them.',
  )
})

test('one lot with two expiry dates is told on both rows', async () => {
  const { problems } = await verdictOn([oil('D', '2027-01-01'), oil('D'), oil('D', { date: 46402 })])
  expect(problems).toEqual([
    {
      row: 2,
      sentence:
        'Expiry date of lot D of OIL is 2027-01-01 here, but 2027-01-15 in row 4. Correct one of them.',
    },
    { row: 4, sentence: expect.stringContaining('2027-01-01 in row 2') },
  ])
  expect(await sentenceAbout(oil('E', '03/04/2027'))).toContain('could be two different dates')
})

test('a new product takes its tracking and its units per PU from its rows', async () => {
  const { unknown, problems } = await verdictOn([
    ['NEW', 'New thing', null, 2, 20, 1, null, 'L', 'S1'].with(3, null).with(4, 1),
    ['CRATE', 'Crate', null, 2, 20, 1],
    ['CRATE', null, null, 1, 10, 1],
    ['CRATE', null, null, 1, 12, 1],
    ['NAMELESS', null, null, null, 1, 1],
    ['ONLY-PU', 'Only', null, 3, null, 1],
    ['UNEVEN', 'Uneven', null, 5, 12, 1],
    ['LOTLESS', 'Lotless', null, null, 1, 1, null, null, 'S1'],
  ])
  expect(unknown.products).toMatchObject([
    { productNumber: 'NEW', unitsPerPu: 1, tracking: { lots: true, serials: true } },
    { productNumber: 'CRATE', name: 'Crate', unitsPerPu: 10, tracking: { lots: false, serials: false } },
    {},
    {},
    {},
    { productNumber: 'LOTLESS', tracking: { lots: true, serials: true } },
  ])
  expect(problems).toEqual([
    {
      row: 5,
      sentence:
        'SKU quantity 12 and PU quantity 1 do not agree: in row 3 the new product CRATE has 10 units per PU. Correct one of them.',
    },
    { row: 6, sentence: expect.stringContaining('NAMELESS is a new product and needs a name.') },
    { row: 7, sentence: expect.stringContaining('row 7 gives only its PU quantity') },
    { row: 8, sentence: expect.stringContaining('they make no whole number of units per PU') },
  ])
})

test('a barcode finds a product, and may not point to another one', async () => {
  await shop.rows(
    `insert into barcode (code, variant_id, is_gtin) select '04006381333931', id, true from variant where product_number = 'SOAP'`,
  )
  const withBarcode = async (number: Typed, barcode: Typed) => {
    const file = sheetOf([
      ['SKU', 'EAN', 'Name', 'Qty'],
      [number, barcode, 'A name', 12],
    ])
    const uploaded = await upload(shop, file)
    const { problems } = await check(shop, uploaded.id, choicesFor(uploaded, shelf.locationId, all))
    return problems[0]?.sentence ?? null
  }
  expect(await withBarcode(null, 4006381333931)).toBeNull()
  expect(await withBarcode('SOAP', '4006381333931')).toBeNull()
  expect(await withBarcode('NEW-2', '4006381333931')).toBe(
    'EAN 4006381333931 belongs to “SOAP” (SOAP), not to NEW-2. Correct one of them.',
  )
  expect(await withBarcode('NEW-2', '4006381333932')).toContain('its last digit should be 1')
  expect(await withBarcode(null, '96385074')).toContain('No product has the barcode 96385074.')
})

test('an archived product is not bought', async () => {
  await makeProduct(shop, 'none', 'OLD')
  await shop.rows(`update product set archived_at = now() where name = 'OLD'`)
  expect(await sentenceAbout(['OLD', null, null, null, 1])).toContain('OLD (“OLD”) is archived.')
})

test('a product is found by its supplier’s own number, where the row names the supplier', async () => {
  await shop.rows(`insert into supplier_product (supplier_id, variant_id, supplier_number)
    select s.id, v.id, theirs.number from supplier s, variant v,
           (values ('SOAP', 'CV-1')) as theirs (ours, number)
     where s.number = 'S7' and v.product_number = theirs.ours`)
  expect(await sentenceAbout(['CV-1', null, 'campo verde', null, 12, 1], none)).toBeNull()
  expect(await sentenceAbout(['CV-1', null, null, null, 12, 1], none)).toContain('the product CV-1')
})

test('a supplier’s number that two products share, or that is one of ours, is asked about', async () => {
  const soap2 = await makeProduct(shop, 'none', 'SOAP2')
  await shop.rows(
    `insert into supplier_product (supplier_id, variant_id, supplier_number)
     select s.id, $1, 'SOAP' from supplier s where s.number = 'S7'`,
    [soap2],
  )
  expect(await sentenceAbout(['SOAP', null, 'S7', null, 12, 1], none)).toContain(
    'SOAP is our own product number, and the number of S7 for SOAP2',
  )
  const soap3 = await makeProduct(shop, 'none', 'SOAP3')
  await shop.rows(
    `insert into supplier_product (supplier_id, variant_id, supplier_number)
     select s.id, v, 'TWIN' from supplier s, unnest(array[$1::bigint]) as v where s.number = 'S7'`,
    [soap3],
  )
  await shop.rows(`update supplier_product set supplier_number = 'TWIN' where variant_id = $1`, [soap2])
  expect(await sentenceAbout(['TWIN', null, 'S7', null, 12, 1], none)).toContain(
    'TWIN is the number of S7 for SOAP2 and SOAP3',
  )
})
