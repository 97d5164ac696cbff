import type { OpenLine } from '../../contract/fulfilment.ts'

type Fillable = Pick<OpenLine, 'open' | 'lots'>

/**
 * First expiry, first out: fills each line from its lots in the order given, which is soonest expiry first. Two lines of
 * one product are not offered the same goods. A line that cannot be filled gets what there is.
 */
export function suggestLots(lines: readonly Fillable[]): OpenLine['suggestedLots'][] {
  const taken = new Map<number, number>()
  return lines.map(line => {
    const suggested: OpenLine['suggestedLots'] = []
    let missing = line.open
    for (const lot of line.lots) {
      const quantity = Math.min(missing, lot.free - (taken.get(lot.id) ?? 0))
      if (lot.blockedBecause !== null || quantity <= 0) continue
      suggested.push({ lotId: lot.id, quantity })
      taken.set(lot.id, (taken.get(lot.id) ?? 0) + quantity)
      missing -= quantity
    }
    return suggested
  })
}
