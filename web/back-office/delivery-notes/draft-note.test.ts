import { expect, test } from 'vitest'
import type { OpenLine } from '../../../contract/fulfilment.ts'
import type { LotChoice } from '../../../contract/stock.ts'
import {
  boxesOf,
  choiceOf,
  choicesOf,
  chosenOf,
  firstChoice,
  problemOf,
  withChoice,
  withIdentifier,
  withLot,
  withLotQuantity,
  withoutLot,
  withoutUnit,
  withSuggestion,
  withUnit,
} from './draft-note.ts'

const lot = (id: number, free: number, blockedBecause: string | null = null) =>
  ({ id, free, blockedBecause, number: `L${id}` }) as LotChoice
const line = (tracking: 'none' | 'lots' | 'serials', open: number, more: Partial<OpenLine> = {}) =>
  ({
    orderLineId: 1,
    variantId: 1,
    open,
    free: 100,
    identifierMode: 'off',
    decimals: 0,
    tracking: { lots: tracking !== 'none', serials: tracking === 'serials' },
    lots: [],
    suggestedLots: [],
    ...more,
  }) as unknown as OpenLine
const unit = (id: number) => ({ id, serial: `S${id}`, lot: null, bin: null })

test('untracked goods are offered whole, as far as they are there; lots and pieces are left to the clerk', () => {
  expect(firstChoice(line('none', 5)).quantity).toBe(5)
  expect(firstChoice(line('none', 5, { free: 2 })).quantity).toBe(2)
  expect(chosenOf(line('lots', 5), firstChoice(line('lots', 5)))).toBe(0)
  expect(chosenOf(line('serials', 5), firstChoice(line('serials', 5)))).toBe(0)
})

test('a ticked lot takes what is missing, and no more than it has', () => {
  const milk = line('lots', 5, { lots: [lot(1, 3), lot(2, 9)] })
  const first = withLot(milk, firstChoice(milk), milk.lots[0]!)
  const both = withLot(milk, first, milk.lots[1]!)
  expect([...both.lots]).toEqual([
    [1, 3],
    [2, 2],
  ])
  expect(chosenOf(milk, withoutLot(both, 1))).toBe(2)
})

test('the suggestion fills what is missing and never replaces a choice, nor takes a blocked lot', () => {
  const milk = line('lots', 5, { lots: [lot(1, 3), lot(2, 9), lot(3, 9, 'recalled')] })
  const chosen = withLotQuantity(firstChoice(milk), 2, 1)
  expect([...withSuggestion(milk, chosen).lots]).toEqual([
    [2, 2],
    [1, 3],
  ])
  const short = line('lots', 50, { lots: milk.lots })
  expect(chosenOf(short, withSuggestion(short, firstChoice(short)))).toBe(12)
})

test('a line with too much, or too much of a lot, says so', () => {
  const milk = line('lots', 5, { lots: [lot(1, 3)] })
  expect(problemOf(milk, withLotQuantity(firstChoice(milk), 1, 6))).toBe('tooMany')
  expect(problemOf(milk, withLotQuantity(firstChoice(milk), 1, 4))).toBe('lotTooMany')
  expect(problemOf(milk, withLotQuantity(firstChoice(milk), 1, 3))).toBeNull()
})

test('what is sent is what is chosen: nothing of an empty line, nothing of an empty field', () => {
  const bag = line('none', 2, { orderLineId: 1 })
  const milk = line('lots', 5, { orderLineId: 2, lots: [lot(1, 3), lot(2, 3)] })
  const camera = line('serials', 2, { orderLineId: 3 })
  let draft = withChoice(new Map(), milk, withLotQuantity(withLotQuantity(firstChoice(milk), 1, 2), 2, null))
  expect(choicesOf(draft, [bag, milk, camera])).toEqual([
    { orderLineId: 1, quantity: 2, lots: [], unitIds: [] },
    { orderLineId: 2, quantity: 2, lots: [{ lotId: 1, quantity: 2 }], unitIds: [] },
  ])
  draft = withChoice(draft, bag, { ...firstChoice(bag), quantity: null })
  draft = withChoice(draft, camera, withUnit(withUnit(choiceOf(draft, camera), unit(7)), unit(8)))
  draft = withChoice(draft, camera, withoutUnit(choiceOf(draft, camera), 7))
  expect(choicesOf(draft, [bag, camera])).toEqual([{ orderLineId: 3, quantity: 1, lots: [], unitIds: [8] }])
})

test('what is given out at dispatch has a box for each piece, and a missing one is sent as missing', () => {
  const card = line('none', 3, { identifierMode: 'at_dispatch' })
  const choice = withIdentifier({ ...firstChoice(card), quantity: 2 }, 1, 'B')
  expect(boxesOf(card, choice)).toEqual([null, 'B'])
  expect(choicesOf(withChoice(new Map(), card, choice), [card])).toEqual([
    { orderLineId: 1, quantity: 2, lots: [], unitIds: [], identifiers: [null, 'B'] },
  ])
  expect(boxesOf(line('serials', 3, { identifierMode: 'single_use' }), choice)).toEqual([])
})
