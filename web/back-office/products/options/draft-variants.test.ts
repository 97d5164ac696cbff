import { expect, test } from 'vitest'
import {
  draftsOf,
  missingCount,
  numberOf,
  type Plain,
  type Varieties,
  withAllCombinations,
  withExisting,
  without,
  withoutOption,
  withRenamedValue,
  withValues,
} from './draft-variants.ts'

const plain: Plain = { id: null, productNumber: 'TEE', priceMinor: 1900, unitsPerPu: 6, barcodes: ['OWN'] }
const option = (name: string) => ({ name, values: [] })
const named = ({ options, variants }: Varieties, name: string): Varieties => ({
  options: [...options, option(name)],
  variants,
})
const rows = ({ variants }: Varieties) => variants.map(one => one.optionValues.join(' '))
const nothing: Varieties = { options: [], variants: [] }

function shirts(of: Plain = plain): Varieties {
  const sizes = withValues(named(nothing, 'Size'), 0, ['S', 'M'], of)
  return withValues(named(sizes, 'Colour'), 1, ['Red', 'Blue'], of)
}

test('values make their combinations, in their order, with numbers made from the product’s', () => {
  const { variants } = shirts()
  expect(variants.map(one => [one.optionValues, numberOf('TEE', one), one.priceMinor, one.barcodes])).toEqual(
    [
      [['S', 'Red'], 'TEE-S-RED', 1900, ['OWN']],
      [['S', 'Blue'], 'TEE-S-BLUE', 1900, []],
      [['M', 'Red'], 'TEE-M-RED', 1900, []],
      [['M', 'Blue'], 'TEE-M-BLUE', 1900, []],
    ],
  )
})

test('a product that is there already becomes the first variant and keeps its number; another may stand for it', () => {
  const draft = shirts({ ...plain, id: 7 })
  expect(draft.variants.map(one => [one.id, numberOf('TEE', one)])[0]).toEqual([7, 'TEE'])
  const moved = withExisting(draft, 0, 3)
  expect(moved.variants.map(one => [one.id, numberOf('TEE', one), one.optionValues.join(' ')])).toEqual([
    [null, 'TEE-S-RED', 'S Red'],
    [null, 'TEE-S-BLUE', 'S Blue'],
    [null, 'TEE-M-RED', 'M Red'],
    [7, 'TEE', 'M Blue'],
  ])
})

test('a value that is taken away archives what is stored, and brings it back when it is typed again', () => {
  const draft = shirts({ ...plain, id: 7 })
  const less = withValues(draft, 0, ['M'], plain)
  expect(less.variants.map(one => [one.optionValues.join(' '), one.gone])).toEqual([
    ['M Red', false],
    ['M Blue', false],
    ['S Red', true],
  ])
  const again = withValues(less, 0, ['M', 'S'], plain)
  expect(again.variants.map(one => [one.id, one.optionValues.join(' '), one.gone])).toEqual([
    [null, 'M Red', false],
    [null, 'M Blue', false],
    [7, 'S Red', false],
    [null, 'S Blue', false],
  ])
})

test('a combination that is not sold stays away until all are asked for', () => {
  const few = without(shirts(), 1)
  const more = withValues(few, 0, ['S', 'M', 'L'], plain)
  expect(rows(more)).toEqual(['S Red', 'M Red', 'M Blue', 'L Red', 'L Blue'])
  expect(missingCount(more)).toBe(1)
  expect(rows(withAllCombinations(more))[1]).toBe('S Blue')
})

test('a value is renamed in its variants, and an option that goes leaves the first of those that become the same', () => {
  const renamed = withRenamedValue(shirts(), 1, 0, 'Crimson')
  expect(rows(renamed)).toEqual(['S Crimson', 'S Blue', 'M Crimson', 'M Blue'])
  expect(rows(withoutOption(renamed, 1, plain))).toEqual(['S', 'M'])
  expect(withoutOption(withoutOption(renamed, 1, plain), 0, plain)).toEqual({ options: [], variants: [] })
})

test('stored variants come back with what is archived behind them', () => {
  const stored = {
    productNumber: 'X',
    barcodes: [],
    priceMinor: 0,
    unitsPerPu: 1,
    name: '',
    onHand: 0,
    available: 0,
  }
  const drafts = draftsOf(
    [
      { ...stored, id: 1, optionValues: ['S'], archived: false },
      { ...stored, id: 2, optionValues: ['M'], archived: true },
      { ...stored, id: 3, optionValues: ['XL'], archived: true },
    ],
    [{ name: 'Size', values: ['S', 'M'] }],
  )
  expect(drafts.map(one => [one.id, one.gone])).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ])
})
