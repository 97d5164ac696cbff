import { type RawBuilder, sql } from 'kysely'
import type { Hold } from '../../contract/stock.ts'
import type { LotTrace } from '../../contract/trace.ts'
import type { Reader } from '../platform/database/public.ts'

/** The holds `h` for which the condition is true, newest first, with who placed and who released each. */
export async function readHolds(reader: Reader, condition: RawBuilder<unknown>): Promise<LotTrace['holds']> {
  const { rows } = await sql<LotTrace['holds'][number]>`
    select h.kind, h.reason, h.placed_at as "placedAt", coalesce(p.name, 'Lotbook') as "placedBy",
           h.released_at as "releasedAt", h.release_reason as "releaseReason",
           case when h.released_at is not null then coalesce(r.name, 'Lotbook') end as "releasedBy"
      from hold h
      left join staff p on p.id = h.placed_by
      left join staff r on r.id = h.released_by
     where ${condition}
     order by h.id desc`.execute(reader.db)
  return rows
}

/** The hold that is in force, if any. */
export function liveHold(holds: LotTrace['holds']): Hold | null {
  const live = holds.find(hold => hold.releasedAt === null)
  if (live === undefined) return null
  const { kind, reason, placedAt, placedBy } = live
  return { kind, reason, placedAt, placedBy }
}
