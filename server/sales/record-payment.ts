import { sql } from 'kysely'
import type { PaymentInput } from '../../contract/payments.ts'
import type { SalesOrder } from '../../contract/sales.ts'
import * as documents from '../documents/public.ts'
import type { Reader, Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { lockOrder } from './lock-order.ts'
import { paymentsOfOrder } from './payments-of-order.ts'
import { readSalesOrder } from './read-sales-order.ts'

/**
 * Records that an order was paid. Refuses not_found, wrong_state (a cancelled order is not paid) and changed_meanwhile:
 * another payment was recorded since the clerk looked, perhaps the same one.
 */
export async function recordPayment(tx: Tx, orderId: number, input: PaymentInput): Promise<SalesOrder> {
  const order = await lockOrder(tx, orderId)
  if (order.paidMinor !== input.paidBeforeMinor) throw await whoRecorded(tx, orderId)
  if (order.state === 'cancelled')
    throw refuse('wrong_state', { document: order.number, state: order.state, needed: 'not cancelled' })
  return book(tx, orderId, input, input.amountMinor)
}

/**
 * Records money that has arrived already, whatever became of the order: of one that is cancelled, it is what has to go back.
 * The caller sees to it that each payment is told once. Refuses not_found.
 */
export async function recordArrivedPayment(
  tx: Tx,
  orderId: number,
  input: Omit<PaymentInput, 'paidBeforeMinor'>,
): Promise<SalesOrder> {
  const order = await lockOrder(tx, orderId)
  return book(tx, orderId, { ...input, paidBeforeMinor: order.paidMinor }, input.amountMinor)
}

/** Records that money went back. Refuses not_found, changed_meanwhile, and refund_too_large beyond what was paid. */
export async function refundPayment(tx: Tx, orderId: number, input: PaymentInput): Promise<SalesOrder> {
  const order = await lockOrder(tx, orderId)
  if (order.paidMinor !== input.paidBeforeMinor) throw await whoRecorded(tx, orderId)
  if (order.paidMinor < input.amountMinor)
    throw refuse('refund_too_large', {
      order: order.number,
      paid: await moneyText(tx, order.paidMinor),
      wanted: await moneyText(tx, input.amountMinor),
    })
  return book(tx, orderId, input, -input.amountMinor)
}

/** The payment and what is paid with it, in one statement, so that one never tells another story than the other. */
async function book(tx: Tx, orderId: number, input: PaymentInput, amountMinor: number): Promise<SalesOrder> {
  await sql`
    with booked as (
      insert into payment (order_id, amount_minor, method, paid_on, reference, recorded_at, recorded_by)
      values (${orderId}, ${amountMinor}, ${input.method}, ${input.paidOn}, ${input.reference}, ${tx.at}, ${tx.actor.id})
      returning order_id, amount_minor
    )
    update sales_order o set paid_minor = o.paid_minor + booked.amount_minor from booked where o.id = booked.order_id`.execute(
    tx.db,
  )
  const detail = { amountMinor: input.amountMinor, method: input.method }
  await documents.recordEvent(tx, orderId, amountMinor > 0 ? 'paid' : 'refunded', detail)
  return readSalesOrder(tx, orderId)
}

async function whoRecorded(tx: Tx, orderId: number) {
  const last = (await paymentsOfOrder(tx, orderId)).at(-1)
  return refuse('changed_meanwhile', { what: 'order’s payments', by: last?.recordedBy ?? 'Somebody' })
}

/** An amount as a sentence has it: €12.50. */
export async function moneyText(reader: Reader, minor: number): Promise<string> {
  const { rows } = await sql<{ currency: string }>`select currency from shop`.execute(reader.db)
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: rows[0]?.currency ?? 'EUR' })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
