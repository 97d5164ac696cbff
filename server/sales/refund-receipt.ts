import { sql } from 'kysely'
import type { PaymentMethod } from '../../contract/payments.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { lockOrder } from './lock-order.ts'
import { moneyText } from './record-payment.ts'

/**
 * Gives money back for goods of a receipt that came back: the order owes that much less, and its payments say how it was
 * given. The order's row is locked. Refuses not_found, and refund_too_large when so much is not paid any more (somebody
 * has given it back in the back office).
 */
export async function refundReceipt(
  tx: Tx,
  orderId: number,
  given: {
    readonly amountMinor: number
    readonly refunds: readonly { method: PaymentMethod; amountMinor: number; reference: string }[]
  },
): Promise<void> {
  const { amountMinor, refunds } = given
  const order = await lockOrder(tx, orderId)
  if (order.paidMinor < amountMinor)
    throw refuse('refund_too_large', {
      order: order.number,
      paid: await moneyText(tx, order.paidMinor),
      wanted: await moneyText(tx, amountMinor),
    })
  await sql`
    with booked as (
      insert into payment (order_id, amount_minor, method, paid_on, reference, recorded_at, recorded_by)
      select ${orderId}::bigint, -p.amount, p.method, ${tx.today}::date, p.reference, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from unnest(${refunds.map(one => one.amountMinor)}::bigint[], ${refunds.map(one => one.method)}::text[],
                    ${refunds.map(one => one.reference)}::text[]) as p (amount, method, reference)
    )
    update sales_order set paid_minor = paid_minor - ${amountMinor}, credited_minor = credited_minor + ${amountMinor}
     where id = ${orderId}`.execute(tx.db)
}
