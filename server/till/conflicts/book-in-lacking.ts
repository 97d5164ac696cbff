import { sql } from 'kysely'
import type { StockChange } from '../../../contract/adjustments.ts'
import type { Settlement } from '../../../contract/till/conflicts.ts'
import type { Tx } from '../../platform/database/public.ts'
import * as stock from '../../stock/public.ts'
import { readProblems } from './read-problems.ts'
import type { Waiting } from './settle-conflict.ts'

/**
 * Books in, by an adjustment, what went over the counter though the books did not have it: pieces that nobody knows, and
 * what lacks of lots and quantities. What is known to be elsewhere, held or expired is not booked in: the sale of it is
 * refused as at any door. Refuses what `stock.adjust` refuses.
 */
export async function bookInLacking(
  tx: Tx,
  { sale, number, locationId }: Waiting,
  { reasonId, binId, lotNumber }: Extract<Settlement, { how: 'uncounted' }>,
): Promise<void> {
  const free = await readFree(tx, locationId, sale)
  const problems = await readProblems(tx, locationId, sale.lines)
  const found = { binId, madeOn: null, expiresOn: null }
  const changes = problems.flatMap((line): StockChange[] => {
    const { variantId } = line
    if (line.piecesHaveSerials) {
      const serials = line.serials.flatMap(one => (one.problem === 'not known here' ? [one.serial] : []))
      const lot = line.tracking.lots ? lotNumber : null
      return serials.length === 0
        ? []
        : [{ ...found, variantId, quantity: serials.length, lotNumber: lot, serials }]
    }
    const parts = line.tracking.lots
      ? line.lots.map(lot => ({
          lotNumber: lot.number,
          quantity: lot.quantity,
          key: `${variantId} ${lot.lotId}`,
        }))
      : [{ lotNumber: null, quantity: line.quantity, key: `${variantId} null` }]
    return parts.flatMap(part => {
      const lacking = part.quantity - (free.get(part.key) ?? 0)
      return lacking > 0
        ? [{ ...found, variantId, quantity: lacking, lotNumber: part.lotNumber, serials: [] }]
        : []
    })
  })
  if (changes.length > 0) await stock.adjust(tx, { reasonId, note: `Sold uncounted with ${number}`, changes })
}

/** What is free of each variant and lot of the sale, less what orders have reserved of the variant. */
async function readFree(tx: Tx, locationId: number, sale: Waiting['sale']): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; free: number }>`
    select l.variant_id || ' ' || coalesce(l.lot_id::text, 'null') as key,
           greatest(least(sum(l.on_hand - l.allocated),
             sum(sum(l.on_hand - l.allocated)) over (partition by l.variant_id) - coalesce(max(r.quantity), 0)), 0)::bigint as free
      from level l join place on place.id = l.place_id and place.location_id = ${locationId}
      left join reserved_level r on r.variant_id = l.variant_id and r.location_id = ${locationId}
     where l.variant_id = any(${sale.lines.map(line => line.variantId)}::bigint[])
     group by l.variant_id, l.lot_id`.execute(tx.db)
  return new Map(rows.map(row => [row.key, row.free]))
}
