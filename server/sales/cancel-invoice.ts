import { sql } from 'kysely'
import type { WrittenInvoice } from '../../contract/invoices.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { lockOrder } from './lock-order.ts'

/**
 * Cancels an invoice by a credit note over all of it, numbered in the same series; what it had can be invoiced again.
 * Refuses not_found and invoice_cancelled (cancelled before, or a credit note itself).
 */
export async function cancelInvoice(tx: Tx, invoiceId: number): Promise<WrittenInvoice> {
  const { orderId } = await readInvoice(tx, invoiceId)
  await lockOrder(tx, orderId)
  const invoice = await readInvoice(tx, invoiceId)
  if (invoice.isCredit)
    throw refuse('invoice_cancelled', { invoice: invoice.number, by: 'it is a credit note' })
  if (invoice.cancelledBy !== null)
    throw refuse('invoice_cancelled', {
      invoice: invoice.number,
      by: `${invoice.cancelledBy} cancels it already`,
    })

  const id = await documents.openUnnumbered(tx, 'invoice')
  await sql`
    insert into invoice (id, order_id, cancels_id, bill_to, prices_include_tax, subtotal_minor, discount_minor,
                         shipping_minor, tax_minor, total_minor)
    select ${id}, order_id, id, bill_to, prices_include_tax, -subtotal_minor, -discount_minor, -shipping_minor,
           -tax_minor, -total_minor
      from invoice where id = ${invoiceId}`.execute(tx.db)
  await documents.recordEvent(tx, orderId, 'invoice cancelled', { invoiceId, creditNoteId: id })
  return { id, number: await documents.takeNumber(tx, id, 'invoice') }
}

async function readInvoice(tx: Tx, invoiceId: number) {
  const { rows } = await sql<{
    orderId: number
    number: string
    isCredit: boolean
    cancelledBy: string | null
  }>`
    select i.order_id as "orderId", d.number, i.cancels_id is not null as "isCredit", later.number as "cancelledBy"
      from invoice i join document d on d.id = i.id
      left join invoice credit on credit.cancels_id = i.id
      left join document later on later.id = credit.id
     where i.id = ${invoiceId}`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'invoice' })
  return rows[0]
}
