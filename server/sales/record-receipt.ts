import { sql } from 'kysely'
import type { PaymentMethod } from '../../contract/payments.ts'
import type { Tx } from '../platform/database/public.ts'

export interface SoldOverCounter {
  /** The receipt's document, which is the order at once. */
  readonly id: number
  /** Null for somebody who was not asked who they are. */
  readonly customerId: number | null
  readonly locationId: number
  readonly placedAt: string
  readonly paidOn: string
  readonly pricesIncludeTax: boolean
  readonly discountBasisPoints: number
  readonly totalMinor: number
  readonly notes: string
  readonly lines: readonly {
    readonly variantId: number
    readonly quantity: number
    readonly priceMinor: number
    readonly discountBasisPoints: number
    readonly taxBasisPoints: number
  }[]
  readonly payments: readonly {
    readonly method: PaymentMethod
    readonly amountMinor: number
    readonly reference: string
  }[]
}

/**
 * Writes an order that was placed, paid and handed over in one moment at a till. One statement; gives the ids of its lines
 * in their order. The caller hands the goods over in the same transaction.
 */
export async function recordReceipt(tx: Tx, sold: SoldOverCounter): Promise<number[]> {
  const { lines, payments } = sold
  const { rows } = await sql<{ id: number }>`
    with made as (
      insert into sales_order (id, customer_id, location_id, state, notes, total_minor, placed_at, channel, prices_include_tax,
                               discount_basis_points, paid_minor)
      select ${sold.id}::bigint, coalesce(${sold.customerId}::bigint, (select id from customer where is_walk_in)), ${sold.locationId}, 'delivered',
             ${sold.notes}, ${sold.totalMinor}, ${sold.placedAt}::timestamptz, 'till', ${sold.pricesIncludeTax},
             ${sold.discountBasisPoints}, ${sold.totalMinor}
      returning id
    ), paid as (
      insert into payment (order_id, amount_minor, method, paid_on, reference, recorded_at, recorded_by)
      select made.id, p.amount, p.method, ${sold.paidOn}::date, p.reference, ${tx.at}, ${tx.actor.id}
        from made, unnest(${payments.map(one => one.amountMinor)}::bigint[], ${payments.map(one => one.method)}::text[],
                          ${payments.map(one => one.reference)}::text[]) as p (amount, method, reference)
    ), lines as (
      insert into sales_order_line (order_id, line_number, variant_id, quantity, price_minor, quantity_on_notes, quantity_delivered,
                                    discount_basis_points, tax_basis_points)
      select made.id, l.line_number, l.variant_id, l.quantity, l.price_minor, l.quantity, l.quantity, l.discount, l.tax
        from made, unnest(${lines.map(line => line.variantId)}::bigint[], ${lines.map(line => line.quantity)}::bigint[],
                          ${lines.map(line => line.priceMinor)}::bigint[], ${lines.map(line => line.discountBasisPoints)}::int[],
                          ${lines.map(line => line.taxBasisPoints)}::int[])
                   with ordinality as l (variant_id, quantity, price_minor, discount, tax, line_number)
      returning id, line_number
    )
    select id from lines order by line_number`.execute(tx.db)
  return rows.map(row => row.id)
}
