import { sql } from 'kysely'
import type { SalesOrder, SalesOrderInput } from '../../contract/sales.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { readSalesOrder } from './read-sales-order.ts'

/**
 * Places an order under a number O… of its own and reserves its goods at its location at once. A line is worth
 * quantity × price, rounded to the minor unit when the product is counted with decimals. Refuses not_found (customer,
 * location or product is gone), bad_input (a total beyond all bounds) and what stock.reserve refuses.
 */
export async function placeSalesOrder(tx: Tx, input: SalesOrderInput): Promise<SalesOrder> {
  const { id } = await documents.openDocument(tx, 'sales_order')
  const lines = await insertOrder(tx, id, input)
  if (lines.length < input.lines.length) throw await whyNotPlaced(tx, input)
  await stock.reserve(tx, { documentId: id, locationId: input.locationId, lines })
  return readSalesOrder(tx, id)
}

interface PlacedLine {
  lineId: number
  variantId: number
  quantity: number
}

/** Order and lines in one statement; nothing comes back when the order could not be made, too little when a product is gone. */
async function insertOrder(tx: Tx, id: number, input: SalesOrderInput): Promise<PlacedLine[]> {
  const { rows } = await sql<PlacedLine>`
    with wanted as (${wantedLines(input)}),
    placed as (
      insert into sales_order (id, customer_id, location_id, notes, total_minor)
      select ${id}, c.id, l.id, ${input.notes}, (select sum(worth) from wanted)::bigint
        from customer c, location l
       where c.id = ${input.customerId} and c.archived_at is null
         and l.id = ${input.locationId} and l.archived_at is null
         and (select sum(worth) from wanted) <= ${largestTotal}::numeric
      returning id
    )
    insert into sales_order_line (order_id, line_number, variant_id, quantity, price_minor)
    select placed.id, w.line_number, w.variant_id, w.quantity, w.price_minor
      from placed, wanted w
     order by w.line_number
    returning id as "lineId", variant_id as "variantId", quantity`.execute(tx.db)
  return rows
}

/** What a number on the wire carries exactly. */
const largestTotal = Number.MAX_SAFE_INTEGER

const wantedLines = (input: SalesOrderInput) => sql`
  select w.line_number, v.id as variant_id, w.quantity, w.price_minor,
         round(w.quantity::numeric * w.price_minor / 10::numeric ^ v.decimals) as worth
    from unnest(${input.lines.map(line => line.variantId)}::bigint[], ${input.lines.map(line => line.quantity)}::bigint[],
                ${input.lines.map(line => line.priceMinor)}::bigint[])
         with ordinality as w(variant_id, quantity, price_minor, line_number)
    join variant v on v.id = w.variant_id and v.archived_at is null
    join product p on p.id = v.product_id and p.archived_at is null`

async function whyNotPlaced(tx: Tx, input: SalesOrderInput) {
  const { rows } = await sql<{ customer: boolean; location: boolean; products: number }>`
    select exists (select from customer where id = ${input.customerId} and archived_at is null) as customer,
           exists (select from location where id = ${input.locationId} and archived_at is null) as location,
           (select count(*) from (${wantedLines(input)}) w) as products`.execute(tx.db)
  const found = rows[0]!
  if (!found.customer) return refuse('not_found', { what: 'customer' })
  if (!found.location) return refuse('not_found', { what: 'location' })
  if (found.products < input.lines.length) return refuse('not_found', { what: 'product' })
  const sentence = 'The order’s total is too large. Check the quantities and prices for a typing mistake.'
  return refuse('bad_input', { problems: [{ path: 'lines', sentence }] })
}
