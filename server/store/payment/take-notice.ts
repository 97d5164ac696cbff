import { sql } from 'kysely'
import { inTransaction } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import { Refusal } from '../../platform/refusal.ts'
import * as sales from '../../sales/public.ts'
import { visitor } from '../web/visit.ts'
import type { PaymentMethod, PaymentNotice } from './payment-method.ts'

/**
 * Records what a provider says was paid, once however often it says so. Gives whether it was taken: false asks the provider
 * to come again. A payment of an order that lapsed meanwhile is refused, and stands in the log for a person to give it back.
 */
export async function takeNotice(
  house: House,
  method: PaymentMethod,
  notice: PaymentNotice,
): Promise<boolean> {
  const act = {
    actor: visitor,
    at: house.clock(),
    timeZone: 'UTC',
    idempotency: { key: `payment/${method.id}/${notice.reference}`, content: notice },
  }
  try {
    return await inTransaction(house.pool, act, async tx => {
      const { rows } = await sql<{ orderId: number; paidMinor: number }>`
        select o.id as "orderId", o.paid_minor as "paidMinor" from store_order s join sales_order o on o.id = s.order_id
         where s.key = ${notice.orderKey} for update of o`.execute(tx.db)
      if (rows[0] === undefined) return false
      await sales.recordPayment(tx, rows[0].orderId, {
        amountMinor: notice.amountMinor,
        method: method.recordedAs,
        paidOn: tx.today,
        reference: `${method.name} ${notice.reference}`.slice(0, 200),
        paidBeforeMinor: rows[0].paidMinor,
      })
      return true
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    house.log.error(
      { method: method.id, reference: notice.reference, why: error.message },
      'a payment could not be recorded',
    )
    return false
  }
}
