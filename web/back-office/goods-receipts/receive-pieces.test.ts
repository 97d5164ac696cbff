import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { roomOf, unnumbered, withOpenPieces, withPiece, withPieces } from './receive-pieces.ts'
import {
  countedOf,
  countPieces,
  emptyDraft,
  entriesOf,
  inputOf,
  problemOf,
  withEverything,
} from './receiving-draft.ts'

const bins = new Map([['A-01', 1]])
const line = (id: number, quantitySku: number, more: Partial<PurchaseLine> = {}) =>
  ({
    id,
    variantId: 7,
    quantitySku,
    receivedSku: 0,
    tracking: { lots: true, serials: true },
    piecesHaveSerials: true,
    lotNumber: null,
    serial: null,
    madeOn: null,
    expiresOn: null,
    supplierLot: null,
    binCode: 'A-01',
    ...more,
  }) as PurchaseLine

const serialsIn = (draft: typeof emptyDraft, lines: readonly PurchaseLine[]) =>
  lines.flatMap(one => entriesOf(draft, one).map(entry => entry.serial))

test('numbers fill the row, then the other rows of the product that have none', () => {
  const lines = [line(1, 2), line(2, 1, { serial: 'SAID' }), line(3, 2), line(4, 9, { variantId: 8 })]
  const rows = unnumbered(lines, lines[2]!)
  expect(rows.map(row => row.id)).toEqual([3, 1])
  expect(roomOf(emptyDraft, rows)).toBe(4)
  const draft = withPieces(emptyDraft, rows, { serials: ['a', 'b', 'c'], facts: { lot: 'L' } })
  expect(serialsIn(draft, rows)).toEqual(['a', 'b', 'c'])
  expect(roomOf(draft, rows)).toBe(1)
  expect(inputOf(draft, lines, bins)).toMatchObject([
    { lineId: 1, quantity: 1, lotNumber: 'L', serial: 'c' },
    { lineId: 3, quantity: 1, lotNumber: 'L', serial: 'a' },
    { lineId: 3, quantity: 1, lotNumber: 'L', serial: 'b' },
  ])
})

test('opened pieces are filled one below the other, and a number that is entered twice shows at once', () => {
  const lines = [line(1, 3)]
  const opened = withOpenPieces(emptyDraft, lines)
  expect(entriesOf(opened, lines[0]!)).toHaveLength(3)
  const draft = withPieces(opened, lines, { serials: ['x', 'y'], facts: { lot: 'L' } })
  expect(serialsIn(draft, lines)).toEqual(['x', 'y', ''])
  const twice = withPieces(draft, lines, { serials: ['x'], facts: { lot: 'L' } })
  const judging = { percent: 0, bins, pieces: countPieces(twice, lines) }
  expect([0, 1, 2].map(part => problemOf(twice, lines[0]!, part, judging))).toEqual(['twice', null, 'twice'])
})

test('whatever is entered in whatever order, nothing beyond what is open is, and no number is lost or doubled', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
  const steps = fc.array(fc.oneof(fc.constant('open' as const), fc.integer({ min: 1, max: 6 })), {
    maxLength: 5,
  })
  fc.assert(
    fc.property(amounts, steps, (quantities, acts) => {
      const lines = quantities.map((quantity, index) => line(index + 1, quantity))
      const given: string[] = []
      let draft = emptyDraft
      for (const act of acts) {
        if (act === 'open') draft = withOpenPieces(draft, lines)
        else {
          const serials = Array.from({ length: act }, (_, index) => `s${given.length + index}`)
          given.push(...serials.slice(0, roomOf(draft, lines)))
          draft = withPieces(draft, lines, { serials, facts: {} })
        }
      }
      const entered = serialsIn(draft, lines).filter(serial => serial !== '')
      expect(entered.toSorted()).toEqual(given.toSorted())
      for (const one of lines) expect(countedOf(draft, one)).toBeLessThanOrEqual(one.quantitySku)
    }),
    { numRuns: 200 },
  )
})

test('a lot typed at one piece goes on to those below that said the same before', () => {
  const lines = [line(1, 4)]
  const opened = withOpenPieces(emptyDraft, lines)
  const third = withPiece(opened, lines[0]!, 2, { lot: 'OTHER' })
  const first = withPiece(third, lines[0]!, 0, { lot: 'L', serial: 'only here' })
  expect(entriesOf(first, lines[0]!).map(entry => entry.lot)).toEqual(['L', 'L', 'OTHER', 'OTHER'])
  expect(serialsIn(first, lines)).toEqual(['only here', '', '', ''])
})

test('pieces that may come in unnamed are counted together, and numbers part them from the others', () => {
  const lines = [line(1, 5, { tracking: { lots: false, serials: false } })]
  const all = withEverything(emptyDraft, lines)
  expect(inputOf(all, lines, bins)).toMatchObject([{ quantity: 5, serial: null }])
  expect(roomOf(all, lines)).toBe(5)
  const draft = withPieces(all, lines, { serials: ['a', 'b'], facts: {} })
  expect(inputOf(draft, lines, bins).map(({ quantity, serial }) => [quantity, serial])).toEqual([
    [3, null],
    [1, 'a'],
    [1, 'b'],
  ])
  const judging = { percent: 0, bins, pieces: countPieces(draft, lines) }
  expect([0, 1, 2].map(part => problemOf(draft, lines[0]!, part, judging))).toEqual([null, null, null])
  const named = withPieces(emptyDraft, lines, { serials: ['a'], facts: {} })
  expect(inputOf(withEverything(named, lines), lines, bins)).toMatchObject([
    { quantity: 1, serial: 'a' },
    { quantity: 4, serial: null },
  ])
})
