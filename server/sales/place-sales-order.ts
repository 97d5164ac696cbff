import { sql } from 'kysely'
import type { SalesOrder, SalesOrderInput } from '../../contract/sales.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { priceLines, totalOf } from './price-lines.ts'
import { readSalesOrder } from './read-sales-order.ts'

/**
 * Places an order under a number O… of its own and reserves its goods at its location at once. What it costs follows
 * `salesSums`, with the taxes of today; it is sent to the customer's address unless it names another. Refuses not_found
 * (customer, location or product is gone), bad_input (a total beyond all bounds) and what stock.reserve refuses.
 */
export async function placeSalesOrder(tx: Tx, input: SalesOrderInput): Promise<SalesOrder> {
  const { address, pricesIncludeTax } = await readParties(tx, input)
  const terms = {
    pricesIncludeTax,
    discountBasisPoints: input.discountBasisPoints ?? 0,
    shippingMinor: input.shippingMinor ?? 0,
    shippingTaxBasisPoints: input.shippingTaxBasisPoints ?? 0,
  }
  const lines = await priceLines(tx, input.lines)
  const totalMinor = totalOf(lines, terms)
  const { id } = await documents.openDocument(tx, 'sales_order')
  await sql`
    insert into sales_order (id, customer_id, location_id, notes, total_minor, placed_at, channel, address,
                             prices_include_tax, discount_basis_points, shipping_minor, shipping_tax_basis_points,
                             billing_address)
    values (${id}, ${input.customerId}, ${input.locationId}, ${input.notes}, ${totalMinor}, ${tx.at},
            ${input.channel ?? 'back_office'}, ${input.address ?? address}, ${pricesIncludeTax},
            ${terms.discountBasisPoints}, ${terms.shippingMinor}, ${terms.shippingTaxBasisPoints},
            ${input.billingAddress ?? ''})`.execute(tx.db)
  const { rows } = await sql<{ lineId: number; variantId: number; quantity: number }>`
    insert into sales_order_line (order_id, line_number, variant_id, quantity, price_minor, discount_basis_points, tax_basis_points)
    select ${id}, l.* from ${sql`
      unnest(${lines.map((_, index) => index + 1)}::int[], ${lines.map(line => line.variantId)}::bigint[],
             ${lines.map(line => line.quantity)}::bigint[], ${lines.map(line => line.priceMinor)}::bigint[],
             ${lines.map(line => line.discountBasisPoints)}::int[], ${lines.map(line => line.taxBasisPoints)}::int[])`} as l
    returning id as "lineId", variant_id as "variantId", quantity`.execute(tx.db)
  await stock.reserve(tx, { documentId: id, locationId: input.locationId, lines: rows })
  return readSalesOrder(tx, id)
}

async function readParties(
  tx: Tx,
  input: SalesOrderInput,
): Promise<{ address: string; pricesIncludeTax: boolean }> {
  const { rows } = await sql<{ address: string | null; location: boolean; pricesIncludeTax: boolean }>`
    select customer.address, coalesce((select prices_include_tax from shop), true) as "pricesIncludeTax",
           exists (select from location where id = ${input.locationId} and archived_at is null) as location
      from (select) one left join (
        select coalesce(address, '') as address from customer where id = ${input.customerId} and archived_at is null
      ) customer on true`.execute(tx.db)
  const { address, location, pricesIncludeTax } = rows[0]!
  if (address === null) throw refuse('not_found', { what: 'customer' })
  if (!location) throw refuse('not_found', { what: 'location' })
  return { address, pricesIncludeTax }
}
