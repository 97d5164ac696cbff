import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, type Shelf } from '../harness/stocked-shop.ts'
import { all, check, choicesFor, headings, run, sheetOf, stored, upload } from './import-shop.ts'

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
})
afterAll(() => shop.close())

test('the messy file: each row is taken, or refused by its number with what to do', async () => {
  const messy = sheetOf([
    ['Kestrel & friends, week 47'],
    [],
    headings,
    ['85123A', 'WHITE HANGING HEART', 'Harbour Gifts', 1, 12, 2.55, 'A-01-1'],
    [22423, 'REGENCY CAKESTAND', 'Harbour Gifts', 1, 6, 10.95, 'A-01-2'],
    ['OLIVE-500', 'Olive oil', 'Campo Verde', 1, 12, 4.2, 'B-02-1', 42, null, { date: 46402 }],
    ['OLIVE-500', 'Olive oil', 'Campo Verde', 1, 12, 4.2, 'B-02-1'],
    ['OLIVE-500', 'Olive oil', 'Campo Verde', 1, -12, 4.2, 'B-02-1', 'L9'],
    ['OLIVE-500', 'Olive oil', 'Campo Verde', 1, 12.5, 4.2, 'B-02-1', 'L9'],
    ['OLIVE-500', 'Olive oil', 'Campo Verde', 1, 12, '4,20', 'B-02-1', 'L10', null, '31/03/2027'],
    ['NOPE-1', 'Unknown', 'Campo Verde', 1, 12, 1, 'B-02-1'],
    [],
    ['PHONE-X1', 'Phone X1', 'Kestrel', 1, 1, 312.5, 'C-03-1', 'PX1', 356938035643809],
    ['PHONE-X1', 'Phone X1', 'Kestrel', 1, 1, 312.5, 'C-03-1', 'PX1', '356938035643809'],
    ['PHONE-X1', 'Phone X1', 'Kestrel', 1, 2, 312.5, 'C-03-1', 'PX1', 'IMEI-A'],
    ['PHONE-X1', 'Phone X1', 'Kestrel', 1, 1, 312.5, 'C-03-1', 'PX1'],
    ['PHONE-X1', 'Phone X1', 'Kestrel', 1, 1, 312.5, 'C-03-1', 'PX1', 'imei-a '],
    ['CAM-200', 'Trail camera', 'Kestrel', 1, 1, 58, 'Z-99-9', 'C200/09', 'SN 1'],
    ['CAM-200', 'Trail camera', 'Nobody Ltd', 1, 1, 58, 'C-03-2', 'C200/09', 'SN 2'],
    ['CAM-200', 'Trail camera', 'Kestrel', 1, 1, { formula: '50+8', shows: 58 }, 'C-03-2', 'C200/09', 'SN 3'],
    ['CAM-200', 'Trail camera', 'Kestrel', 1, 1, 58, 'C-03-2', 'C200/09', '=HYPERLINK("http://x","y")'],
    ['CAM-200', 'Trail camera', 'Kestrel', 1, 1, 58, 'C-03-2', 'C200/09', 'ab'],
    ['85123A', 'T-LIGHT', 'Harbour Gifts', 1, 12, 2.55, 'A-01-1', 'L1'],
  ])
  const uploaded = await upload(shop, messy, 'messy.xlsx')
  expect(uploaded).toMatchObject({
    headerRow: 3,
    preview: [{ number: 4 }, { number: 5 }, ...Array(17).fill({})],
  })
  const before = await stored(shop)
  const choices = choicesFor(uploaded, shelf.locationId, all)
  const verdict = await check(shop, uploaded.id, choices)
  expect(verdict.problems).toEqual([
    {
      row: 4,
      sentence:
        '85123A is a new product and would be tracked by lot, because row 23 has a lot number. Enter one here too, or remove it there.',
    },
    {
      row: 7,
      sentence:
        'OLIVE-500 is a new product and would be tracked by lot, because row 6 has a lot number. Enter one here too, or remove it there.',
    },
    { row: 8, sentence: 'SKU quantity is -12. Enter a quantity above zero.' },
    {
      row: 9,
      sentence: 'SKU quantity 12.5 is not a whole number, but OLIVE-500 is counted in whole pieces.',
    },
    { row: 13, sentence: 'Serial 356938035643809 of PHONE-X1 stands in row 14 too. Correct one of them.' },
    { row: 14, sentence: 'Serial 356938035643809 of PHONE-X1 stands in row 13 too. Correct one of them.' },
    {
      row: 15,
      sentence:
        'A serial number stands for one piece, but SKU quantity is 2. Enter all 2 in Serial No., separated by commas or as a range (A0998..A1003), or use a row for each.',
    },
    {
      row: 16,
      sentence:
        'PHONE-X1 is a new product and would be tracked with serial numbers, because row 13 has a serial number. Enter one here too, or remove it there.',
    },
    { row: 20, sentence: 'Purchase price is a formula (=50+8). Replace it by its value.' },
    {
      row: 23,
      sentence:
        'Lot number L1 would make the new product 85123A tracked by lot, but row 4 has none. Remove it here, or enter one there.',
    },
  ])
  expect(verdict).toMatchObject({ rows: 19, goodRows: 9, problemCount: 10 })
  expect(verdict.unknown.bins).toContain('Z-99-9')
  expect(verdict.unknown.suppliers).toEqual(['Harbour Gifts', 'Campo Verde', 'Kestrel', 'Nobody Ltd'])
  const job = await run(shop, uploaded.id, choices)
  expect(job).toMatchObject({
    state: 'refused',
    problem: { code: 'rows_refused', details: { count: 10, problems: verdict.problems } },
  })
  expect(await stored(shop)).toEqual(before)
})
