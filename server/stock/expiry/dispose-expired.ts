import { sql } from 'kysely'
import type { Adjustment } from '../../../contract/adjustments.ts'
import * as catalog from '../../catalog/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { openForPurpose } from '../adjustments/open-for-purpose.ts'
import { readAdjustment } from '../adjustments/read-adjustments.ts'
import { type GoodsRow, goodsOf } from '../goods.ts'
import { takeOut } from '../take-out.ts'

export interface Disposal {
  readonly lotId: number
  readonly locationId: number
  /** What the clerk saw there. */
  readonly onHand: number
}

/**
 * Writes off to scrap all that is there of expired lots at locations, in one adjustment with the reason of the house; all
 * of it or nothing. Refuses not_found, not_expired, changed_meanwhile when there is more or less than the clerk saw, and
 * what takeOut refuses: what a note has chosen stays, and the note is named.
 */
export async function disposeExpired(tx: Tx, rows: readonly Disposal[]): Promise<Adjustment> {
  const given = sql`unnest(${rows.map(row => row.lotId)}::bigint[], ${rows.map(row => row.locationId)}::bigint[],
    ${rows.map(row => row.onHand)}::bigint[]) as given (lot_id, location_id, on_hand)`
  const { rows: variants } = await sql<{ id: number }>`
    select distinct variant_id as id from lot where id = any(${rows.map(row => row.lotId)}::bigint[]) order by 1`.execute(
    tx.db,
  )
  await catalog.lockTracking(
    tx,
    variants.map(variant => variant.id),
  )
  await refuseWrongRows(tx, given)
  const { rows: goods } = await sql<Omit<GoodsRow, 'lineId'>>`
    select level.variant_id as "variantId", level.place_id as "placeId", lot.number as "lotNumber", named.serial,
           case when named.serial is null then level.on_hand - there.named else 1 end as quantity
      from ${given} join lot on lot.id = given.lot_id
      join place on place.location_id = given.location_id
      join level on level.variant_id = lot.variant_id and level.lot_id = lot.id and level.place_id = place.id and level.on_hand > 0
      cross join lateral (
        select coalesce(array_agg(serial), '{}') as serials, count(*) as named from unit
         where unit.variant_id = level.variant_id and unit.lot_id = level.lot_id and unit.place_id = level.place_id
      ) there
      cross join lateral (select unnest(there.serials) as serial union all select null where level.on_hand > there.named) named
     order by level.variant_id, level.place_id, lot.id, named.serial`.execute(tx.db)
  const opened = await openForPurpose(tx, 'expired')
  await takeOut(tx, {
    documentId: opened.id,
    goods: goodsOf(goods.map((row, index) => ({ ...row, lineId: index + 1 }))),
    to: 'scrap',
  })
  return readAdjustment(tx, opened.id)
}

async function refuseWrongRows(tx: Tx, given: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<{
    lot: string | null
    product: string
    on: string | null
    expired: boolean
    same: boolean
  }>`
    select lot.number as lot, v.name as product, to_char(lot.expires_on, 'YYYY-MM-DD') as on,
           coalesce(lot.expires_on < ${tx.today}::date, false) as expired, coalesce(shelf.on_hand, 0) = given.on_hand as same
      from ${given} left join lot on lot.id = given.lot_id left join variant v on v.id = lot.variant_id
      cross join lateral (
        select sum(level.on_hand) as on_hand from level join place on place.id = level.place_id
         where level.variant_id = lot.variant_id and level.lot_id = lot.id and place.location_id = given.location_id
      ) shelf`.execute(tx.db)
  for (const { lot, product, on, expired, same } of rows) {
    if (lot === null) throw refuse('not_found', { what: 'lot' })
    if (!expired) throw refuse('not_expired', { lot, product, on: on ?? 'no date' })
    if (!same) throw refuse('changed_meanwhile', { what: `stock of lot ${lot}`, by: 'A colleague' })
  }
}
