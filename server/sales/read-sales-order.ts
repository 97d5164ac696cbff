import { sql } from 'kysely'
import type { SalesLine, SalesOrder, SalesOrderRow } from '../../contract/sales.ts'
import * as documents from '../documents/public.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { notesOfOrder } from './notes-of-order.ts'
import { orderRows } from './order-rows.ts'

/** One order with its lines, delivery notes and history. Refuses not_found. */
export async function readSalesOrder(reader: Reader, orderId: number): Promise<SalesOrder> {
  const [header, lines, deliveryNotes, events] = await Promise.all([
    readHeader(reader, orderId),
    readLines(reader, orderId),
    notesOfOrder(reader, orderId),
    documents.readEvents(reader, orderId),
  ])
  if (header === undefined) throw refuse('not_found', { what: 'sales order' })
  return { ...header, lines, deliveryNotes, events }
}

async function readHeader(
  reader: Reader,
  orderId: number,
): Promise<(SalesOrderRow & { notes: string }) | undefined> {
  const { rows } = await sql<SalesOrderRow & { notes: string }>`
    select r.*, o.notes from (${orderRows(sql`select ${orderId}::bigint as id`)}) r
      join sales_order o on o.id = r.id`.execute(reader.db)
  return rows[0]
}

async function readLines(reader: Reader, orderId: number): Promise<SalesLine[]> {
  const { rows } = await sql<SalesLine>`
    select l.id, l.line_number as "lineNumber", v.id as "variantId", p.id as "productId",
           v.product_number as "productNumber", v.name as "productName", v.decimals,
           json_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking,
           l.quantity, l.price_minor as "priceMinor", l.quantity_on_notes as "quantityOnNotes",
           l.quantity_delivered as "quantityDelivered"
      from sales_order_line l
      join variant v on v.id = l.variant_id
      join product p on p.id = v.product_id
     where l.order_id = ${orderId}
     order by l.line_number`.execute(reader.db)
  return rows
}
