import { type RawBuilder, sql } from 'kysely'

/** Why a lot (its columns) may not be sold on the date, as lists show it: "recalled: glass found", "expired on 2026-10-01"; or null. */
export function lotBlockedBecause(today: string): RawBuilder<string | null> {
  return sql<string | null>`case
    when lot.hold_id is not null then ${holdText(sql`lot.hold_id`)}
    when lot.expires_on < ${today}::date then 'expired on ' || to_char(lot.expires_on, 'YYYY-MM-DD') end`
}

/** A hold as one line, by its id; null where there is none. */
export function holdText(holdId: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql<string | null>`(select hold.kind || ': ' || hold.reason from hold where hold.id = ${holdId})`
}
