import { expect, it } from 'vitest'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import {
  countedOf,
  type Draft,
  emptyDraft,
  entriesOf,
  inputOf,
  isEverything,
  problemOf,
  withEntry,
  withEverything,
  withPart,
} from './receiving-draft.ts'
import { type Named, takeScan } from './take-scan.ts'

const t = ((key: string) => key) as never
const format = { quantity: (units: number) => String(units) }
const bins = new Map([
  ['A-01', 1],
  ['A-02', 2],
])

let made = 0
function row(more: Partial<PurchaseLine> = {}): PurchaseLine {
  const id = ++made
  const noRules = { supplierLot: null, serialPattern: null, requires: [] }
  const nothing = {
    supplierId: null,
    supplierName: null,
    madeOn: null,
    expiresOn: null,
    lotNumber: null,
    ...noRules,
  }
  const tracking = { lots: false, serials: false }
  const product = { variantId: id, productId: id, productNumber: `N-${id}`, productName: `Product ${id}` }
  const counts = {
    quantitySku: 10,
    unitName: null,
    unitsPerPu: 1,
    priceMinor: 0,
    pricePer: 'sku' as const,
    discountBasisPoints: 0,
    taxBasisPoints: 0,
    receivedSku: 0,
    damagedSku: 0,
    decimals: 0,
  }
  const bin = { binId: 1, binCode: 'A-01' }
  const piecesHaveSerials = (more.tracking ?? tracking).serials
  const said = { tracking, piecesHaveSerials, serial: null, ...more }
  return { id, lineNumber: id, ...product, ...counts, ...nothing, ...bin, ...said }
}
const lots = { lots: true, serials: false }
const serials = { lots: true, serials: true }

function scan(lines: PurchaseLine[], named: Partial<Named>, draft: Draft = emptyDraft, percent = 0) {
  return takeScan(t, format, { lines, draft, percent }, { text: 'x', variantIds: null, ...named })
}
const about = (...lines: PurchaseLine[]) => new Set(lines.map(line => line.variantId))

it('counts a product up to what may come in, and then says that it is full', () => {
  const soap = row({ quantitySku: 4, receivedSku: 2 })
  let draft = emptyDraft
  for (const counted of [1, 2, 3]) {
    draft = scan([soap], { variantIds: about(soap) }, draft, 25)!.draft!
    expect(countedOf(draft, soap)).toBe(counted)
  }
  expect(scan([soap], { variantIds: about(soap) }, draft, 25)).toMatchObject({
    bad: true,
    text: 'goodsReceipts.no.full',
  })
})

it('counts one whole unit of goods that are counted with decimals', () => {
  const rice = row({ decimals: 3, quantitySku: 2500 })
  let draft = emptyDraft
  for (let n = 0; n < 3; n++) draft = scan([rice], { variantIds: about(rice) }, draft)!.draft!
  expect(countedOf(draft, rice)).toBe(2500)
})

it('counts a lot in its row, and a lot that was not announced in a part of its own', () => {
  const milk = row({ tracking: lots, lotNumber: 'M-1' })
  const first = scan([milk], { lot: 'M-1', variantIds: about(milk), expiresOn: '2027-03-31' })!.draft!
  const second = scan([milk], { lot: 'M-2', variantIds: about(milk) }, first)!
  expect(second.text).toBe('goodsReceipts.countedOtherLot')
  const third = scan([milk], { lot: 'M-2', variantIds: about(milk) }, second.draft)!.draft!
  expect(entriesOf(third, milk)).toMatchObject([
    { lot: 'M-1', quantity: 1, expiresOn: '2027-03-31' },
    { lot: 'M-2', quantity: 2, expiresOn: '' },
  ])
  expect(inputOf(third, [milk], bins)).toMatchObject([
    { quantity: 1, lotNumber: null, expiresOn: '2027-03-31' },
    { quantity: 2, lotNumber: 'M-2', expiresOn: null },
  ])
})

it('takes a lot without its product only where the order announced it', () => {
  const milk = row({ tracking: lots, lotNumber: 'M-1' })
  expect(scan([milk], { lot: 'M-2' })).toBeNull()
  expect(countedOf(scan([milk], { lot: 'M-1' })!.draft!, milk)).toBe(1)
})

it('takes a piece once, and not one that is in or was not announced', () => {
  const one = row({ tracking: serials, quantitySku: 1, lotNumber: 'C', serial: 'SN-1' })
  const two = row({ ...one, id: 900, serial: 'SN-2', receivedSku: 1 })
  const lines = [one, two]
  const draft = scan(lines, { serial: 'SN-1' })!.draft!
  expect(inputOf(draft, lines, bins)).toMatchObject([{ quantity: 1, lotNumber: null, serial: null }])
  expect(scan(lines, { serial: 'SN-1' }, draft)!.text).toBe('goodsReceipts.no.already')
  expect(scan(lines, { serial: 'SN-2' }, draft)!.text).toBe('goodsReceipts.no.serialIn')
  expect(scan(lines, { serial: 'SN-3' })).toBeNull()
  expect(scan(lines, { serial: 'SN-3', variantIds: about(one) })!.text).toBe('goodsReceipts.no.serialUnknown')
})

it('fills a row without a serial number with the one that was scanned', () => {
  const pieces = row({ tracking: serials, quantitySku: 2, lotNumber: 'C' })
  const first = scan([pieces], { serial: 'A', variantIds: about(pieces) })!.draft!
  const second = scan([pieces], { serial: 'B', variantIds: about(pieces) }, first)!.draft!
  expect(entriesOf(second, pieces).map(entry => [entry.serial, entry.quantity])).toEqual([
    ['A', 1],
    ['B', 1],
  ])
})

it('says nothing again that the order says already, and knows when that is everything', () => {
  const soap = row({ receivedSku: 4 })
  const milk = row({ tracking: lots, lotNumber: 'M-1', expiresOn: '2027-01-01' })
  const lines = [soap, milk]
  const all = withEverything(emptyDraft, lines)
  const input = inputOf(all, lines, bins)
  expect(input.map(one => one.quantity)).toEqual([6, 10])
  expect(isEverything(input, lines)).toBe(true)
  const elsewhere = inputOf(withEntry(all, soap, 0, { bin: 'A-02' }), lines, bins)
  expect(elsewhere[0]).toMatchObject({ binId: 2 })
  expect(isEverything(elsewhere, lines)).toBe(false)
  const split = withEverything(withEntry(withPart(emptyDraft, soap), soap, 1, { quantity: 2 }), lines)
  expect(entriesOf(split, soap).map(entry => entry.quantity)).toEqual([4, 2])
})

it('finds what is wrong with an entry, and nothing wrong with an empty one', () => {
  const milk = row({ tracking: lots, lotNumber: 'M-1' })
  const problem = (change: object) =>
    problemOf(withEntry(emptyDraft, milk, 0, change), milk, 0, { percent: 0, bins, pieces: new Map() })
  expect(problem({ bin: 'A-99' })).toBeNull()
  expect(problem({ quantity: 10 })).toBeNull()
  expect(problem({ quantity: 11 })).toBe('tooMany')
  expect(problem({ quantity: 1, bin: 'A-99' })).toBe('noBin')
  expect(problem({ quantity: 1, lot: ' ' })).toBe('noLot')
  expect(problem({ damaged: 1 })).toBe('noReason')
})

it('counts a carton as what it holds, and not at all where less is open', () => {
  const oil = row({ quantitySku: 30 })
  const carton = { variantIds: about(oil), units: 12 }
  let draft = emptyDraft
  for (const counted of [12, 24]) {
    draft = scan([oil], carton, draft)!.draft!
    expect(countedOf(draft, oil)).toBe(counted)
  }
  expect(scan([oil], carton, draft)).toMatchObject({ bad: true, text: 'goodsReceipts.no.full' })
})
