import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'

interface Broken {
  line: number
  product: string
  unit: string
  decimals: number
  each: number
  quantity: number
}

/**
 * What is sold only by the whole purchase unit is ordered so. All rows of a product in one unit count together, since
 * cartons may be split over lots, and pieces with serial numbers have a row each. Refuses whole_units_needed.
 */
export async function refuseBrokenUnits(tx: Tx, orderId: number): Promise<void> {
  const { rows } = await sql<Broken>`
    select min(l.line_number) as line, v.name as product, unit.name as unit, v.decimals,
           l.units_per_pu * (10 ^ v.decimals)::bigint as each, sum(l.quantity_sku)::bigint as quantity
      from purchase_order_line l
      join purchase_unit unit on unit.variant_id = l.variant_id and unit.units = l.units_per_pu and unit.only_whole
      join variant v on v.id = l.variant_id
     where l.order_id = ${orderId}
     group by v.id, unit.name, l.units_per_pu
    having sum(l.quantity_sku) % (l.units_per_pu * (10 ^ v.decimals)::bigint) <> 0
     order by 1 limit 1`.execute(tx.db)
  const broken = rows[0]
  if (broken === undefined) return
  const { line, product, unit, decimals, each, quantity } = broken
  const less = quantity - (quantity % each)
  const say = (amount: number) => (amount === 0 ? '0' : stock.formatQuantity(amount, decimals))
  throw refuse('whole_units_needed', {
    line,
    product,
    unit,
    given: say(quantity),
    less: say(less),
    more: say(less + each),
  })
}
