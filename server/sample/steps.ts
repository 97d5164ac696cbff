import type { Location } from '../../contract/stock.ts'
import type { Tx } from '../platform/database/public.ts'
import type { SampleProduct } from './catalogue.ts'

/** Runs one step of the sample's history in a transaction of its own, at a moment of the past. */
export type Step = <Answer>(work: (tx: Tx) => Promise<Answer>, at: Date) => Promise<Answer>

/** What was made so far, by the names that the lists use. */
export interface Made {
  readonly suppliers: ReadonlyMap<string, number>
  readonly customers: readonly number[]
  readonly store: Location
  readonly warehouse: Location
  readonly variants: ReadonlyMap<string, { variantId: number; product: SampleProduct }>
}

const dayMilliseconds = 86_400_000
/** A working hour, so many days before now. */
export const daysBefore = (now: Date, days: number, hour = 10): Date => {
  const day = new Date(now.getTime() - days * dayMilliseconds)
  day.setUTCHours(hour, (days * 17) % 60, 0, 0)
  return day < now ? day : new Date(now.getTime() - 60_000)
}

export function after(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * 3_600_000)
}

export function isoDate(at: Date): string {
  return at.toISOString().slice(0, 10)
}
