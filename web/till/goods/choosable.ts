import type { Lot } from './goods.ts'

/** Why a lot cannot be chosen. */
export type Barred = 'held' | 'expired' | 'expires-too-soon' | 'gone'

/** A lot as the chooser shows it. */
export interface LotChoice extends Lot {
  /** What is left when baskets and sales that are not sent yet are taken off; never below zero. */
  readonly left: number
  readonly barred: Barred | null
}

interface Shelf {
  /** What baskets and unsent sales of this device hold of a lot. */
  readonly taken: (lotId: number) => number
  readonly minimumDaysAtSale: number
  /** The shop's calendar date. */
  readonly today: string
}

/** The lots of a product for the chooser: what can be sold first, soonest expiry first, those without one last. */
export function lotChoices(lots: readonly Lot[], shelf: Shelf): LotChoice[] {
  return lots
    .map((lot): LotChoice => {
      const left = Math.max(0, lot.free - shelf.taken(lot.lotId))
      return { ...lot, left, barred: expiryBar(lot, shelf) ?? (left === 0 ? 'gone' : null) }
    })
    .toSorted(
      (one, other) =>
        Number(one.barred !== null) - Number(other.barred !== null) ||
        expiryOf(one).localeCompare(expiryOf(other)) ||
        one.lotId - other.lotId,
    )
}

/** The device looks at the date itself: a till that is offline past midnight has a stock list of yesterday. */
export function expiryBar(
  { held, expiresOn }: Pick<Lot, 'held' | 'expiresOn'>,
  { today, minimumDaysAtSale }: Pick<Shelf, 'today' | 'minimumDaysAtSale'>,
): Exclude<Barred, 'gone'> | null {
  if (held !== null) return 'held'
  if (expiresOn === null) return null
  if (expiresOn < today) return 'expired'
  return expiresOn < laterDate(today, minimumDaysAtSale) ? 'expires-too-soon' : null
}

const expiryOf = (lot: Lot) => lot.expiresOn ?? '9999-12-31'

/** The lot that is chosen by itself: the only one that can be sold. */
export function onlyChoice(choices: readonly LotChoice[]): LotChoice | null {
  const open = choices.filter(choice => choice.barred === null)
  return open.length === 1 ? open[0]! : null
}

/** The calendar date in a time zone, as lots carry it. */
export function todayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now)
}

function laterDate(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}
