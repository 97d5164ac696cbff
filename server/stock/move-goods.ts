import { sql } from 'kysely'
import * as catalog from '../catalog/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { carry } from './carry.ts'
import { type GoodsRow, goodsOf } from './goods.ts'

/** Goods of a bin (`placeId`) that go to another; pieces by their serials, one a row. */
export interface GoodsMove extends GoodsRow {
  readonly toPlaceId: number
}

/**
 * Moves goods from bin to bin, all of them or none. Held and expired goods move like any other; nothing moves that is
 * chosen for a delivery note, for the note says where it is picked. Orders keep what they reserved where it was.
 * Refuses below_claimed, below_reserved, unit_unknown, unit_elsewhere, unit_taken, serial_twice, pieces_unnamed.
 */
export async function moveGoods(
  tx: Tx,
  { documentId, moves }: { documentId: number; moves: readonly GoodsMove[] },
): Promise<void> {
  const goods = goodsOf(moves)
  await catalog.lockTracking(
    tx,
    [...new Set(moves.map(move => move.variantId))].sort((a, b) => a - b),
  )
  const destinations = sql`unnest(${moves.map(move => move.toPlaceId)}::bigint[]) with ordinality as goal (to_place_id, line_number)`
  const given = sql`select g.*, goal.to_place_id from (${goods}) g join ${destinations} using (line_number)`
  await carry(tx, { documentId, goods: given })
}
