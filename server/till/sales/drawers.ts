import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { TillDevice } from '../device/which-till.ts'

/** The drawer that something was paid into, and the one whose Z report will tell of it; null when none is open now. */
export interface Drawers {
  /** The one that is meant: the drawer that was open already, where a device named one that it opened beside it. */
  readonly id: string
  readonly isOpen: boolean
  readonly countedIn: string | null
}

/**
 * Looks at the drawer that a device names and at the one that is open, and keeps both from being closed until the commit.
 * Refuses not_found when the till has no such drawer.
 */
export async function shareDrawers(tx: Tx, till: TillDevice, drawerId: string): Promise<Drawers> {
  const { rows } = await sql<{ id: string; isOpen: boolean; isMeant: boolean }>`
    with meant as (
      select coalesce((select drawer_id from till_drawer_again where id = ${drawerId}), ${drawerId}) as id
    )
    select id, closed_at is null as "isOpen", id = (select id from meant) as "isMeant" from till_drawer
     where till_id = ${till.tillId} and (closed_at is null or id = (select id from meant))
     order by id for share`.execute(tx.db)
  const named = rows.find(row => row.isMeant)
  if (named === undefined) throw refuse('not_found', { what: 'drawer' })
  return { id: named.id, isOpen: named.isOpen, countedIn: rows.find(row => row.isOpen)?.id ?? null }
}

/**
 * What found no open drawer is told by one that was opened meanwhile. Asked behind the till's row, which whoever opens a
 * drawer takes first, so that nothing falls between two reports.
 */
export async function countInOpenDrawer(
  tx: Tx,
  table: 'till_sale' | 'till_return',
  id: string,
): Promise<void> {
  await sql`
    update ${sql.table(table)} one set counted_in = d.id from till_drawer d
     where one.id = ${id} and one.counted_in is null and d.till_id = one.till_id and d.closed_at is null`.execute(
    tx.db,
  )
}
