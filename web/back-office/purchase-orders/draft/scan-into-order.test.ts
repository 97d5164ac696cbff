import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LineProduct } from './draft-line.ts'
import { DraftLines } from './draft-lines.ts'
import { scanIntoOrder } from './scan-into-order.ts'
import type { SerialQuestion } from './serials-elsewhere.ts'

const product = (variantId: number, serials: boolean): LineProduct => ({
  variantId,
  productNumber: `P-${variantId}`,
  name: serials ? 'Camera' : 'Oil',
  decimals: 0,
  unitsPerPu: 1,
  taxBasisPoints: 700,
  tracking: { lots: true, serials },
  piecesHaveSerials: serials,
  serialPattern: null,
  requires: [],
})
const byGtin = new Map([
  ['04006381333931', product(1, true)],
  ['09506000134352', product(2, false)],
])
const asked: (readonly SerialQuestion[])[] = []
let lines: DraftLines
beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  lines = new DraftLines(
    { locale: 'en', currency: 'EUR', pricePer: 'sku', supplierId: null, bins: new Map() },
    {
      product: async text =>
        byGtin.has(text) ? { thing: byGtin.get(text)! } : { reason: 'unknown_product' },
      supplier: async () => ({ reason: 'unknown_supplier' }),
      terms: async () => null,
      serials: async (_, questions) => {
        asked.push(questions)
        return questions
          .filter(one => one.serial === 'SOLD')
          .map(one => ({ ...one, where: 'delivered on D1001' }))
      },
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
})

const rows = () =>
  lines.keys.map(key => {
    const { lotNumber, serial, quantitySku, expiresOn } = lines.line(key)
    return [lotNumber, serial, quantitySku, expiresOn]
  })
const scan = (text: string) => scanIntoOrder(lines, text)

test('a lot’s code fills the row that has no lot, counts on in the row that has it, and else begins a row', async () => {
  lines.add(1, { product: byGtin.get('09506000134352')!, quantitySku: 100 })
  expect(await scan('(01)09506000134352(17)281231(10)A')).toMatchObject({ what: 'filled' })
  expect(await scan('(01)09506000134352(10)A')).toMatchObject({ what: 'counted' })
  expect(await scan('(01)09506000134352(10)B')).toMatchObject({ what: 'added' })
  expect(rows()).toEqual([
    ['A', '', 101, '2028-12-31'],
    ['B', '', 1, null],
  ])
})

test('pieces go into the rows of their lot; one that is in the order already is not taken twice', async () => {
  lines.add(1, { product: byGtin.get('04006381333931')!, quantitySku: 1, lotNumber: 'B' })
  lines.add(1, { product: byGtin.get('04006381333931')!, quantitySku: 1 })
  await scan('(01)04006381333931(10)A(21)1')
  await scan('(01)04006381333931(10)B(21)2')
  expect(await scan('(01)04006381333931(10)C(21)2')).toMatchObject({ what: 'twice', serial: '2' })
  expect(await scan('(01)04006381333931(21)3')).toMatchObject({ what: 'added' })
  expect(rows()).toEqual([
    ['B', '2', 1, null],
    ['A', '1', 1, null],
    ['', '3', 1, null],
  ])
  lines.undo()
  expect(rows()).toHaveLength(2)
})

test('an unknown GTIN and a damaged code change nothing', async () => {
  expect(await scan('(01)09504000059118(21)1')).toEqual({ what: 'unknown', text: '09504000059118' })
  expect(await scan('(01)09504000059119(21)1')).toMatchObject({ what: 'damaged' })
  expect(rows()).toEqual([])
})

test('serials are asked for in one question after a pause, only those that changed, and the taken one is marked', async () => {
  const camera = byGtin.get('04006381333931')!
  const keys = lines.add(3, { product: camera, quantitySku: 1 })
  lines.fillSerials(keys, ['A', 'SOLD', 'C'])
  await vi.advanceTimersByTimeAsync(400)
  expect(asked.map(set => set.map(one => one.serial))).toEqual([['A', 'SOLD', 'C']])
  expect(keys.map(key => lines.elsewhere(lines.line(key)))).toEqual([
    undefined,
    'delivered on D1001',
    undefined,
  ])
  lines.enter([{ key: keys[1]!, column: 'serial', text: 'B' }])
  await vi.advanceTimersByTimeAsync(400)
  expect(asked[1]!.map(one => one.serial)).toEqual(['B'])
  expect(lines.elsewhere(lines.line(keys[1]!))).toBeUndefined()
  expect(lines.line(keys[2]!).serial).toBe('C')
})

test('pieces that may come in unnamed stay one row until one of them is scanned by its serial', async () => {
  const phone = { ...product(1, false), tracking: { lots: false, serials: false }, piecesHaveSerials: true }
  byGtin.set('04006381333931', phone)
  lines.add(1, { product: phone, quantitySku: 3 })
  expect(lines.keys).toHaveLength(1)
  expect(await scan('(01)04006381333931(21)1')).toMatchObject({ what: 'filled' })
  await scan('(01)04006381333931(21)2')
  expect(await scan('(01)04006381333931(21)2')).toMatchObject({ what: 'twice' })
  expect(rows()).toEqual([
    ['', '1', 1, null],
    ['', '2', 1, null],
    ['', '', 1, null],
  ])
  expect(await scan('(01)04006381333931')).toMatchObject({ what: 'counted' })
  expect(rows()[2]).toEqual(['', '', 2, null])
  byGtin.set('04006381333931', product(1, true))
})
