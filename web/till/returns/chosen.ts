import type { Receipt } from '../../../contract/till/receipt.ts'
import { refundSums } from '../../../contract/till/refund-sums.ts'
import type { ReturnableReceiptPart, TillReturnInput } from '../../../contract/till/returns.ts'
import type { BroughtBack } from '../receipt/receipt.ts'

/** How much of each part comes back, by the part's key; what is missing stays with the customer. */
export type Chosen = ReadonlyMap<string, number>

/** A receipt as it was found, and what of it can come back. */
export interface FoundReceipt {
  readonly receipt: Receipt
  readonly parts: readonly ReturnableReceiptPart[]
}

export const partKey = ({ noteLineId, lot, unit }: ReturnableReceiptPart): string =>
  [noteLineId, lot?.id ?? '', unit?.id ?? ''].join('/')

/** How much of a part can still come back. */
export function leftOf(part: ReturnableReceiptPart): number {
  return part.blocked === null ? part.sold - part.returned : 0
}

/** What was scanned is chosen from the beginning, if it can come back. */
export function chosenAtFirst(parts: readonly ReturnableReceiptPart[]): Chosen {
  const meant = parts.filter(part => part.isMeant && leftOf(part) > 0 && part.unit !== null)
  return new Map(meant.map(part => [partKey(part), 1]))
}

/** What is given back for the chosen goods, by the rule that they were sold by. */
export function refundMinor({ receipt, parts }: FoundReceipt, chosen: Chosen): number {
  const returning = receipt.lines.map((_, index) =>
    parts
      .filter(part => part.lineIndex === index)
      .reduce((sum, part) => sum + (chosen.get(partKey(part)) ?? 0), 0),
  )
  const lines = receipt.lines.map(({ quantityReturned, ...line }) => ({
    ...line,
    returned: quantityReturned,
  }))
  return refundSums(lines, receipt, returning).totalMinor
}

/** The lines of a return as the server takes them. */
export function returnLines(
  parts: readonly ReturnableReceiptPart[],
  chosen: Chosen,
  { reasonId, outcome }: { reasonId: number; outcome: 'resell' | 'inspect' },
): TillReturnInput['lines'] {
  return parts.flatMap(part => {
    const quantity = chosen.get(partKey(part)) ?? 0
    if (quantity === 0) return []
    const { noteLineId, lot, unit } = part
    return [
      {
        noteLineId,
        lotId: lot?.id ?? null,
        unitId: unit?.id ?? null,
        quantity,
        reasonId,
        outcome,
        comment: '',
      },
    ]
  })
}

/** The chosen goods as the new receipt shows them, of an exchange. */
export function broughtBack({ receipt, parts }: FoundReceipt, chosen: Chosen): BroughtBack[] {
  return parts.flatMap(part => {
    const quantity = chosen.get(partKey(part)) ?? 0
    if (quantity === 0) return []
    const { productName: name, decimals } = receipt.lines[part.lineIndex]!
    return [{ name, quantity, decimals, lot: part.lot?.number ?? null, serial: part.unit?.serial ?? null }]
  })
}
