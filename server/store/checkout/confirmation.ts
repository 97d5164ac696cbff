import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import * as messages from '../../messages/public.ts'
import type { Configuration } from '../../platform/configuration.ts'
import type { Tx } from '../../platform/database/public.ts'
import { drawMail, type MailPart } from '../look/mail.ts'
import { amount, dateText, money } from '../look/words.ts'
import { type BuyerOrder, isUnpaid, readBuyerOrder, toPay } from '../orders/buyer-order.ts'
import { methodOf } from '../payment/built-in.ts'
import { readStoreFacts, type StoreFacts } from '../store-facts.ts'
import { publicAddress } from '../web/public-address.ts'

/** Writes the e-mail that confirms an order, with what it costs, how to pay it, and the buyer's secret link. */
export async function writeConfirmation(
  tx: Tx,
  configuration: Configuration,
  orderId: number,
): Promise<void> {
  const [bought, store] = await Promise.all([readBuyerOrder(tx, { orderId }), readStoreFacts(tx)])
  if (bought === undefined) throw new Error(`order ${orderId} is none of the store`)
  await writeToBuyer(tx, store, bought, {
    subject: `Your order ${bought.order.number} at ${store.name}`,
    parts: [
      {
        text: `Hello ${bought.buyerName},\n\nthank you for your order. We have put the goods aside for you.`,
      },
      { rows: rowsOf(store, bought) },
      { text: bought.delivery === null ? bought.order.address : `It goes to:\n${bought.order.address}` },
      ...(bought.order.billingAddress === ''
        ? []
        : [{ text: `The invoice goes to:\n${bought.order.billingAddress}` }]),
      ...payment(store, bought),
      { link: { label: 'See your order', address: orderAddress(configuration, bought) } },
      {
        text: 'Whoever has this link sees your order: keep it to yourself. Serial numbers, lots and the parcel’s number will be there when the goods are sent.',
      },
    ],
  })
}

/** Tells the buyer that an order which was not paid in time has lapsed. */
export async function writeLapsed(tx: Tx, configuration: Configuration, orderId: number): Promise<void> {
  const [bought, store] = await Promise.all([readBuyerOrder(tx, { orderId }), readStoreFacts(tx)])
  if (bought === undefined) throw new Error(`order ${orderId} is none of the store`)
  await writeToBuyer(tx, store, bought, {
    subject: `Your order ${bought.order.number} at ${store.name} has lapsed`,
    parts: [
      {
        text: `Hello ${bought.buyerName},\n\nno payment for your order ${bought.order.number} has reached us in time, so it has lapsed and you owe nothing. If you have paid, please answer this e-mail.`,
      },
      { link: { label: 'Order anew', address: publicAddress(configuration, '/shop') } },
    ],
  })
}

/** Tells the buyer that the merchant has cancelled an order. */
export async function writeCancelled(
  tx: Tx,
  configuration: Configuration,
  bought: BuyerOrder,
): Promise<void> {
  const store = await readStoreFacts(tx)
  const { order } = bought
  const paid =
    order.paidMinor > 0 ? ` You have paid ${money(store, order.paidMinor)}, which you get back.` : ''
  await writeToBuyer(tx, store, bought, {
    subject: `Your order ${order.number} at ${store.name} was cancelled`,
    parts: [
      {
        text: `Hello ${bought.buyerName},\n\nyour order ${order.number} was cancelled, and you owe nothing for it.${paid} If you did not expect this, please answer this e-mail.`,
      },
      { link: { label: 'See your order', address: orderAddress(configuration, bought) } },
    ],
  })
}

/** Tells the buyer what left, with which parcel, and which lots and pieces it was. */
export async function writeSent(
  tx: Tx,
  configuration: Configuration,
  bought: BuyerOrder,
  note: DeliveryNote,
): Promise<void> {
  const store = await readStoreFacts(tx)
  const parcel = [note.carrier, note.trackingNumber].filter(Boolean).join(', ')
  const collected = bought.delivery === null
  await writeToBuyer(tx, store, bought, {
    subject: collected
      ? `What you collected of order ${bought.order.number} at ${store.name}`
      : `Your order ${bought.order.number} at ${store.name} was sent`,
    parts: [
      {
        text: `Hello ${bought.buyerName},\n\n${collected ? 'thank you for coming. This is what you have:' : 'these goods are on their way to you:'}`,
      },
      { text: note.lines.map(sentLine).join('\n\n') },
      ...(parcel === '' ? [] : [{ text: `Parcel: ${parcel}` }]),
      { link: { label: 'See your order', address: orderAddress(configuration, bought) } },
    ],
    documentId: note.id,
  })
}

/** “2 × Oat milk”, and below it lots with their expiry, serial numbers and identifiers. */
function sentLine({
  quantity,
  decimals,
  productName,
  picks,
  identifiers,
}: DeliveryNote['lines'][number]): string {
  const lots = picks.flatMap(({ lot }) => (lot === null ? [] : [lot]))
  const details = [
    ...new Set(
      lots.map(
        lot => `Lot ${lot.number}${lot.expiresOn === null ? '' : `, expires on ${dateText(lot.expiresOn)}`}`,
      ),
    ),
    ...picks.flatMap(pick => pick.units.map(unit => `Serial number ${unit.serial}`)),
    ...identifiers.map(one => `Identifier ${one.value}`),
  ]
  return [`${amount(quantity, decimals)} × ${productName}`, ...details].join('\n')
}

const orderAddress = (configuration: Configuration, { key }: BuyerOrder) =>
  publicAddress(configuration, `/shop/orders/${key}`)

function writeToBuyer(
  tx: Tx,
  store: StoreFacts,
  bought: BuyerOrder,
  { subject, parts, documentId }: { subject: string; parts: readonly MailPart[]; documentId?: number },
): Promise<number> {
  const signed = [
    ...parts,
    { text: [store.name, store.address, store.phone].filter(one => one !== '').join('\n') },
  ]
  return messages.writeMessage(tx, {
    to: { name: bought.buyerName, address: bought.email },
    subject,
    ...drawMail(subject, signed),
    documentId: documentId ?? bought.order.id,
  })
}

function rowsOf(store: StoreFacts, { order, delivery }: BuyerOrder): [string, string][] {
  const { sums } = order
  return [
    ...order.lines.map((line): [string, string] => [
      `${amount(line.quantity, line.decimals)} × ${line.productName}`,
      money(store, line.priceMinor) + (line.quantity === 10 ** line.decimals ? '' : ' each'),
    ]),
    ...(delivery === null
      ? []
      : [
          [`Delivery, ${delivery}`, sums.shippingMinor === 0 ? 'free' : money(store, sums.shippingMinor)] as [
            string,
            string,
          ],
        ]),
    ...(sums.taxMinor === 0
      ? []
      : [
          [order.pricesIncludeTax ? 'Tax (in the total)' : 'Tax', money(store, sums.taxMinor)] as [
            string,
            string,
          ],
        ]),
    ['Total', money(store, order.totalMinor)],
  ]
}

function payment(store: StoreFacts, bought: BuyerOrder): MailPart[] {
  const method = methodOf(bought.paymentMethod)
  return method === undefined || !isUnpaid(bought)
    ? []
    : [{ text: method.instructions(store, toPay(store, bought)) }]
}
