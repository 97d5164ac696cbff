import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Box,
  blankBox,
  boxesOfShelves,
  boxesOfValues,
  carryOver,
  changesOf,
  fillFrom,
  keyOf,
  problemsOf,
  valuesOf,
} from './box-list.ts'

const rules = { everyBox: true, pattern: null, taken: new Map() }
const shelf = (binId: number, onHand: number, ...serials: string[]) => ({
  lot: null,
  location: { id: 1, code: 'HS', name: 'Harbour Street' },
  bin: { id: binId, code: `A-${binId}` },
  onHand,
  units: serials.map((serial, index) => ({ id: binId * 100 + index, serial, note: null })),
})
const typed = fc.array(fc.string({ maxLength: 6 }), { maxLength: 40 })
const boxesOf = (texts: readonly string[]): Box[] => texts.map(text => ({ ...blankBox(0), text }))

test('there is a box for each unit of stock, and no more', () => {
  const boxes = boxesOfShelves([shelf(1, 3, 'S-1'), shelf(2, 1)])
  expect(boxes.map(box => [box.shelf, box.text])).toEqual([
    [0, 'S-1'],
    [0, ''],
    [0, ''],
    [1, ''],
  ])
  expect(boxesOfValues({ values: ['May', 'June'], onHand: 1 })).toHaveLength(2)
  expect(boxesOfValues({ values: ['May'], onHand: 3 }).map(box => box.text)).toEqual(['May', '', ''])
})

test('property: boxes without a problem are filled and distinct, and every other box is marked', () => {
  fc.assert(
    fc.property(typed, texts => {
      const boxes = boxesOf(texts)
      const problems = problemsOf(boxes, rules)
      const good = boxes.filter((_, index) => !problems.has(index)).map(box => keyOf(box.text))
      expect(good).not.toContain('')
      expect(new Set(good).size).toBe(good.length)
      for (const [index, box] of boxes.entries()) {
        const same = boxes.filter(other => keyOf(other.text) === keyOf(box.text)).length
        if (keyOf(box.text) === '' || same > 1) expect(problems.has(index)).toBe(true)
      }
    }),
  )
})

test('case and accents tell serial numbers apart, spelling of accents and blanks around them do not', () => {
  expect(problemsOf(boxesOf(['ABC', 'abc', 'é', 'e']), rules).size).toBe(0)
  const problems = problemsOf(boxesOf(['\u00e9', 'e\u0301 ']), rules)
  expect(problems.get(0)).toEqual({ what: 'twice', other: 1 })
  expect(problems.get(1)).toEqual({ what: 'twice', other: 0 })
})

test('multiple use lets boxes be blank', () => {
  expect(problemsOf(boxesOf(['May', '', 'June', '']), { ...rules, everyBox: false }).size).toBe(0)
  expect(valuesOf(boxesOf(['May', ' ', 'June ']))).toEqual(['May', 'June'])
})

test('a serial number of another piece is marked with where it is; one that is exchanged in this list is not', () => {
  const boxes = boxesOfShelves([shelf(1, 2, 'S-1', 'S-2')])
  const exchanged = boxes.map((box, index) => ({ ...box, text: index === 0 ? 'S-2' : 'S-1' }))
  const taken = new Map([
    ['S-1', { unitId: 100, where: 'in bin A-1' }],
    ['S-2', { unitId: 101, where: 'in bin A-1' }],
    ['X-9', { unitId: 7, where: 'delivered on D1001' }],
  ])
  expect(problemsOf(exchanged, { ...rules, taken }).size).toBe(0)
  const sold = [{ ...boxes[0]!, text: 'X-9' }, boxes[1]!]
  expect(problemsOf(sold, { ...rules, taken }).get(0)).toEqual({ what: 'taken', where: 'delivered on D1001' })
  expect(changesOf(exchanged, [shelf(1, 2)])).toEqual({
    added: [],
    corrected: [
      { unitId: 100, was: 'S-1', serial: 'S-2' },
      { unitId: 101, was: 'S-2', serial: 'S-1' },
    ],
  })
})

test('property: a pasted column fills boxes downwards and loses nothing', () => {
  fc.assert(
    fc.property(typed, typed, fc.nat(50), (texts, pasted, from) => {
      const { boxes, left } = fillFrom(boxesOf(texts), from, pasted)
      expect(boxes).toHaveLength(texts.length)
      const taken = pasted.length - left.length
      expect(boxes.slice(from, from + taken).map(box => box.text)).toEqual(
        pasted.slice(0, taken).map(text => text.trim()),
      )
      expect(left).toEqual(pasted.slice(taken))
    }),
  )
})

test('property: what was typed is carried over to a newer list, or told to be left', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc
          .string({ minLength: 1, maxLength: 4 })
          .filter(text => text.trim() === text && keyOf(text) === text),
        { maxLength: 12 },
      ),
      fc.nat(12),
      (texts, onHand) => {
        const before = boxesOf(texts)
        const { boxes, left } = carryOver(before, boxesOfShelves([shelf(1, onHand)]))
        const kept = boxes.map(box => box.text).filter(text => text !== '')
        expect([...kept, ...left].sort()).toEqual([...texts].sort())
      },
    ),
  )
})
