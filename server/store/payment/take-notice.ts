import { sql } from 'kysely'
import * as messages from '../../messages/public.ts'
import type { Configuration } from '../../platform/configuration.ts'
import { inTransaction, type Tx } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import * as sales from '../../sales/public.ts'
import { say } from '../language/say.ts'
import { money } from '../look/formats.ts'
import { drawMail } from '../look/mail.ts'
import { readStoreFacts, type StoreFacts } from '../store-facts.ts'
import { publicAddress } from '../web/public-address.ts'
import { visitor } from '../web/visit.ts'
import type { PaymentMethod, PaymentNotice } from './payment-method.ts'

/**
 * Records what a provider says was paid, once however often it says so. Gives whether it was taken: false asks the provider
 * to come again. Money that comes after its order has lapsed is recorded, too, as what has to go back, and the merchant is told.
 */
export async function takeNotice(
  house: House,
  method: PaymentMethod,
  notice: PaymentNotice,
): Promise<boolean> {
  const act = { actor: visitor, at: house.clock(), timeZone: 'UTC' }
  const taken = await inTransaction(house.pool, act, tx => record(tx, house.configuration, method, notice))
  if (!taken)
    house.log.error(
      { method: method.id, reference: notice.reference },
      'a payment is of no order that is known, or in another currency',
    )
  return taken
}

async function record(
  tx: Tx,
  configuration: Configuration,
  method: PaymentMethod,
  { orderKey, amountMinor, currency, reference }: PaymentNotice,
): Promise<boolean> {
  const found = await sql<{ orderId: number }>`
    select s.order_id as "orderId" from store_order s, shop
     where s.key = ${orderKey} and shop.currency = ${currency.toUpperCase()}`.execute(tx.db)
  if (found.rows[0] === undefined) return false
  const { orderId } = found.rows[0]
  const told = await sql`
    insert into store_payment (method, reference, order_id, amount_minor, told_at)
    values (${method.id}, ${reference}, ${orderId}, ${amountMinor}, ${tx.at})
    on conflict do nothing returning 1`.execute(tx.db)
  if (told.rows.length === 0) return true
  const store = await readStoreFacts(tx)
  const order = await sales.recordArrivedPayment(tx, orderId, {
    amountMinor,
    method: method.recordedAs,
    paidOn: tx.today,
    reference: `${method.name(store)} ${reference}`.slice(0, 200),
  })
  if (order.state === 'cancelled') await tellOfLate(tx, configuration, store, order, amountMinor)
  return true
}

/** Writes to the shop's own address; without one, the order stands as overpaid in the sales overview, and that is all. */
async function tellOfLate(
  tx: Tx,
  configuration: Configuration,
  store: StoreFacts,
  { id, number }: { id: number; number: string },
  amountMinor: number,
): Promise<void> {
  if (store.email === '') return
  const subject = say(store, 'mails.paidLate.subject', { number })
  await messages.writeMessage(tx, {
    to: { name: store.name, address: store.email },
    subject,
    ...drawMail(store, subject, [
      {
        text: say(store, 'mails.paidLate.body', { amount: money(store, amountMinor), number }),
      },
      {
        link: {
          label: say(store, 'mails.paidLate.open'),
          address: publicAddress(configuration, `/admin/sales-orders/${id}`),
        },
      },
    ]),
    documentId: id,
  })
}
