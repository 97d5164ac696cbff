import { sql } from 'kysely'
import { changed, type Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { formatQuantity } from './format-quantity.ts'
import { sellableAt } from './sellable.ts'

export interface ReservationLine {
  /** The sales order line whose claim it is. */
  readonly lineId: number
  readonly variantId: number
  readonly quantity: number
}

/**
 * Claims quantities for an order at a location, no lot chosen yet. The rows of reserved_level are locked first, in order:
 * whoever waited for them sees what the other one took. Refuses (not_enough) what cannot be sold, unless the product
 * allows back-orders.
 */
export async function reserve(
  tx: Tx,
  {
    documentId,
    locationId,
    lines,
  }: { documentId: number; locationId: number; lines: readonly ReservationLine[] },
): Promise<void> {
  const variantIds = [...new Set(lines.map(line => line.variantId))].sort((a, b) => a - b)
  const [, raised] = await Promise.all([
    lockReserved(tx, locationId, variantIds),
    sql`
      with want as (
        select variant_id, sum(quantity) as quantity
          from unnest(${lines.map(line => line.variantId)}::bigint[], ${lines.map(line => line.quantity)}::bigint[]) as line (variant_id, quantity)
         group by variant_id
      )
      update reserved_level r set quantity = r.quantity + want.quantity
        from want join variant v on v.id = want.variant_id join product p on p.id = v.product_id
        left join (${sellableAt(locationId, variantIds, tx.today)}) sellable on sellable.variant_id = want.variant_id
       where r.variant_id = want.variant_id and r.location_id = ${locationId}
         and (p.backorders_allowed or r.quantity + want.quantity <= coalesce(sellable.quantity, 0))`.execute(
      tx.db,
    ),
    sql`
      insert into reservation (document_line_id, document_id, variant_id, location_id, quantity, made_at, made_by)
      select line_id, ${documentId}, variant_id, ${locationId}, quantity, ${tx.at}, ${tx.actor.id}
        from unnest(${lines.map(line => line.lineId)}::bigint[], ${lines.map(line => line.variantId)}::bigint[],
                    ${lines.map(line => line.quantity)}::bigint[]) as line (line_id, variant_id, quantity)`.execute(
      tx.db,
    ),
  ])
  if (changed(raised) < variantIds.length) throw await shortOf(tx, locationId, lines)
}

/**
 * Waits in the queue of everyone who lowers what can be sold of these variants at this location, behind the locks of
 * these pieces, if any. The queue is made where there is none: of two who make it at once, one waits for the other. Where
 * it is there, its row is locked and nothing written: PostgreSQL locks it before it asks `where`.
 */
export function lockReserved(
  tx: Tx,
  locationId: number,
  variantIds: readonly number[],
  unitIds: readonly number[] = [],
) {
  return sql`
    with piece as materialized (
      select from unit where id = any(${[...unitIds]}::bigint[]) order by id for update
    )
    insert into reserved_level (variant_id, location_id, quantity)
    select variant_id, ${locationId}, 0 from unnest(${[...variantIds]}::bigint[]) as variant_id
     where (select count(*) from piece) >= 0 order by variant_id
    on conflict (variant_id, location_id) do update set quantity = reserved_level.quantity where false`.execute(
    tx.db,
  )
}

/** The refusal that names the first variant of which too little can be sold; asked while the queue is held. */
export async function shortOf(tx: Tx, locationId: number, lines: readonly ReservationLine[]) {
  const variantIds = lines.map(line => line.variantId)
  const { rows } = await sql<{
    product: string
    decimals: number
    where: string
    available: number
    wanted: number
  }>`
    with want as (
      select variant_id, sum(quantity)::bigint as quantity
        from unnest(${variantIds}::bigint[], ${lines.map(line => line.quantity)}::bigint[]) as line (variant_id, quantity)
       group by variant_id
    ), before as (
      select variant_id, sum(quantity)::bigint as quantity from reservation
       where location_id = ${locationId} and variant_id = any(${variantIds}::bigint[])
         and document_line_id <> all(${lines.map(line => line.lineId)}::bigint[])
       group by variant_id
    )
    select v.name as product, v.decimals, location.name as where, want.quantity as wanted,
           greatest(coalesce(sellable.quantity, 0) - coalesce(before.quantity, 0), 0) as available
      from want join variant v on v.id = want.variant_id join product p on p.id = v.product_id
      join location on location.id = ${locationId}
      left join (${sellableAt(locationId, variantIds, tx.today)}) sellable on sellable.variant_id = want.variant_id
      left join before on before.variant_id = want.variant_id
     where not p.backorders_allowed and coalesce(before.quantity, 0) + want.quantity > coalesce(sellable.quantity, 0)
     order by want.variant_id limit 1`.execute(tx.db)
  const short = rows[0]
  if (short === undefined) return refuse('not_found', { what: 'product or location' })
  return refuse('not_enough', {
    product: short.product,
    where: short.where,
    available: formatQuantity(short.available, short.decimals),
    wanted: formatQuantity(short.wanted, short.decimals),
  })
}

/** Gives an order's claims back; what is allocated stays allocated. */
export async function releaseReservations(tx: Tx, { documentId }: { documentId: number }): Promise<void> {
  await sql`
    with held as materialized (
      select document_line_id, variant_id, location_id, quantity from reservation
       where document_id = ${documentId} and quantity > 0 order by document_line_id, location_id for update
    ), emptied as (
      update reservation r set quantity = 0 from held
       where r.document_line_id = held.document_line_id and r.location_id = held.location_id
    ), locked as materialized (
      select r.variant_id, r.location_id from reserved_level r
       where (r.variant_id, r.location_id) in (select variant_id, location_id from held)
       order by r.variant_id, r.location_id for update
    )
    update reserved_level r set quantity = r.quantity - given.quantity
      from (select variant_id, location_id, sum(quantity) as quantity from held group by 1, 2) given
      join locked using (variant_id, location_id)
     where r.variant_id = given.variant_id and r.location_id = given.location_id`.execute(tx.db)
}
