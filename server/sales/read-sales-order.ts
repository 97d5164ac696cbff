import { sql } from 'kysely'
import type { SalesLine, SalesOrder, SalesOrderRow } from '../../contract/sales.ts'
import { salesSums } from '../../contract/sales-sums.ts'
import * as documents from '../documents/public.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { invoicesOfOrder } from './invoices-of-order.ts'
import { notesOfOrder } from './notes-of-order.ts'
import { orderRows } from './order-rows.ts'
import { paymentsOfOrder } from './payments-of-order.ts'

/** One order with its lines, payments, invoices, delivery notes and history. Refuses not_found. */
export async function readSalesOrder(reader: Reader, orderId: number): Promise<SalesOrder> {
  const [header, lines, payments, invoices, deliveryNotes, events] = await Promise.all([
    readHeader(reader, orderId),
    readLines(reader, orderId),
    paymentsOfOrder(reader, orderId),
    invoicesOfOrder(reader, orderId),
    notesOfOrder(reader, orderId),
    documents.readEvents(reader, orderId),
  ])
  if (header === undefined) throw refuse('not_found', { what: 'sales order' })
  const sums = salesSums(lines, header)
  return { ...header, sums, allocated: allocatedOf(lines), lines, payments, invoices, deliveryNotes, events }
}

function allocatedOf(lines: readonly SalesLine[]): SalesOrder['allocated'] {
  if (lines.every(line => line.quantityOnNotes === line.quantity)) return 'all'
  return lines.some(line => line.quantityOnNotes > 0) ? 'part' : 'none'
}

type Header = SalesOrderRow &
  Pick<
    SalesOrder,
    | 'version'
    | 'notes'
    | 'address'
    | 'billingAddress'
    | 'pricesIncludeTax'
    | 'discountBasisPoints'
    | 'shippingMinor'
    | 'shippingTaxBasisPoints'
  >

async function readHeader(reader: Reader, orderId: number): Promise<Header | undefined> {
  const { rows } = await sql<Header>`
    select r.*, o.version, o.notes, o.address, o.billing_address as "billingAddress", o.prices_include_tax as "pricesIncludeTax",
           o.discount_basis_points as "discountBasisPoints", o.shipping_minor as "shippingMinor",
           o.shipping_tax_basis_points as "shippingTaxBasisPoints"
      from (${orderRows(sql`select ${orderId}::bigint as id`)}) r
      join sales_order o on o.id = r.id`.execute(reader.db)
  return rows[0]
}

async function readLines(reader: Reader, orderId: number): Promise<SalesLine[]> {
  const { rows } = await sql<SalesLine>`
    select l.id, l.line_number as "lineNumber", v.id as "variantId", p.id as "productId",
           v.product_number as "productNumber", v.name as "productName", v.decimals,
           json_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking, p.backorders_allowed as "backordersAllowed",
           l.quantity, l.price_minor as "priceMinor", l.discount_basis_points as "discountBasisPoints",
           l.tax_basis_points as "taxBasisPoints", l.quantity_on_notes as "quantityOnNotes",
           l.quantity_delivered as "quantityDelivered",
           coalesce(claim.waiting, 0) as "quantityWaiting", coalesce(claim.ahead, 0) as "quantityAhead"
      from sales_order_line l
      join variant v on v.id = l.variant_id
      join product p on p.id = v.product_id
      left join lateral (
        select sum(least(greatest(queue.before + r.quantity - queue.sellable, 0), r.quantity))::bigint as waiting,
               max(greatest(queue.before - queue.sellable, 0)) as ahead
          from reservation r cross join lateral (${queueOf(reader.today)}) queue
         where r.document_line_id = l.id and r.quantity > 0
      ) claim on true
     where l.order_id = ${orderId}
     order by l.line_number`.execute(reader.db)
  return rows
}

/** Where more is reserved than there is: what can be sold, and what earlier orders than the reservation `r` claim of it. */
const queueOf = (today: string) => sql`
  select level.sellable, (
           select coalesce(sum(earlier.quantity), 0)::bigint from reservation earlier
            where earlier.variant_id = r.variant_id and earlier.location_id = r.location_id and earlier.quantity > 0
              and (earlier.made_at, earlier.document_line_id) < (r.made_at, r.document_line_id)) as before
    from (select reserved.quantity, (${stock.sellableOf('reserved.variant_id', 'reserved.location_id', today)}) as sellable
            from reserved_level reserved
           where reserved.variant_id = r.variant_id and reserved.location_id = r.location_id) level
   where level.quantity > level.sellable`
