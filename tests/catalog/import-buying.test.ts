import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  listOf,
  listText,
  purchaseUnitsOf,
  purchaseUnitsText,
  quantityText,
  quantityTextOf,
} from '../../server/catalog/import/buying-texts.ts'
import * as people from '../../server/people/public.ts'
import { scaledInteger } from '../../server/platform/imports/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { importText, said } from './product-files.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await shop.act(tx => people.addSuppliers(tx, ['Acme; Sons', 'Beta']))
})
afterAll(() => shop.close())

const bought = async (productNumber: string) => {
  const [row] = await shop.rows<{ units: string[]; suppliers: string[]; rule: string | null }>(
    `select array(select unit.name || ' ' || unit.units || case when only_whole then ' whole' else '' end || coalesce(' ' || code, '')
                    from purchase_unit unit left join barcode on purchase_unit_id = unit.id where unit.variant_id = v.id order by unit.units) as units,
            array(select s.name || coalesce(' ' || supplier_number, '') || coalesce(' in ' || units_per_pu, '') || case when is_preferred then ' !' else '' end
                    from supplier_product sp join supplier s on s.id = sp.supplier_id where variant_id = v.id order by s.name) as suppliers,
            (select reorder_point || '/' || coalesce(target_level::text, '') from reorder_rule where variant_id = v.id) as rule
       from variant v where product_number = $1`,
    [productNumber],
  )
  return row
}

const lines = (text: string) => text.replace(/\n +/g, '\n')

test('a file says how its products are bought, and says it again without a change', async () => {
  const text =
    lines(`Product number\tName\tDecimals\tPurchase units\tSupplier\tVendor SKU\tMin stock\tMax stock
    OAT\tOat milk\t0\tBox: 12; Pallet: 480 only whole: 14006381333938, OWN PALLET\tBeta\tB-7\t24\t96
    RICE\tRice\t3\t\t"""Acme; Sons""; beta"\t; 0042\t1,25\t
    PLAIN\tPlain\t0\t\t\t\t0\t`)
  expect(said(await importText(shop, text))).toEqual(['2 created', '3 created', '4 created'])
  expect(await bought('OAT')).toEqual({
    units: ['Box 12', 'Pallet 480 whole 14006381333938', 'Pallet 480 whole OWN PALLET'],
    suppliers: ['Beta B-7 !'],
    rule: '24/96',
  })
  expect(await bought('RICE')).toEqual({
    units: [],
    suppliers: ['Acme; Sons !', 'Beta 0042'],
    rule: '1250/',
  })
  expect((await bought('PLAIN'))?.rule).toBeNull()
  expect(said(await importText(shop, text))).toEqual(['2 unchanged', '3 unchanged', '4 unchanged'])
  const [found] = await shop.rows(`select from variant where search_text like '%own pallet%'`)
  expect(found).toBeDefined()
})

test('a change replaces the units, adds to the suppliers and moves the point; who sells in a unit follows it', async () => {
  await shop.rows(
    `update supplier_product set units_per_pu = 12 where variant_id = (select id from variant where product_number = 'OAT')`,
  )
  const outcome = await importText(
    shop,
    `Product number,Purchase units,Suppliers,Supplier SKU,Reorder point\nOAT,box: 24; Crate: 12,Acme; Sons,A-1,30`.replace(
      'Acme; Sons',
      '"""Acme; Sons"""',
    ),
  )
  expect(said(outcome)).toEqual([
    '2 changed: Changes purchase units, suppliers, supplier’s product numbers, reorder point.',
  ])
  expect(await bought('OAT')).toEqual({
    units: ['Crate 12', 'box 24'],
    suppliers: ['Acme; Sons A-1', 'Beta B-7 in 24 !'],
    rule: '30/96',
  })
  const cleared = await importText(shop, 'Product number,Purchase units,Reorder point\nOAT,,', {
    emptyClears: true,
  })
  expect(said(cleared)).toEqual(['2 changed: Changes purchase units, reorder point, reorder target.'])
  expect(await bought('OAT')).toMatchObject({ units: [], rule: null })
})

test('a supplier’s own list needs no column for the supplier: its source is named after it', async () => {
  const text = 'Product number,Supplier item number\nOAT,N-1'
  expect(said(await importText(shop, text, { source: 'beta' }))).toEqual([
    '2 changed: Changes supplier’s product numbers.',
  ])
  expect((await bought('OAT'))?.suppliers).toContain('Beta N-1 !')
  expect(said(await importText(shop, text))).toEqual([
    '2 refused: Supplier item number N-1 needs the supplier whose number it is. Enter that too.',
  ])
})

test('what cannot be is refused by row, with what to do', async () => {
  const outcome = await importText(
    shop,
    lines(`Product number\tName\tPurchase units\tSupplier\tVendor SKU\tMin stock\tMax stock\tBarcode
      A\tA\tBox\t\t\t\t\t
      B\tB\tBox: 12; box: 24\t\t\t\t\t
      C\tC\tBox: 12: 14006381333939\t\t\t\t\t
      D\tD\t\tNobody\t\t\t\t
      E\tE\t\tBeta\t1; 2\t\t\t
      F\tF\t\t\t\t1.5\t\t
      G\tG\t\t\t\t10\t5\t
      H\tH\t\t\t\t\t5\t
      I\tI\tBox: 12: SAME\t\t\t\t\tSAME
      J\tJ\tBox: 12: MINE\t\t\t\t\t
      K\tK\tBox: 12: MINE\t\t\t\t\t
      OAT\t\t\tS1\t\t-1\t\t`),
  )
  const sentences = outcome.rows.map(row => row.sentence)
  expect(outcome.rows.map(row => row.verdict)).toEqual([
    ...Array(9).fill('refused'),
    'created',
    'refused',
    'refused',
  ])
  for (const [at, part] of [
    'is “Box”. Write name, SKUs and codes as Box: 12;',
    'names box twice',
    'unit Box,: The barcode 14006381333939',
    'Supplier “Nobody” is no supplier of this shop',
    'Vendor SKU has 2 entries for 1 of Supplier',
    'Min stock 1.5 has more decimals than F is counted with (0)',
    'Max stock is below the Min stock',
    'Max stock needs the Min stock',
    'stands in this row twice',
    '',
    'stands in row 11 at J already',
    'is -1. A quantity cannot be below zero',
  ].entries())
    expect(sentences[at]).toContain(part)
})

const cell = (text: string) => ({ kind: 'text' as const, text })

test('units, lists and quantities are read as they are written', () => {
  const name = fc
    .string({ minLength: 1, maxLength: 20 })
    .map(text => text.replace(/[\p{Cc}\p{Cs}]/gu, 'x').trim() || 'x')
  const unit = fc.record({
    name,
    units: fc.integer({ min: 1, max: 1_000_000 }),
    onlyWhole: fc.boolean(),
    codes: fc.uniqueArray(
      name.map(text => `own ${text.normalize('NFC')}`),
      { maxLength: 3 },
    ),
  })
  const units = fc.uniqueArray(unit, { maxLength: 4, selector: one => one.units })
  fc.assert(
    fc.property(units, given => {
      const named = given.map((one, index) => ({ ...one, name: `${one.name}${index}`.trim() }))
      const read = purchaseUnitsOf(cell(purchaseUnitsText(named)))
      const expected = [...named].sort((one, other) => one.units - other.units)
      const value = ('value' in read ? read.value : null) ?? []
      expect(value.map(one => ({ ...one, codes: one.codes.map(code => code.code) }))).toEqual(
        expected.map(one => ({ ...one, codes: [...one.codes].sort() })),
      )
    }),
    { numRuns: 200 },
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(name, fc.constant('')), { maxLength: 5 }), given => {
      const isEmpty = given.every(text => text === '')
      expect(listOf(cell(listText(given)))).toEqual({ value: isEmpty ? null : given })
    }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 3 }), (quantity, decimals) => {
      const read = quantityTextOf(cell(quantityText(quantity, decimals)!))
      expect('value' in read && scaledInteger(read.value!, decimals)).toBe(quantity)
    }),
  )
})
