import { expect, it } from 'vitest'
import type { ReturnableReceiptPart } from '../../../contract/till/returns.ts'
import { chosenAtFirst, type FoundReceipt, leftOf, partKey, refundMinor, returnLines } from './chosen.ts'

const part = (lineIndex: number, more: Partial<ReturnableReceiptPart> = {}): ReturnableReceiptPart => ({
  noteLineId: 100 + lineIndex,
  lineIndex,
  lot: null,
  unit: null,
  sold: 1,
  returned: 0,
  blocked: null,
  isMeant: false,
  ...more,
})
const line = (priceMinor: number, quantity: number) => ({
  priceMinor,
  quantity,
  decimals: 0,
  discountBasisPoints: 0,
  taxBasisPoints: 1900,
  quantityReturned: 0,
})
const phone = part(1, { unit: { id: 7, serial: 'IMEI-7' }, lot: { id: 3, number: 'L3' }, isMeant: true })
const bags = part(0, { sold: 3, returned: 1 })
const found = {
  receipt: { pricesIncludeTax: true, discountBasisPoints: 1000, lines: [line(250, 3), line(79_900, 1)] },
  parts: [bags, phone],
} as unknown as FoundReceipt

it('chooses the piece that was scanned, and nothing that cannot come back', () => {
  expect([...chosenAtFirst(found.parts)]).toEqual([[partKey(phone), 1]])
  const came = { ...phone, blocked: 'It came back with R1002.' }
  expect(leftOf(came)).toBe(0)
  expect(leftOf(bags)).toBe(2)
  expect(chosenAtFirst([came]).size).toBe(0)
})

it('gives back what the goods cost on this receipt, its discount taken off', () => {
  expect(refundMinor(found, new Map([[partKey(phone), 1]]))).toBe(71_910)
  expect(refundMinor(found, new Map())).toBe(0)
})

it('names piece and lot of what comes back, with why and where to', () => {
  const lines = returnLines(found.parts, new Map([[partKey(phone), 1]]), { reasonId: 5, outcome: 'inspect' })
  expect(lines).toEqual([
    { noteLineId: 101, lotId: 3, unitId: 7, quantity: 1, reasonId: 5, outcome: 'inspect', comment: '' },
  ])
})
