import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatElementString } from '../../gs1/public.ts'
import { find } from '../../server/trace/find.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, makeShelf, type Shelf, unitIdOf } from '../harness/stocked-shop.ts'
import { addAda, addHarvest, addProduct, buy, draft, makeNote, sell } from './traded-shop.ts'

const phoneGtin = '04012345678901'
const teaGtin = '5901234123457'
const composed = 'Caf\u00e9-1'

let shop: TestShop
let shelf: Shelf
let phoneId: number
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  const supplier = await addHarvest(shop)
  const ada = await addAda(shop)
  await addAda(shop, 'Grace 100% Hopper', 'grace@example.com')
  const phone = await addProduct(shop, { name: 'Phone', tracking: 'serials', barcodes: [phoneGtin] })
  const radio = await addProduct(shop, { name: 'Radio', tracking: 'serials', productNumber: 'RD-7' })
  const tea = await addProduct(shop, { name: 'Green tea', tracking: 'lots', barcodes: [teaGtin] })
  const rice = await addProduct(shop, { name: 'Rice', tracking: 'lots', decimals: 3, barcodes: ['own code'] })
  phoneId = phone.id
  await buy(shop, shelf, supplier.id, [
    { variantId: phone.variantId, lot: 'L-1', serial: 'SN-100', expiresOn: '2026-11-01' },
    { variantId: phone.variantId, lot: 'L-1', serial: 'SN-101' },
    { variantId: phone.variantId, lot: 'L-1', serial: 'Cafe\u0301-1' },
    { variantId: phone.variantId, lot: 'L-1', serial: '%_\\' },
    { variantId: radio.variantId, lot: 'L-9', serial: 'SN-100', binId: shelf.otherBinId },
    { variantId: radio.variantId, lot: 'L-9', serial: 'TWIN' },
    { variantId: tea.variantId, lot: '00042', quantity: 24, expiresOn: '2027-03-31' },
    { variantId: rice.variantId, lot: '00042', quantity: 1250 },
  ])
  await draft(shop, shelf, null, [{ variantId: tea.variantId }])
  await sell(shop, shelf, ada.id, [{ variantId: radio.variantId, unitIds: [await unitIdOf(shop, 'TWIN')] }])
  await makeNote(shop, shelf, ada.id, [{ variantId: tea.variantId, quantity: 2, lotId: await teaLotId() }])
})
afterAll(() => shop.close())

const teaLotId = async () =>
  (await shop.rows<{ id: number }>(`select id from lot where number = '00042' order by id`))[0]!.id
const matches = async (text: string) => (await find(shop.reader, text)).matches
const exactOf = async (text: string) =>
  (await matches(text)).filter(match => match.exact).map(match => `${match.kind} ${match.label}`)
const coded = (elements: [string, string][]) =>
  `]C1${formatted(elements.map(([ai, value]) => ({ ai, value })))}`
function formatted(elements: { ai: string; value: string }[]): string {
  const written = formatElementString(elements)
  if (!written.ok) throw new Error(written.problem.sentence)
  return written.text
}

test('a serial that two products share gives both, told apart by product, lot and bin', async () => {
  expect(await matches('SN-100')).toMatchObject([
    {
      kind: 'unit',
      label: 'SN-100',
      exact: true,
      detail: 'Phone · lot L-1 · in A-01, Harbour Street · expired 2026-11-01',
    },
    { kind: 'unit', label: 'SN-100', exact: true, detail: 'Radio · lot L-9 · in A-02, Harbour Street' },
  ])
})

test('a lot number that two products share gives both, with what is on hand in the unit it is counted in', async () => {
  expect(await matches('00042')).toMatchObject([
    { kind: 'lot', exact: true, detail: 'Green tea · 24 on hand · expires 2027-03-31' },
    { kind: 'lot', exact: true, detail: 'Rice · 1.250 on hand' },
  ])
})

test('serials are told apart by case, compared by NFC, and white space around a scan does not count', async () => {
  expect(await exactOf('sn-101')).toEqual([])
  expect(await exactOf(' SN-101\r\n')).toEqual(['unit SN-101'])
  expect(await exactOf(composed)).toEqual(['unit Cafe\u0301-1'])
})

test('a serial typed small is offered, but a scanner is not sent there', async () => {
  expect(await matches('sn-101')).toMatchObject([{ kind: 'unit', label: 'SN-101', exact: false }])
})

test('the start of a serial or lot finds them, and % _ \\ mean nothing but themselves', async () => {
  expect((await matches('SN-1')).map(match => match.label)).toEqual(['SN-100', 'SN-100', 'SN-101'])
  expect((await matches('L-')).map(match => match.label)).toEqual(['L-1', 'L-9'])
  expect((await matches('%_')).map(match => match.label)).toEqual(['%_\\'])
  expect((await matches('100%')).map(match => match.label)).toEqual(['Grace 100% Hopper'])
  expect(await matches('_')).toEqual([])
})

test('a document number is found in any case', async () => {
  expect(await matches('p1001')).toMatchObject([
    {
      kind: 'purchase_order',
      label: 'P1001',
      exact: true,
      detail: 'Harvest & Co · warehoused',
    },
  ])
  expect(await matches('G1001')).toMatchObject([
    {
      kind: 'goods_receipt',
      label: 'G1001',
      exact: true,
      detail: 'P1001 · Harvest & Co',
    },
  ])
  expect(await matches('P1002')).toMatchObject([{ detail: 'draft' }])
  expect(await matches('o1001')).toMatchObject([{ detail: 'Ada Byrne · delivered' }])
  expect(await matches('d1002')).toMatchObject([{ detail: 'Ada Byrne · ready' }])
})

test('digits alone guess at documents, never exactly', async () => {
  const found = await matches('1002')
  expect(found.map(match => match.label)).toEqual(['D1002', 'O1002', 'P1002'])
  expect(found.some(match => match.exact)).toBe(false)
})

test('a product is found by number, own code, any length of its GTIN, and part of its name', async () => {
  expect(await exactOf('RD-7')).toEqual(['product Radio'])
  expect(await exactOf('own code')).toEqual(['product Rice'])
  expect(await exactOf('4012345678901')).toEqual(['product Phone'])
  expect(await exactOf('05901234123457')).toEqual(['product Green tea'])
  expect((await find(shop.reader, teaGtin)).readAs).toBe('gtin')
  expect(await matches('tea')).toMatchObject([
    { kind: 'product', label: 'Green tea', exact: false, detail: 'GREEN-TEA' },
  ])
})

test('customers and suppliers are found by part of the name and by number', async () => {
  expect(await matches('byrne')).toMatchObject([
    { kind: 'customer', label: 'Ada Byrne', exact: false, detail: 'C1001 · ada@example.com' },
  ])
  expect(await exactOf('ada byrne')).toEqual(['customer Ada Byrne'])
  expect(await exactOf('s101')).toEqual(['supplier Harvest & Co'])
})

test('a GS1 code with GTIN and serial is that one piece, though another product has the serial too', async () => {
  const found = await find(
    shop.reader,
    coded([
      ['01', phoneGtin],
      ['21', 'SN-100'],
    ]),
  )
  expect(found).toMatchObject({ readAs: 'gs1', parts: { gtin: phoneGtin, serial: 'SN-100', lot: null } })
  expect(found.matches).toMatchObject([
    { kind: 'unit', exact: true, detail: expect.stringContaining('Phone') },
  ])
})

test('a GS1 code with GTIN and lot is that lot, and with a GTIN only it is the product', async () => {
  const lot = await matches(
    coded([
      ['01', `0${teaGtin}`],
      ['17', '270331'],
      ['10', '00042'],
    ]),
  )
  expect(lot).toMatchObject([{ kind: 'lot', exact: true, id: await teaLotId() }])
  expect(await matches(`(01)${phoneGtin}`)).toMatchObject([{ kind: 'product', id: phoneId, exact: true }])
  expect(await matches(`https://example.com/01/${phoneGtin}/21/SN-101`)).toMatchObject([
    { kind: 'unit', id: await unitIdOf(shop, 'SN-101') },
  ])
})

test('a GS1 code whose serial is not known leads to its lot or product, but not as if it were the piece', async () => {
  const withLot = await matches(
    coded([
      ['01', phoneGtin],
      ['10', 'L-1'],
      ['21', 'UNKNOWN'],
    ]),
  )
  expect(withLot).toMatchObject([{ kind: 'lot', id: await lotIdOf(shop, 'L-1'), exact: false }])
  const without = await matches(
    coded([
      ['01', phoneGtin],
      ['21', 'UNKNOWN'],
    ]),
  )
  expect(without).toMatchObject([{ kind: 'product', exact: false }])
})

test('a GS1 code with a GTIN that is not known still finds its serial, as a hint', async () => {
  const found = await matches(
    coded([
      ['01', '00012345678905'],
      ['21', 'SN-101'],
    ]),
  )
  expect(found).toMatchObject([{ kind: 'unit', label: 'SN-101', exact: false }])
})

test('nothing that a scanner may send breaks the search', async () => {
  for (const text of [
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u001d',
    ']C1',
    ']d2\u001d\u001d',
    '(01)1',
    ' ',
    "';--",
    'x'.repeat(500),
  ]) {
    expect(await matches(text)).toEqual([])
  }
})

test('at most 20 matches come, the exact ones first', async () => {
  const supplier = await addHarvest(shop, 'Xylo works')
  const box = await addProduct(shop, { name: 'Xylo box', tracking: 'serials' })
  for (let each = 0; each < 9; each++) {
    await addAda(shop, `Xylo ${each}`, '')
    await addProduct(shop, { name: `Xylo part ${each}` })
  }
  const goods = Array.from({ length: 30 }, (_, each) => ({
    variantId: box.variantId,
    lot: `Xylo lot ${each}`,
    serial: each === 0 ? 'Xylo' : `Xylo ${each}`,
  }))
  await buy(shop, shelf, supplier.id, goods)
  const found = await matches('Xylo')
  expect(found).toHaveLength(20)
  expect(found[0]).toMatchObject({ kind: 'unit', label: 'Xylo', exact: true })
  expect(found.slice(1).some(match => match.exact)).toBe(false)
  expect(new Set(found.map(match => match.kind))).toEqual(
    new Set(['unit', 'product', 'customer', 'supplier', 'lot']),
  )
})

test('a damaged GS1 code says what is wrong with it', async () => {
  const wrong = phoneGtin.slice(0, 13) + ((Number(phoneGtin[13]) + 1) % 10)
  const found = await find(shop.reader, `(01)${wrong}(21)SN-100`)
  expect(found).toMatchObject({ readAs: 'plain', matches: [] })
  expect(found.problem).toContain(`should be ${phoneGtin[13]}. Scan it again`)
})
