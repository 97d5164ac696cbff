import { sql } from 'kysely'
import type { StockChange } from '../../../contract/adjustments.ts'
import * as catalog from '../../catalog/public.ts'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Goods, type GoodsRow, goodsOf } from '../goods.ts'
import { receive } from '../receive.ts'
import { takeOut } from '../take-out.ts'
import { findReason } from './find-reason.ts'
import { refuseUnnamed } from './refuse-unnamed.ts'

export interface Adjusting {
  readonly reasonId: number
  readonly note: string
  readonly changes: readonly StockChange[]
}

/**
 * Changes what is on hand, up or down, under an adjustment A… of its own; all of it or nothing. What goes is taken out
 * before what is found comes in, so that a piece may be moved from one bin to another in one adjustment. Quantities are in
 * the variant's smallest counted unit; pieces are named by their serial numbers, as many as the quantity.
 * Refuses not_found (reason, product, bin), reason_wrong_way, pieces_unnamed, what takeOut refuses and what receive refuses.
 */
export async function adjust(
  tx: Tx,
  { reasonId, note, changes }: Adjusting,
): Promise<{ id: number; number: string }> {
  const reason = await findReason(tx, reasonId)
  const wrong = changes.find(
    change => reason.direction !== 'both' && change.quantity > 0 !== (reason.direction === 'up'),
  )
  if (wrong !== undefined)
    throw refuse('reason_wrong_way', { reason: reason.name, direction: reason.direction as 'up' | 'down' })
  await catalog.lockTracking(
    tx,
    [...new Set(changes.map(change => change.variantId))].sort((a, b) => a - b),
  )
  await refuseUnknown(tx, changes)
  await refuseUnnamed(tx, changes)
  const opened = await documents.openDocument(tx, 'adjustment', 'adjusted', { reason: reason.name })
  await sql`insert into adjustment (id, reason_id, note) values (${opened.id}, ${reasonId}, ${note})`.execute(
    tx.db,
  )
  const going = goodsFor(changes, -1)
  if (going !== null)
    await takeOut(tx, { documentId: opened.id, goods: going, to: reason.writes_off ? 'scrap' : 'adjustment' })
  const coming = goodsFor(changes, 1)
  if (coming !== null) await receive(tx, { documentId: opened.id, goods: coming, from: 'adjustment' })
  return opened
}

async function refuseUnknown(tx: Tx, changes: readonly StockChange[]): Promise<void> {
  const { rows } = await sql<{ product: boolean }>`
    select v.id is not null as product
      from unnest(${changes.map(change => change.variantId)}::bigint[], ${changes.map(change => change.binId)}::bigint[])
           as given (variant_id, place_id)
      left join variant v on v.id = given.variant_id
      left join place on place.id = given.place_id and place.kind = 'bin'
     where v.id is null or place.id is null limit 1`.execute(tx.db)
  if (rows[0] !== undefined) throw refuse('not_found', { what: rows[0].product ? 'bin' : 'product' })
}

/** The changes in one direction as goods of the ledger, a row for each piece that is named; null when there are none. */
function goodsFor(changes: readonly StockChange[], sign: 1 | -1): Goods | null {
  const rows = changes.flatMap((change, index): GoodsRow[] => {
    if (Math.sign(change.quantity) !== sign) return []
    const { variantId, binId: placeId, lotNumber, madeOn, expiresOn } = change
    const row = { lineId: index + 1, variantId, placeId, lotNumber, madeOn, expiresOn }
    const unnamed = Math.abs(change.quantity) - change.serials.length
    return [
      ...(unnamed === 0 ? [] : [{ ...row, quantity: unnamed }]),
      ...change.serials.map(serial => ({ ...row, quantity: 1, serial })),
    ]
  })
  return rows.length === 0 ? null : goodsOf(rows)
}
