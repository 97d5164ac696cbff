import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import * as messages from '../../messages/public.ts'
import type { Configuration } from '../../platform/configuration.ts'
import type { Tx } from '../../platform/database/public.ts'
import { say } from '../language/say.ts'
import { amount, dateText, money } from '../look/formats.ts'
import { drawMail, type MailPart } from '../look/mail.ts'
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
    subject: say(store, 'mails.ordered.subject', { number: bought.order.number, store: store.name }),
    parts: [
      { text: say(store, 'mails.ordered.thanks') },
      { rows: rowsOf(store, bought) },
      {
        text:
          bought.delivery === null
            ? bought.order.address
            : `${say(store, 'mails.ordered.goesTo')}\n${bought.order.address}`,
      },
      ...(bought.order.billingAddress === ''
        ? []
        : [{ text: `${say(store, 'mails.ordered.invoiceGoesTo')}\n${bought.order.billingAddress}` }]),
      ...payment(store, bought),
      seeOrder(configuration, store, bought),
      { text: say(store, 'mails.ordered.secret') },
    ],
  })
}

/** Tells the buyer that an order which was not paid in time has lapsed. */
export async function writeLapsed(tx: Tx, configuration: Configuration, orderId: number): Promise<void> {
  const [bought, store] = await Promise.all([readBuyerOrder(tx, { orderId }), readStoreFacts(tx)])
  if (bought === undefined) throw new Error(`order ${orderId} is none of the store`)
  await writeToBuyer(tx, store, bought, {
    subject: say(store, 'mails.lapsed.subject', { number: bought.order.number, store: store.name }),
    parts: [
      { text: say(store, 'mails.lapsed.body', { number: bought.order.number }) },
      {
        link: { label: say(store, 'mails.lapsed.orderAnew'), address: publicAddress(configuration, '/shop') },
      },
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
  const { number, paidMinor } = bought.order
  const text =
    paidMinor > 0
      ? say(store, 'mails.cancelled.bodyPaid', { number, amount: money(store, paidMinor) })
      : say(store, 'mails.cancelled.body', { number })
  await writeToBuyer(tx, store, bought, {
    subject: say(store, 'mails.cancelled.subject', { number, store: store.name }),
    parts: [{ text }, seeOrder(configuration, store, bought)],
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
    subject: say(store, collected ? 'mails.sent.subjectCollected' : 'mails.sent.subject', {
      number: bought.order.number,
      store: store.name,
    }),
    parts: [
      { text: say(store, collected ? 'mails.sent.bodyCollected' : 'mails.sent.body') },
      { text: note.lines.map(line => sentLine(store, line)).join('\n\n') },
      ...(parcel === '' ? [] : [{ text: say(store, 'mails.sent.parcel', { parcel }) }]),
      seeOrder(configuration, store, bought),
    ],
    documentId: note.id,
  })
}

/** “2 × Oat milk”, and below it lots with their expiry, serial numbers and identifiers. */
function sentLine(store: StoreFacts, line: DeliveryNote['lines'][number]): string {
  const { quantity, decimals, productName, picks, identifiers } = line
  const lots = picks.flatMap(({ lot }) => (lot === null ? [] : [lot]))
  const details = [
    ...new Set(lots.map(lot => lotText(store, lot))),
    ...picks.flatMap(pick => pick.units.map(({ serial }) => say(store, 'orders.serialNumber', { serial }))),
    ...identifiers.map(({ value }) => say(store, 'orders.identifier', { value })),
  ]
  const what = { quantity: amount(store, quantity, decimals), product: productName }
  return [say(store, 'look.times', what), ...details].join('\n')
}

function lotText(
  store: StoreFacts,
  { number, expiresOn }: { number: string; expiresOn: string | null },
): string {
  return expiresOn === null
    ? say(store, 'orders.lot', { number })
    : say(store, 'orders.lotExpiring', { number, date: dateText(store, expiresOn) })
}

const seeOrder = (configuration: Configuration, store: StoreFacts, { key }: BuyerOrder): MailPart => ({
  link: {
    label: say(store, 'mails.seeOrder'),
    address: publicAddress(configuration, `/shop/orders/${key}`),
  },
})

function writeToBuyer(
  tx: Tx,
  store: StoreFacts,
  bought: BuyerOrder,
  { subject, parts, documentId }: { subject: string; parts: readonly MailPart[]; documentId?: number },
): Promise<number> {
  const greetedAndSigned = [
    { text: say(store, 'mails.hello', { name: bought.buyerName }) },
    ...parts,
    { text: [store.name, store.address, store.phone].filter(one => one !== '').join('\n') },
  ]
  return messages.writeMessage(tx, {
    to: { name: bought.buyerName, address: bought.email },
    subject,
    ...drawMail(store, subject, greetedAndSigned),
    documentId: documentId ?? bought.order.id,
  })
}

function rowsOf(store: StoreFacts, { order, delivery }: BuyerOrder): [string, string][] {
  const { sums } = order
  const rows = order.lines.map((line): [string, string] => {
    const price = money(store, line.priceMinor)
    const quantity = amount(store, line.quantity, line.decimals)
    return [
      say(store, 'look.times', { quantity, product: line.productName }),
      line.quantity === 10 ** line.decimals ? price : say(store, 'mails.ordered.each', { price }),
    ]
  })
  if (delivery !== null)
    rows.push([
      say(store, 'look.sums.delivery', { rate: delivery }),
      sums.shippingMinor === 0 ? say(store, 'look.sums.free') : money(store, sums.shippingMinor),
    ])
  if (sums.taxMinor !== 0)
    rows.push([
      say(store, order.pricesIncludeTax ? 'mails.ordered.taxInTotal' : 'look.sums.tax'),
      money(store, sums.taxMinor),
    ])
  return [...rows, [say(store, 'look.sums.total'), money(store, order.totalMinor)]]
}

function payment(store: StoreFacts, bought: BuyerOrder): MailPart[] {
  const method = methodOf(bought.paymentMethod)
  return method === undefined || !isUnpaid(bought)
    ? []
    : [{ text: method.instructions(store, toPay(store, bought)) }]
}
