import { sql } from 'kysely'
import type { Payment } from '../../contract/payments.ts'
import type { Reader } from '../platform/database/public.ts'

/** An order's payments and refunds, oldest first. */
export async function paymentsOfOrder(reader: Reader, orderId: number): Promise<Payment[]> {
  const { rows } = await sql<Payment>`
    select p.id, p.amount_minor as "amountMinor", p.method, p.paid_on as "paidOn", p.reference,
           p.recorded_at as "recordedAt", coalesce(s.name, 'Lotbook') as "recordedBy"
      from payment p left join staff s on s.id = p.recorded_by
     where p.order_id = ${orderId} order by p.id`.execute(reader.db)
  return rows
}
