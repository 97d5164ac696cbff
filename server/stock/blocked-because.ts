import { type RawBuilder, sql } from 'kysely'
import { minimumDaysAtSale } from './sellable.ts'

/**
 * Why a lot (its columns) may not be sold on the date, as lists show it: "recalled: glass found", "expired on 2026-10-01",
 * "has 3 days left, 10 are required"; or null.
 */
export function lotBlockedBecause(today: string): RawBuilder<string | null> {
  return sql<string | null>`case
    when lot.hold_id is not null then ${holdText(sql`lot.hold_id`)}
    when lot.expires_on < ${today}::date then 'expired on ' || to_char(lot.expires_on, 'YYYY-MM-DD')
    when lot.expires_on < ${today}::date + ${minimumDaysAtSale} then
      'has ' || case lot.expires_on - ${today}::date when 1 then '1 day' else lot.expires_on - ${today}::date || ' days' end
        || ' left, ' || ${minimumDaysAtSale} || ' are required' end`
}

export interface TooFewDays {
  left: number
  required: number
}

/** How many days a lot (its columns) has left and must have for a sale, where those are too few; or null. */
export function tooFewDays(today: string): RawBuilder<TooFewDays | null> {
  return sql<TooFewDays | null>`case when lot.expires_on >= ${today}::date and lot.expires_on < ${today}::date + ${minimumDaysAtSale}
    then jsonb_build_object('left', lot.expires_on - ${today}::date, 'required', ${minimumDaysAtSale}) end`
}

/** A hold as one line, by its id; null where there is none. */
export function holdText(holdId: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql<string | null>`(select hold.kind || ': ' || hold.reason from hold where hold.id = ${holdId})`
}
