import { sql } from 'kysely'
import type { OnOrderRow } from '../../../contract/on-order.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { openRows } from './open-rows.ts'

const mostOrders = 100

/** What open orders still bring of a variant, and the orders behind it. Refuses (not_found) an id that no variant has. */
export async function listOnOrder(
  reader: Reader,
  variantId: number,
  { locationId = null }: { locationId?: number | null | undefined } = {},
): Promise<{ quantity: number; items: OnOrderRow[] }> {
  const { rows } = await sql<OnOrderRow & { total: number }>`
    select jsonb_build_object('id', d.id, 'number', d.number, 'state', o.state) as order, supplier.name as supplier,
           jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name) as location,
           o.expected_on as "expectedOn", open.quantity, (sum(open.quantity) over ())::bigint as total
      from (${openRows([variantId], locationId)}) open
      join purchase_order o on o.id = open.order_id
      join document d on d.id = o.id
      join location on location.id = o.location_id
      left join supplier on supplier.id = o.supplier_id
     order by o.expected_on nulls last, o.id limit ${mostOrders}`.execute(reader.db)
  if (rows.length === 0) await refuseUnknown(reader, variantId)
  return { quantity: rows[0]?.total ?? 0, items: rows.map(({ total: _, ...row }) => row) }
}

async function refuseUnknown(reader: Reader, variantId: number): Promise<void> {
  const { rows } = await sql`select from variant where id = ${variantId}`.execute(reader.db)
  if (rows.length === 0) throw refuse('not_found', { what: 'product' })
}
