import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ColumnId, DraftLine, LineProduct } from './draft-line.ts'
import { DraftLines } from './draft-lines.ts'
import type { Lookups } from './lookups.ts'

const product = (variantId: number, serials: boolean): LineProduct => ({
  variantId,
  productNumber: `P-${variantId}`,
  name: `Product ${variantId}`,
  decimals: 0,
  unitsPerPu: 12,
  taxBasisPoints: 1900,
  tracking: { lots: true, serials },
  piecesHaveSerials: serials,
  serialPattern: null,
  requires: [],
})
const known = new Map([
  ['P-1', product(1, true)],
  ['P-2', product(2, false)],
])

function openLines(): DraftLines {
  const lookups: Lookups = {
    product: async text => (known.has(text) ? { thing: known.get(text)! } : { reason: 'unknown_product' }),
    supplier: async () => ({ reason: 'unknown_supplier' }),
    serials: async () => [],
    terms: async () => null,
  }
  const context = {
    locale: 'en',
    currency: 'EUR',
    pricePer: 'sku' as const,
    supplierId: null,
    bins: new Map(),
  }
  return new DraftLines(context, lookups)
}

/** What a person sees of the rows, in their order. */
const contentOf = (lines: DraftLines) => lines.keys.map(key => shown(lines.line(key)))
const shown = ({ key: _, group: __, refused: ___, ...line }: DraftLine) => JSON.stringify(line)

type Act = (lines: DraftLines, at: (n: number) => number | undefined) => void
const texts: [ColumnId, string[]][] = [
  ['quantitySku', ['3', '7', 'many', '']],
  ['serial', ['A1', 'A2', '']],
  ['lotNumber', ['L', '']],
  ['price', ['1.50', '12', 'x']],
  ['productNumber', ['P-1', 'P-2', 'P-9']],
]
const typed = fc
  .tuple(
    fc.nat(20),
    fc.constantFrom(...texts.flatMap(([column, all]) => all.map(text => ({ column, text })))),
  )
  .map(
    ([n, edit]): Act =>
      (lines, at) => {
        const key = at(n)
        if (key !== undefined) lines.enter([{ key, ...edit }])
      },
  )
const act: fc.Arbitrary<Act> = fc.oneof(
  typed,
  typed,
  fc.nat(3).map(
    (count): Act =>
      lines =>
        void lines.add(count, { product: known.get('P-1')!, quantitySku: 1 }),
  ),
  fc.nat(20).map(
    (n): Act =>
      (lines, at) =>
        lines.remove([at(n)!].filter(key => key !== undefined)),
  ),
  fc.nat(20).map(
    (n): Act =>
      (lines, at) => {
        const key = at(n)
        if (key !== undefined) lines.copy(key, lines.keys, 'lotNumber')
      },
  ),
  fc.nat(20).map(
    (n): Act =>
      (lines, at) => {
        const key = at(n)
        const parts = [10, 20].map((quantitySku, index) => ({ quantitySku, lotNumber: `S${index}` }))
        if (key !== undefined && lines.line(key).product?.tracking.serials === false) lines.split(key, parts)
      },
  ),
  fc.constant<Act>(lines => lines.pricePer('pu')),
  fc.constant<Act>(lines => lines.fillSerials(lines.keys, lines.keys.map(String))),
)

test('whatever was done, undoing leads back step by step to an empty order, and doing again to what it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), async acts => {
      const lines = openLines()
      for (const work of acts) {
        work(lines, n => lines.keys[n % Math.max(1, lines.keys.length)])
        // What is looked up is answered before the next key.
        await new Promise(resolve => setImmediate(resolve))
      }
      const done = contentOf(lines)
      const former = [done]
      while (lines.canUndo) {
        lines.undo()
        former.unshift(contentOf(lines))
      }
      expect(former[0]).toEqual([])
      expect(lines.isDirty).toBe(false)
      for (const content of former.slice(1)) {
        lines.redo()
        expect(contentOf(lines)).toEqual(content)
      }
      expect(lines.canRedo).toBe(false)
      const serials = lines.keys
        .map(key => lines.line(key))
        .filter(line => line.serial !== '' && line.product)
      for (const line of serials)
        expect(lines.twins(line).length).toBe(
          serials.filter(
            other =>
              other.key !== line.key &&
              other.serial === line.serial &&
              other.product!.variantId === line.product!.variantId,
          ).length,
        )
    }),
  )
})

test('undoing what was saved makes the order dirty, and doing it again clean', () => {
  const lines = openLines()
  const [key] = lines.add()
  lines.enter([{ key: key!, column: 'lotNumber', text: 'L' }])
  lines.markSaved(lines.content)
  expect(lines.isDirty).toBe(false)
  lines.undo()
  expect(lines.isDirty).toBe(true)
  lines.redo()
  expect(lines.isDirty).toBe(false)
})

test('a change after undoing cannot be mixed with what was undone', () => {
  const lines = openLines()
  const [first] = lines.add()
  lines.remove([first!])
  lines.undo()
  lines.enter([{ key: first!, column: 'lotNumber', text: 'L' }])
  expect(lines.canRedo).toBe(false)
  lines.undo()
  lines.undo()
  expect(lines.keys).toEqual([])
})

test('the history is bounded', () => {
  const lines = openLines()
  const [key] = lines.add()
  for (let n = 0; n < 300; n += 1) lines.enter([{ key: key!, column: 'lotNumber', text: `L${n}` }])
  let steps = 0
  while (lines.canUndo) {
    lines.undo()
    steps += 1
  }
  expect(steps).toBe(200)
})
