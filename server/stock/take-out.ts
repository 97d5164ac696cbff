import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { carry } from './carry.ts'
import type { Goods } from './goods.ts'

export interface TakingOut {
  readonly documentId: number
  /** By bin, lot number and serial, as goods that come in are described; the caller has checked how they are tracked. */
  readonly goods: Goods
  /** Written off for good; only out of the books (what is found again comes back from there); or on its way elsewhere. */
  readonly to: 'scrap' | 'adjustment' | 'transit'
}

/**
 * Takes goods out of their bins and out of the stock, all of them or none: pieces by their serials, the rest by quantity.
 * Nothing is taken that is chosen for a delivery note, nor what would leave orders without what they reserved; held and
 * expired goods cover no order, and go though all is reserved. Refuses below_claimed, below_reserved, unit_unknown, unit_elsewhere, unit_taken.
 */
export function takeOut(tx: Tx, { documentId, goods, to }: TakingOut): Promise<void> {
  const outside = sql`(select id from place where kind = ${to})`
  return carry(tx, { documentId, goods: sql`select g.*, ${outside} as to_place_id from (${goods}) g` })
}
