import { sql } from 'kysely'
import type { Adjustment } from '../../../contract/adjustments.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { moveGoods } from '../move-goods.ts'
import { openForPurpose } from './open-for-purpose.ts'
import { readAdjustment } from './read-adjustments.ts'

export interface BinMove {
  readonly variantId: number
  readonly fromBinId: number
  readonly quantity: number
  readonly lotNumber: string | null
  readonly serial: string | null
}

/**
 * Moves goods to a bin from others of the same location, under an adjustment of its own; all of it or nothing. Quantities
 * are in the variant's smallest counted unit, pieces go by their serial number, one a row.
 * Refuses not_found (bin, product), other_location, serial_needed, lot_number_needed and what moveGoods refuses.
 */
export async function moveBetweenBins(
  tx: Tx,
  { toBinId, moves }: { readonly toBinId: number; readonly moves: readonly BinMove[] },
): Promise<Adjustment> {
  await refuseWrongMoves(tx, toBinId, moves)
  const opened = await openForPurpose(tx, 'bin_move')
  await moveGoods(tx, {
    documentId: opened.id,
    moves: moves.map(({ fromBinId, ...move }, index) => ({
      ...move,
      lineId: index + 1,
      placeId: fromBinId,
      toPlaceId: toBinId,
    })),
  })
  return readAdjustment(tx, opened.id)
}

interface Fault {
  fault: 'bin' | 'product' | 'other_location' | 'serial' | 'lot' | 'same_bin'
  line: number
  product: string
  bin: string
}

async function refuseWrongMoves(tx: Tx, toBinId: number, moves: readonly BinMove[]): Promise<void> {
  const { rows } = await sql<Fault>`
    select * from (
      select given.line, v.name as product, goal.code as bin,
             case when goal.id is null or bin.id is null then 'bin' when v.id is null then 'product'
                  when bin.id = goal.id then 'same_bin'
                  when bin.location_id <> goal.location_id then 'other_location'
                  when given.serial is null and p.tracks_serials or given.serial is not null and given.quantity <> 1 then 'serial'
                  when given.serial is null and p.tracks_lots and given.lot_number is null then 'lot' end as fault
        from unnest(${moves.map(move => move.variantId)}::bigint[], ${moves.map(move => move.fromBinId)}::bigint[],
                    ${moves.map(move => move.quantity)}::bigint[], ${moves.map(move => move.lotNumber)}::text[],
                    ${moves.map(move => move.serial)}::text[])
             with ordinality as given (variant_id, place_id, quantity, lot_number, serial, line)
        left join variant v on v.id = given.variant_id left join product p on p.id = v.product_id
        left join place bin on bin.id = given.place_id and bin.kind = 'bin'
        left join place goal on goal.id = ${toBinId} and goal.kind = 'bin' and goal.archived_at is null
    ) judged where fault is not null order by line limit 1`.execute(tx.db)
  const found = rows[0]
  if (found === undefined) return
  const { fault, product, line, bin } = found
  if (fault === 'same_bin') throw refuse('same_bin', { product, bin })
  if (fault === 'other_location') throw refuse('other_location', { bin })
  if (fault === 'serial') throw refuse('serial_needed', { product, line })
  if (fault === 'lot') throw refuse('lot_number_needed', { product, line })
  throw refuse('not_found', { what: fault })
}
