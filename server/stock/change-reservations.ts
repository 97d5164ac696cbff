import { sql } from 'kysely'
import { changed, type Tx } from '../platform/database/public.ts'
import { lockReserved, shortOf } from './reserve.ts'
import { sellableAt } from './sellable.ts'

export interface ChangedReservations {
  readonly documentId: number
  readonly locationId: number
  /** `by` is what a line claims more than before, or below zero less. */
  readonly lines: readonly { readonly lineId: number; readonly variantId: number; readonly by: number }[]
}

/**
 * Brings an order's claims to other quantities; lines that claim nothing yet begin to. Refuses not_enough as `reserve`
 * does; to claim less is never refused.
 */
export async function changeReservations(tx: Tx, changing: ChangedReservations): Promise<void> {
  const { documentId, locationId } = changing
  const lines = changing.lines.filter(line => line.by !== 0)
  if (lines.length === 0) return
  const variantIds = [...new Set(lines.map(line => line.variantId))].sort((a, b) => a - b)
  const { rows: former } = await sql<{ lineId: number; quantity: number }>`
    select document_line_id as "lineId", quantity from reservation
     where document_id = ${documentId} order by document_line_id for update`.execute(tx.db)
  const change = sql`
    unnest(${lines.map(line => line.lineId)}::bigint[], ${lines.map(line => line.variantId)}::bigint[],
           ${lines.map(line => line.by)}::bigint[]) as change (line_id, variant_id, by)`
  const [, raised] = await Promise.all([
    lockReserved(tx, locationId, variantIds),
    sql`
      with want as (select variant_id, sum(by) as by from ${change} group by variant_id)
      update reserved_level r set quantity = r.quantity + want.by
        from want join variant v on v.id = want.variant_id join product p on p.id = v.product_id
        left join (${sellableAt(locationId, variantIds, tx.today)}) sellable on sellable.variant_id = want.variant_id
       where r.variant_id = want.variant_id and r.location_id = ${locationId}
         and (want.by <= 0 or p.backorders_allowed or r.quantity + want.by <= coalesce(sellable.quantity, 0))`.execute(
      tx.db,
    ),
    sql`
      update reservation r set quantity = r.quantity + change.by from ${change}
       where r.document_line_id = change.line_id and r.document_id = ${documentId}`.execute(tx.db),
    sql`
      insert into reservation (document_line_id, document_id, variant_id, location_id, quantity, made_at, made_by)
      select line_id, ${documentId}, variant_id, ${locationId}, by, ${tx.at}, ${tx.actor.id} from ${change}
       where by > 0 and not exists (select from reservation r where r.document_line_id = change.line_id)`.execute(
      tx.db,
    ),
  ])
  if (changed(raised) === variantIds.length) return
  const before = new Map(former.map(line => [line.lineId, line.quantity]))
  const wanted = lines.map(({ lineId, variantId, by }) => ({
    lineId,
    variantId,
    quantity: (before.get(lineId) ?? 0) + by,
  }))
  throw await shortOf(tx, locationId, wanted)
}
