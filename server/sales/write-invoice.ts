import { sql } from 'kysely'
import type { InvoiceInput, WrittenInvoice } from '../../contract/invoices.ts'
import {
  lineAmountMinor,
  type SalesSums,
  type SoldLine,
  salesSums,
  sumsLess,
} from '../../contract/sales-sums.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { lockOrder } from './lock-order.ts'

interface OrderLine extends SoldLine {
  id: number
  productNumber: string
  productName: string
  delivered: number
  /** On valid invoices: how much, and for what. */
  invoiced: number
  invoicedMinor: number
}

interface InvoicedLine extends OrderLine {
  readonly amountMinor: number
}

/**
 * Writes an invoice I… over an order, or over what was delivered of it, as far as no valid invoice has it. Its sums are
 * what the order costs up to here less what is invoiced already, so that parts add up to the whole to the last cent;
 * shipping is on the first. Refuses not_found, wrong_state (cancelled) and nothing_to_invoice.
 */
export async function writeInvoice(tx: Tx, orderId: number, { of }: InvoiceInput): Promise<WrittenInvoice> {
  const order = await lockOrder(tx, orderId)
  if (order.state === 'cancelled')
    throw refuse('wrong_state', { document: order.number, state: order.state, needed: 'not cancelled' })
  const known = await readLines(tx, orderId)
  const upTo = known.map(line => ({
    ...line,
    quantity: of === 'order' ? line.quantity : Math.max(line.delivered, line.invoiced),
  }))
  const lines = upTo.flatMap(line => invoicedNow(line))
  if (lines.length === 0)
    throw refuse('nothing_to_invoice', { order: order.number, delivered: of === 'delivered' })
  const sums = sumsLess(
    salesSums(
      upTo.filter(line => line.quantity > 0),
      order,
    ),
    await invoicedSums(tx, orderId),
  )

  const id = await documents.openUnnumbered(tx, 'invoice')
  await storeInvoice(tx, { id, orderId, pricesIncludeTax: order.pricesIncludeTax }, sums)
  await storeLines(tx, id, lines)
  await storeTaxes(tx, id, sums)
  await storeNotes(tx, id, orderId)
  await documents.recordEvent(tx, orderId, 'invoiced', { invoiceId: id })
  return { id, number: await documents.takeNumber(tx, id, 'invoice') }
}

function invoicedNow(line: OrderLine): InvoicedLine[] {
  const quantity = line.quantity - line.invoiced
  if (quantity === 0) return []
  return [{ ...line, quantity, amountMinor: lineAmountMinor(line) - line.invoicedMinor }]
}

async function readLines(tx: Tx, orderId: number): Promise<OrderLine[]> {
  const { rows } = await sql<OrderLine>`
    select l.id, v.product_number as "productNumber", v.name as "productName", v.decimals, l.quantity,
           l.price_minor as "priceMinor", l.discount_basis_points as "discountBasisPoints",
           l.tax_basis_points as "taxBasisPoints", l.quantity_delivered as delivered,
           coalesce(sum(il.quantity), 0)::bigint as invoiced, coalesce(sum(il.amount_minor), 0)::bigint as "invoicedMinor"
      from sales_order_line l
      join variant v on v.id = l.variant_id
      left join (select il.* from invoice_line il join invoice i on i.id = il.invoice_id
                  where i.order_id = ${orderId} and ${isValid}) il on il.order_line_id = l.id
     where l.order_id = ${orderId}
     group by l.id, v.id order by l.line_number`.execute(tx.db)
  return rows
}

/** An invoice `i` that no credit note cancels, and that is none itself. */
const isValid = sql`i.cancels_id is null and not exists (select from invoice credit where credit.cancels_id = i.id)`

async function invoicedSums(tx: Tx, orderId: number): Promise<SalesSums[]> {
  const { rows } = await sql<SalesSums>`
    select i.subtotal_minor as "subtotalMinor", i.discount_minor as "discountMinor", i.shipping_minor as "shippingMinor",
           i.tax_minor as "taxMinor", i.total_minor as "totalMinor",
           coalesce((select json_agg(json_build_object('basisPoints', t.basis_points, 'discountMinor', t.discount_minor,
                                            'amountMinor', t.amount_minor, 'taxMinor', t.tax_minor))
                       from invoice_tax t where t.invoice_id = i.id), '[]') as taxes
      from invoice i where i.order_id = ${orderId} and ${isValid}`.execute(tx.db)
  return rows
}

async function storeInvoice(
  tx: Tx,
  { id, orderId, pricesIncludeTax }: { id: number; orderId: number; pricesIncludeTax: boolean },
  sums: SalesSums,
): Promise<void> {
  await sql`
    insert into invoice (id, order_id, bill_to, prices_include_tax, subtotal_minor, discount_minor, shipping_minor,
                         tax_minor, total_minor)
    select ${id}, o.id, concat_ws(chr(10), coalesce(nullif(o.billing_address, ''), concat_ws(chr(10), c.name, nullif(c.address, ''))), c.number), ${pricesIncludeTax},
           ${sums.subtotalMinor}, ${sums.discountMinor}, ${sums.shippingMinor}, ${sums.taxMinor}, ${sums.totalMinor}
      from sales_order o join customer c on c.id = o.customer_id where o.id = ${orderId}`.execute(tx.db)
}

async function storeLines(tx: Tx, id: number, lines: readonly InvoicedLine[]): Promise<void> {
  await sql`
    insert into invoice_line (invoice_id, line_number, order_line_id, product_number, product_name, decimals, quantity,
                              price_minor, discount_basis_points, tax_basis_points, amount_minor)
    select ${id}, l.* from (select * from unnest(${lines.map((_, index) => index + 1)}::int[],
      ${lines.map(line => line.id)}::bigint[], ${lines.map(line => line.productNumber)}::text[],
      ${lines.map(line => line.productName)}::text[], ${lines.map(line => line.decimals)}::int[],
      ${lines.map(line => line.quantity)}::bigint[], ${lines.map(line => line.priceMinor)}::bigint[],
      ${lines.map(line => line.discountBasisPoints)}::int[], ${lines.map(line => line.taxBasisPoints)}::int[],
      ${lines.map(line => line.amountMinor)}::bigint[])) l`.execute(tx.db)
}

async function storeTaxes(tx: Tx, id: number, { taxes }: SalesSums): Promise<void> {
  await sql`
    insert into invoice_tax (invoice_id, basis_points, discount_minor, amount_minor, tax_minor)
    select ${id}, t.* from (select * from unnest(${taxes.map(tax => tax.basisPoints)}::int[],
      ${taxes.map(tax => tax.discountMinor)}::bigint[], ${taxes.map(tax => tax.amountMinor)}::bigint[],
      ${taxes.map(tax => tax.taxMinor)}::bigint[])) t`.execute(tx.db)
}

/** The delivered notes that no valid invoice tells of yet. */
async function storeNotes(tx: Tx, id: number, orderId: number): Promise<void> {
  await sql`
    insert into invoice_delivery_note (invoice_id, note_id)
    select ${id}, n.id from delivery_note n
     where n.order_id = ${orderId} and n.state = 'delivered'
       and not exists (select from invoice_delivery_note told join invoice i on i.id = told.invoice_id
                        where told.note_id = n.id and ${isValid})`.execute(tx.db)
}
