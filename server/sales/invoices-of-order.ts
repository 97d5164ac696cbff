import { sql } from 'kysely'
import type { InvoiceRow } from '../../contract/invoices.ts'
import type { Reader, Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

/** An order's invoices and credit notes, oldest first. */
export async function invoicesOfOrder(reader: Reader, orderId: number): Promise<InvoiceRow[]> {
  const { rows } = await sql<InvoiceRow>`
    select i.id, d.number, d.created_at as "createdAt", coalesce(s.name, 'Lotbook') as "createdBy",
           i.total_minor as "totalMinor",
           case when former.id is not null then json_build_object('id', former.id, 'number', former.number) end as cancels,
           case when later.id is not null then json_build_object('id', later.id, 'number', later.number) end as "cancelledBy"
      from invoice i
      join document d on d.id = i.id
      left join document former on former.id = i.cancels_id
      left join invoice credit on credit.cancels_id = i.id
      left join document later on later.id = credit.id
      left join staff s on s.id = d.created_by
     where i.order_id = ${orderId} order by i.id`.execute(reader.db)
  return rows
}

/** Refuses has_invoices while the order (its row is locked) has an invoice that is not cancelled. */
export async function refuseInvoiced(tx: Tx, orderId: number, order: string): Promise<void> {
  const valid = (await invoicesOfOrder(tx, orderId)).filter(one => !one.cancels && !one.cancelledBy)
  if (valid.length === 0) return
  throw refuse('has_invoices', { order, invoices: valid.map(one => one.number).join(', ') })
}
