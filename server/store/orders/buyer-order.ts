import { sql } from 'kysely'
import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import type { SalesOrder } from '../../../contract/sales.ts'
import * as fulfilment from '../../fulfilment/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import * as sales from '../../sales/public.ts'
import { dayText } from '../look/formats.ts'
import type { OrderToPay } from '../payment/payment-method.ts'
import type { StoreFacts } from '../store-facts.ts'

/** An order as its buyer sees it. */
export interface BuyerOrder {
  readonly order: SalesOrder
  readonly key: string
  readonly buyerName: string
  readonly email: string
  /** What it is sent by; null when it is collected. */
  readonly delivery: string | null
  readonly paymentMethod: string
  readonly lapsesAt: string | null
  /** Notes that left, with what was on them. */
  readonly sent: readonly DeliveryNote[]
  readonly returnRequests: readonly { readonly askedAt: string; readonly isSettled: boolean }[]
}

type Which = { readonly key: string } | { readonly orderId: number }

/** The order behind a secret link; undefined when there is none. */
export async function readBuyerOrder(reader: Reader, which: Which): Promise<BuyerOrder | undefined> {
  const wanted = 'key' in which ? sql`s.key = ${which.key}` : sql`s.order_id = ${which.orderId}`
  const { rows } = await sql<Omit<BuyerOrder, 'order' | 'sent'> & { orderId: number }>`
    select s.order_id as "orderId", s.key, s.buyer_name as "buyerName", s.email, s.delivery,
           s.payment_method as "paymentMethod", s.lapses_at as "lapsesAt",
           coalesce((select json_agg(json_build_object('askedAt', asked_at, 'isSettled', settled_at is not null) order by id)
                       from return_request r where r.order_id = s.order_id), '[]') as "returnRequests"
      from store_order s where ${wanted}`.execute(reader.db)
  if (rows[0] === undefined) return undefined
  const { orderId, ...found } = rows[0]
  const order = await sales.readSalesOrder(reader, orderId)
  const left = order.deliveryNotes.filter(note => note.state === 'shipped' || note.state === 'delivered')
  const sent = await Promise.all(left.map(note => fulfilment.readDeliveryNote(reader, note.id)))
  return { ...found, order, sent }
}

export function toPay(store: StoreFacts, { order, key, delivery, lapsesAt }: BuyerOrder): OrderToPay {
  return {
    number: order.number,
    key,
    totalMinor: order.totalMinor - order.paidMinor,
    currency: store.currency,
    payBy: lapsesAt === null ? null : dayText(store, lapsesAt),
    how: delivery === null ? 'collection' : 'delivery',
  }
}

/** Whether the buyer has still to pay for it. */
export const isUnpaid = ({ order }: BuyerOrder): boolean =>
  order.paymentState === 'unpaid' || order.paymentState === 'part_paid'
