import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportVerdict } from '../../contract/purchasing.ts'
import { parseSerialList } from '../../contract/serial-range.ts'
import { serialsOf } from '../../server/purchasing/import/read-serials.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, type Shelf } from '../harness/stocked-shop.ts'
import { all, check, choicesFor, headings, none, run, sheetOf, type Typed, upload } from './import-shop.ts'

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  await makeProduct(shop, 'serials', 'PHONE')
  await makeProduct(shop, 'lots', 'OIL')
  await makeProduct(shop, 'none', 'SOAP')
})
afterAll(() => shop.close())

const phone = (serial: Typed, sku: Typed, pu: Typed = null) =>
  ['PHONE', null, null, pu, sku, 1, null, 'L', serial] as const

async function given(rows: readonly (readonly Typed[])[], serialCells: 'several' | 'one' = 'several') {
  const uploaded = await upload(shop, sheetOf([headings, ...rows]))
  return { id: uploaded.id, choices: { ...choicesFor(uploaded, shelf.locationId, none), serialCells } }
}
async function verdictOn(...about: Parameters<typeof given>): Promise<ImportVerdict> {
  const { id, choices } = await given(...about)
  return check(shop, id, choices)
}
const sentence = async (row: readonly Typed[]) => (await verdictOn([row])).problems[0]?.sentence ?? null

test('a cell with several serial numbers becomes as many lines, and the verdict shows which', async () => {
  const rows = [
    phone('S-1, S-2;S-3', 3),
    phone('T-1\r\nT-2\n', null),
    phone('A0998..A1003', 6),
    phone('B07 + 2, B20', 3),
    ['SOAP', null, null, null, 5, 2],
    phone('LAST', 1),
  ]
  const { id, choices } = await given(rows)
  expect(await check(shop, id, choices)).toMatchObject({
    rows: 6,
    lines: 16,
    goodRows: 6,
    problemCount: 0,
    totalMinor: 2500,
    splitCount: 4,
    split: [
      { row: 2, count: 3, first: ['S-1', 'S-2', 'S-3'], last: 'S-3' },
      { row: 3, count: 2, first: ['T-1', 'T-2'], last: 'T-2' },
      { row: 4, count: 6, first: ['A0998', 'A0999', 'A1000', 'A1001'], last: 'A1003' },
      { row: 5, count: 3, first: ['B07', 'B08', 'B20'], last: 'B20' },
    ],
  })
  const job = await run(shop, id, choices)
  const lines = await shop.rows<{ serial: string | null; quantity_sku: number; lot_number: string | null }>(
    'select serial, quantity_sku, lot_number from purchase_order_line where order_id = $1 order by line_number',
    [job.result!.orderId],
  )
  expect(lines.map(line => line.serial)).toEqual([
    ...['S-1', 'S-2', 'S-3', 'T-1', 'T-2'],
    ...['A0998', 'A0999', 'A1000', 'A1001', 'A1002', 'A1003', 'B07', 'B08', 'B20', null, 'LAST'],
  ])
  expect(lines.map(line => line.quantity_sku)).toEqual([...Array(14).fill(1), 5, 1])
  expect(lines[4]).toEqual({ serial: 'T-2', quantity_sku: 1, lot_number: 'L' })
})

test('the count must be the quantity, or the row is refused with both numbers', async () => {
  expect(await sentence(phone('A0998..A1003', 5))).toContain(
    'Serial No. has 6 serial numbers (from A0998 on), but SKU quantity is 5. Correct one of them',
  )
  expect(await sentence(phone('X1, X2', null, 3))).toContain(
    'has 2 serial numbers (from X1 on), but SKU quantity is 3',
  )
  expect(await sentence(phone('X1', 3))).toContain(
    'Enter all 3 in Serial No., separated by commas or as a range',
  )
  expect(await sentence(['SOAP', null, null, null, 2, 1, null, null, 'X1, X2'])).toContain(
    'SOAP is not tracked with serial numbers.',
  )
})

test('a bad range, a serial twice in one cell and a mixed sheet are told in one sentence each', async () => {
  expect(await sentence(phone('A9..B2', 3))).toContain('Serial No.: A9 and B2 differ before their number.')
  expect(await sentence(phone('A10..A09', 2))).toContain('comes before')
  expect(await sentence(phone('A1..A999999999', 2))).toContain('Serial No.: A1 ends in 1 digit')
  expect(await sentence(phone('S-7, S-8, S-7', 3))).toBe(
    'Serial S-7 of PHONE stands twice in this row. Correct one of them.',
  )
  const { problems } = await verdictOn([phone('Q1..Q3', 3), phone('Q3', 1)])
  expect(problems.map(problem => problem.row)).toEqual([2, 3])
})

test('serial numbers with commas and dots of their own are left whole when the clerk says so', async () => {
  expect(await verdictOn([phone('N,1', 1), phone('N..2', 1), phone('N;3', 1)], 'one')).toMatchObject({
    lines: 3,
    problemCount: 0,
    splitCount: 0,
  })
  expect(await verdictOn([phone('N,1', 1)])).toMatchObject({ problemCount: 1 })
})

test('a CSV file of any usual encoding and delimiter gives whole serial numbers, and shortened ones are refused', async () => {
  const rows = [
    'Artikel Nr;SKU;Qty;Lot No.;Serial No.',
    'é;PHONE;1;00042;356938035643809',
    'é;PHONE;1;00042;3,56938E+14',
    'é;PHONE;2;00042;"OK-1,3.56938E+14"',
  ]
  const files = [
    Buffer.from(rows.join('\r\n')),
    Buffer.from(`\ufeff${rows.join('\n')}`),
    Buffer.from(`\ufeff${rows.join('\r\n')}`, 'utf16le'),
    Buffer.from(rows.join('\r\n'), 'latin1'),
    Buffer.from(rows.join('\r\n').replaceAll(';', '\t')),
  ]
  for (const file of files) {
    const uploaded = await upload(shop, file, 'order.csv')
    expect(uploaded.preview[0]!.cells[0]).toBe('é')
    const verdict = await check(shop, uploaded.id, choicesFor(uploaded, shelf.locationId, none))
    expect(verdict.problems.map(problem => problem.row)).toEqual([3, 4])
    expect(verdict.problems[0]!.sentence).toContain('is a long number that a spreadsheet has shortened')
  }
})

test('long ranges are stopped as soon as an order cannot hold them', async () => {
  const rows = Array.from({ length: 500 }, (_, index) => phone(`R${index}-000001..R${index}-099999`, 99999))
  await expect(verdictOn(rows)).rejects.toThrow('This sheet makes more than 100,000 lines')
})

test('a product without any lot or serial in the file is ordered without; with one, the others are missed', async () => {
  const oil = (lot: Typed) => ['OIL', null, null, null, 12, 1, null, lot] as const
  expect(await verdictOn([phone(null, 10).with(7, null), oil(null), oil(null)])).toMatchObject({
    problemCount: 0,
    lines: 3,
  })
  const { problems } = await verdictOn([oil('L1'), oil(null), phone(null, 10), phone('U1', 1)])
  expect(problems).toEqual([
    { row: 3, sentence: expect.stringContaining('OIL has a lot number in row 2, and none here.') },
    { row: 4, sentence: expect.stringContaining('PHONE has serial numbers in row 5, and none here.') },
  ])
})

test('whatever a cell holds, it is read as the written list says, or as one serial', () => {
  const text = fc.string({
    unit: fc.constantFrom('A', '9', '0', ',', ';', '\n', '.', ' ', '+'),
    maxLength: 12,
  })
  fc.assert(
    fc.property(text, typed => {
      const read = serialsOf({ kind: 'text', text: typed })
      const list = parseSerialList(typed)
      if (!('value' in read)) return 'problem' in list
      if (read.value === null) return typed.replace(/[,;\s]/g, '') === ''
      return 'serials' in list && read.value.join('\n') === list.serials.join('\n')
    }),
    { numRuns: 300 },
  )
})

test('the columns of a supplier are remembered by an import, and matched when their next file comes', async () => {
  const file = sheetOf([
    ['What', 'How many', 'Qty'],
    ['SOAP', 4, 'x'],
  ])
  const uploaded = await upload(shop, file)
  const choices = {
    ...choicesFor(uploaded, shelf.locationId, all),
    source: 'Kestrel',
    mapping: { productNumber: 0, quantitySku: 1 },
  }
  expect((await run(shop, uploaded.id, choices)).state).toBe('done')
  const next = await upload(shop, file)
  expect(next.columns.map(column => column.field)).toEqual(['productNumber', 'quantitySku', null])
  expect(next).toMatchObject({ rememberedFrom: 'Kestrel', sources: ['Kestrel'] })
})
