import { sql } from 'kysely'
import type { StockChange } from '../../../contract/adjustments.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

interface Fault {
  product: string
  line: number
  fault: 'unnamed' | 'lot' | 'no_lots' | 'no_serials'
  named: number
  wanted: number
}

/**
 * What can be seen in the changes and the products' tracking, asked after that is locked: identified pieces are named, one
 * serial number each, goods of lots by their lot. Pieces that go need no lot: they know theirs. Of single use, pieces whose
 * serial nobody entered yet may go without a name; what is found is named.
 */
export async function refuseUnnamed(tx: Tx, changes: readonly StockChange[]): Promise<void> {
  const { rows } = await sql<Fault>`
    select product, line, named, wanted, fault from (
      select v.name as product, given.line, given.named, abs(given.quantity) as wanted,
             case when given.named <> abs(given.quantity) and (p.tracks_serials or (p.pieces_have_serials and given.quantity > 0)
                         or given.named > abs(given.quantity)) then 'unnamed'
                  when not p.pieces_have_serials and given.named > 0 then 'no_serials'
                  when p.tracks_lots and not given.has_lot and (given.quantity > 0 or given.named < abs(given.quantity)) then 'lot'
                  when not p.tracks_lots and given.has_lot then 'no_lots' end as fault
        from unnest(${changes.map(change => change.variantId)}::bigint[], ${changes.map(change => change.quantity)}::bigint[],
                    ${changes.map(change => change.serials.length)}::bigint[],
                    ${changes.map(change => change.lotNumber !== null)}::boolean[])
             with ordinality as given (variant_id, quantity, named, has_lot, line)
        join variant v on v.id = given.variant_id join product p on p.id = v.product_id
    ) judged
     where fault is not null order by line limit 1`.execute(tx.db)
  const found = rows[0]
  if (found === undefined) return
  const { product, line, named, wanted } = found
  if (found.fault === 'unnamed') throw refuse('pieces_unnamed', { product, named, wanted })
  if (found.fault === 'lot') throw refuse('lot_number_needed', { product, line })
  throw refuse(found.fault === 'no_lots' ? 'lot_not_tracked' : 'serial_not_tracked', { product, line })
}
