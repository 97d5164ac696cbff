import type { LotTrace, TraceEvent } from '../../../contract/trace.ts'

type Holds = LotTrace['holds']

/** What a timeline shows: goods that moved, a hold that was placed, a hold that was released. */
export type Entry =
  | { key: string; at: string; what: 'moved'; event: TraceEvent }
  | { key: string; at: string; what: 'held' | 'released'; hold: Holds[number] }

/** Movements and holds in one history, newest first. */
export function entriesOf(events: readonly TraceEvent[], holds: Holds): Entry[] {
  const entries: Entry[] = events.map(event => ({
    key: `moved ${event.movementId}`,
    at: event.at,
    what: 'moved',
    event,
  }))
  for (const hold of holds) {
    entries.push({ key: `held ${hold.placedAt}`, at: hold.placedAt, what: 'held', hold })
    if (hold.releasedAt !== null) {
      entries.push({ key: `released ${hold.placedAt}`, at: hold.releasedAt, what: 'released', hold })
    }
  }
  // What came in one moment keeps its order: the movements come oldest first, hence the turn before the stable sort.
  return entries.reverse().sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
}

export type Moved =
  | 'received'
  | 'delivered'
  | 'sold'
  | 'moved'
  | 'returned'
  | 'broughtBack'
  | 'sentBack'
  | 'scrapped'
  | 'sentOn'
  | 'arrived'
  | 'writtenOff'
  | 'found'
  | 'convertedOut'
  | 'identified'
  | 'serialEntered'
  | 'withdrawn'

/** What a movement was, in a clerk's word, from where it went to where. */
export function movedAs({
  from,
  to,
  document,
  isBroughtBack,
}: Pick<TraceEvent, 'from' | 'to' | 'document' | 'isBroughtBack'>): Moved {
  if (isBroughtBack) return 'broughtBack'
  if (document.kind === 'conversion') return to.kind === 'adjustment' ? 'convertedOut' : 'identified'
  // The goods stay where they are; only their pieces get serial numbers, or give them up.
  if (document.kind === 'identification') return to.kind === 'bin' ? 'serialEntered' : 'withdrawn'
  if (from.kind === 'customer' && document.kind === 'delivery_note') return 'broughtBack'
  if (to.kind === 'customer') return document.kind === 'till_receipt' ? 'sold' : 'delivered'
  if (to.kind === 'supplier') return 'sentBack'
  if (to.kind === 'scrap') return 'scrapped'
  if (to.kind === 'transit') return 'sentOn'
  if (to.kind === 'adjustment') return 'writtenOff'
  if (from.kind === 'supplier') return 'received'
  if (from.kind === 'customer') return 'returned'
  if (from.kind === 'transit') return 'arrived'
  return from.kind === 'bin' ? 'moved' : 'found'
}
