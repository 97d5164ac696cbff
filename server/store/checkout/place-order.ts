import { sql } from 'kysely'
import type { SalesOrder } from '../../../contract/sales.ts'
import * as people from '../../people/public.ts'
import type { Configuration } from '../../platform/configuration.ts'
import type { Tx } from '../../platform/database/public.ts'
import * as sales from '../../sales/public.ts'
import { hashOf, newKey } from '../basket/basket-cookie.ts'
import { type BasketLine, isTooMuch, readBasketLines } from '../basket/read-basket.ts'
import { say } from '../language/say.ts'
import { methodOf } from '../payment/built-in.ts'
import type { PaymentMethod } from '../payment/payment-method.ts'
import { readStoreFacts, type StoreFacts } from '../store-facts.ts'
import { addressLines, type BuyerDetails, billingLines, buyerDetails } from './buyer-details.ts'
import { writeConfirmation } from './confirmation.ts'
import { readZones } from './delivery-zones.ts'
import { quotesFor } from './quote.ts'

export interface Placing {
  readonly basketKey: string
  readonly rate: string
  readonly paymentMethod: string
  /** What the buyer saw that it costs. */
  readonly seenTotalMinor: number
}

export type Placed =
  | { readonly outcome: 'placed'; readonly orderKey: string }
  /** Something of it is not as the buyer saw it. */
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'incomplete' }
  | { readonly outcome: 'empty' }

/**
 * Makes the basket one order O…, reserved at once, with a secret link for its buyer and the e-mail that confirms it. Whoever
 * comes while it is being made waits for the basket's row and gets the same order. Refuses what placeSalesOrder refuses.
 */
export async function placeStoreOrder(
  tx: Tx,
  configuration: Configuration,
  placing: Placing,
): Promise<Placed> {
  const basket = await lockBasket(tx, placing.basketKey)
  if (basket === undefined) return { outcome: 'empty' }
  if (basket.orderKey !== null) return { outcome: 'placed', orderKey: basket.orderKey }
  const [lines, store, zones] = await Promise.all([
    readBasketLines(tx, basket.id),
    readStoreFacts(tx),
    readZones(tx),
  ])
  if (lines.length === 0) return { outcome: 'empty' }
  const read = buyerDetails.safeParse(basket.checkout)
  if (!read.success) return { outcome: 'incomplete' }
  const buyer = read.data
  const method = methodOf(placing.paymentMethod)
  const locationId = locationOf(store, buyer)
  if (locationId === undefined || !method?.isOffered(store, buyer.how)) return { outcome: 'incomplete' }
  const quote = quotesFor(store, zones, buyer, lines).find(one => one.rate === placing.rate)
  if (
    !store.isOpen ||
    quote?.sums.totalMinor !== placing.seenTotalMinor ||
    lines.some(line => line.isGone || isTooMuch(store, line))
  )
    return { outcome: 'changed' }

  const order = await placeInSales(tx, store, {
    buyer,
    lines,
    locationId,
    shippingMinor: quote.sums.shippingMinor,
  })
  const orderKey = newKey()
  const delivery = buyer.how === 'delivery' ? quote.rate : null
  await keepStoreOrder(tx, store, { order, orderKey, buyer, delivery, method })
  await sql`update store_basket set order_id = ${order.id}, changed_at = ${tx.at} where id = ${basket.id}`.execute(
    tx.db,
  )
  await writeConfirmation(tx, configuration, order.id)
  return { outcome: 'placed', orderKey }
}

async function lockBasket(tx: Tx, key: string) {
  const { rows } = await sql<{ id: number; checkout: unknown; orderId: number | null }>`
    select id, checkout, order_id as "orderId" from store_basket where key_hash = ${hashOf(key)} for update`.execute(
    tx.db,
  )
  if (rows[0] === undefined) return undefined
  // Asked for once the row is held: only then is the order of whoever was quicker to be seen.
  const placed = await sql<{ key: string }>`
    select key from store_order where order_id = ${rows[0].orderId}`.execute(tx.db)
  return { ...rows[0], orderKey: placed.rows[0]?.key ?? null }
}

/** Where the goods are taken from, if it is still a place of the store. */
function locationOf(store: StoreFacts, buyer: BuyerDetails): number | undefined {
  if (buyer.how === 'delivery') return store.locationId ?? undefined
  return store.collectionPoints.find(one => one.id === buyer.locationId)?.id
}

async function placeInSales(
  tx: Tx,
  store: StoreFacts,
  of: { buyer: BuyerDetails; lines: readonly BasketLine[]; locationId: number; shippingMinor: number },
): Promise<SalesOrder> {
  const { buyer, lines, locationId, shippingMinor } = of
  return sales.placeSalesOrder(tx, {
    customerId: await customerOf(tx, store, buyer),
    locationId,
    channel: 'store',
    notes: buyer.note,
    address:
      buyer.how === 'delivery'
        ? addressLines(store, buyer).join('\n')
        : collectionText(store, buyer.locationId),
    billingAddress: billingLines(store, buyer).join('\n'),
    shippingMinor,
    shippingTaxBasisPoints: store.shippingTaxBasisPoints,
    lines: lines.map(({ variantId, quantity, priceMinor }) => ({ variantId, quantity, priceMinor })),
  })
}

function collectionText(store: StoreFacts, locationId: number): string {
  const place = store.collectionPoints.find(one => one.id === locationId)?.name
  return place === undefined
    ? say(store, 'checkout.collectedAtShop')
    : say(store, 'checkout.collectedAt', { place })
}

/**
 * A buyer who gave the very name, e-mail and address of a customer is that customer. Anybody else is a new one: an e-mail
 * address alone proves nothing, and whoever types a stranger's must not get the stranger's address on their invoice.
 */
async function customerOf(tx: Tx, store: StoreFacts, buyer: BuyerDetails): Promise<number> {
  const address = addressLines(store, buyer).slice(1).join('\n')
  const { rows } = await sql<{ id: number }>`
    select id from customer
     where lower(email) = lower(${buyer.email}) and name = ${buyer.name} and coalesce(address, '') = ${address}
       and coalesce(phone, '') = ${buyer.phone} and archived_at is null
     order by id limit 1`.execute(tx.db)
  if (rows[0] !== undefined) return rows[0].id
  const { name, email, phone } = buyer
  return (await people.addCustomer(tx, { name, email, phone, address, notes: '' })).id
}

async function keepStoreOrder(
  tx: Tx,
  store: StoreFacts,
  of: {
    order: SalesOrder
    orderKey: string
    buyer: BuyerDetails
    delivery: string | null
    method: PaymentMethod
  },
): Promise<void> {
  const { order, orderKey, buyer, delivery, method } = of
  await sql`
    insert into store_order (order_id, key, buyer_name, email, phone, delivery, payment_method, lapses_at)
    values (${order.id}, ${orderKey}, ${buyer.name}, ${buyer.email}, ${buyer.phone}, ${delivery}, ${method.id},
            case when ${order.totalMinor > 0} then ${tx.at}::timestamptz + make_interval(days => ${store.daysToPay}::int) end)`.execute(
    tx.db,
  )
}
