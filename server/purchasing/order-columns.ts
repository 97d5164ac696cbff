import { sql } from 'kysely'
import { type PricedPart, type PurchaseSums, purchaseSums } from '../../contract/purchase-sums.ts'

/** How many smallest units a row's price is for; from `purchase_order_line line` with `variant v`. */
const divisorOf = sql`10 ^ v.decimals * case when line.price_is_per_pu then line.units_per_pu else 1 end`

/** The head of an order as the contract's `purchaseOrderRow` has it, but for its sums; from `purchase_order o` with `orderJoins`. */
export const orderColumns = sql`
  o.id, d.number, o.state, o.version, o.expected_on as "expectedOn", d.created_at as "createdAt",
  case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as supplier,
  jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name) as location,
  coalesce(maker.name, 'Lotbook') as "createdBy", sums.lines as "lineCount", o.currency, sums.parts`

/** Rows that are priced alike are added up here; `purchaseSums` makes money of the parts. */
export const orderJoins = sql`
  join document d on d.id = o.id
  join location l on l.id = o.location_id
  left join supplier s on s.id = o.supplier_id
  left join staff maker on maker.id = d.created_by
  cross join lateral (
    select coalesce(sum(part.lines), 0)::bigint as lines,
           coalesce(jsonb_agg(jsonb_build_object('gross', part.gross::text, 'divisor', part.divisor,
             'discountBasisPoints', part.discount_basis_points, 'taxBasisPoints', part.tax_basis_points)), '[]') as parts
      from (
        select count(*) as lines, sum(line.quantity_sku::numeric * line.price_minor) as gross, ${divisorOf} as divisor,
               line.discount_basis_points, line.tax_basis_points
          from purchase_order_line line join variant v on v.id = line.variant_id
         where line.order_id = o.id
         group by ${divisorOf}, line.discount_basis_points, line.tax_basis_points
      ) part
  ) sums`

export type Unsummed<Order> = Omit<Order, keyof PurchaseSums> & { parts: PricedPart[] }

/** An order as the wire has it. */
export function withSums<Row extends { parts: PricedPart[] }>(row: Row): Omit<Row, 'parts'> & PurchaseSums {
  const { parts, ...order } = row
  return { ...order, ...purchaseSums(parts) }
}
