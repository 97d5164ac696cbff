import { sql } from 'kysely'
import type { Invoice, ListedInvoice } from '../../contract/invoices.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { invoiceRows } from './invoice-rows.ts'

/** An invoice or credit note as it was written, with the lines of what it cancels if it is one. Refuses not_found. */
export async function readInvoice(reader: Reader, invoiceId: number): Promise<Invoice> {
  const [head, written] = await Promise.all([
    sql<ListedInvoice>`${invoiceRows(sql`select ${invoiceId}::bigint`)}`.execute(reader.db),
    sql<Omit<Invoice, keyof ListedInvoice>>`
      select i.bill_to as "billTo", i.prices_include_tax as "pricesIncludeTax",
             json_build_object('subtotalMinor', i.subtotal_minor, 'discountMinor', i.discount_minor,
               'shippingMinor', i.shipping_minor, 'taxMinor', i.tax_minor, 'totalMinor', i.total_minor, 'taxes', coalesce((
                 select json_agg(json_build_object('basisPoints', t.basis_points, 'discountMinor', side * t.discount_minor,
                          'amountMinor', side * t.amount_minor, 'taxMinor', side * t.tax_minor) order by t.basis_points)
                   from invoice_tax t where t.invoice_id = about), '[]')) as sums,
             coalesce((select json_agg(json_build_object('productNumber', l.product_number, 'productName', l.product_name,
                                'decimals', l.decimals, 'quantity', l.quantity, 'priceMinor', l.price_minor,
                                'amountMinor', side * l.amount_minor) order by l.line_number)
                         from invoice_line l where l.invoice_id = about), '[]') as lines,
             coalesce((select json_agg(json_build_object('id', d.id, 'number', d.number) order by d.id)
                         from invoice_delivery_note told join document d on d.id = told.note_id
                        where told.invoice_id = about), '[]') as notes
        from invoice i
       cross join lateral (select coalesce(i.cancels_id, i.id) as about, case when i.cancels_id is null then 1 else -1 end as side) w
       where i.id = ${invoiceId}`.execute(reader.db),
  ])
  if (head.rows[0] === undefined || written.rows[0] === undefined)
    throw refuse('not_found', { what: 'invoice' })
  return { ...head.rows[0], ...written.rows[0] }
}
