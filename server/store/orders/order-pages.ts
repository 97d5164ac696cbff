import { sql } from 'kysely'
import { lineAmountMinor } from '../../../contract/sales-sums.ts'
import { say, sayMarked } from '../language/say.ts'
import { drawField } from '../look/fields.ts'
import { amount, dateText, dayText, money } from '../look/formats.ts'
import { type Html, html, inLines, paragraphs } from '../look/html.ts'
import { missingPage } from '../look/other-pages.ts'
import { methodOf } from '../payment/built-in.ts'
import type { StoreFacts } from '../store-facts.ts'
import { netOf, rateLimit } from '../web/rate-limit.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { type BuyerOrder, isUnpaid, readBuyerOrder, toPay } from './buyer-order.ts'
import { askToReturn, mayAskToReturn } from './return-requests.ts'

/** The buyer's page of an order, behind its secret link: what was bought, what was sent, and what is to be done. */
export async function showOrder(visit: Visit): Promise<Shown> {
  const bought = await readBuyerOrder(visit.reader, { key: visit.params.key ?? '' })
  if (bought === undefined) return missingPage(visit.store)
  const { store } = visit
  const { order } = bought
  return {
    title: say(store, 'orders.title', { number: order.number }),
    body: html`<h1>${sayMarked(store, 'orders.title', { number: code(order.number) })}</h1>
<p class="lead">${say(store, `orders.states.${stateOf(bought)}`)}</p>
${drawPayment(visit, bought)}
${drawSent(visit, bought)}
${drawGoods(visit, bought)}
<h2>${say(store, bought.delivery === null ? 'orders.collection' : 'orders.goesTo')}</h2>
<p>${inLines(order.address.split('\n'))}</p>
${order.billingAddress === '' ? null : html`<h2>${say(store, 'orders.invoiceTo')}</h2><p>${inLines(order.billingAddress.split('\n'))}</p>`}
<p class="soft">${say(store, 'orders.placed', { date: dayText(store, order.createdAt), name: bought.buyerName, email: bought.email })}</p>
${drawInvoices(visit, bought)}
${drawReturn(visit, bought)}
<p class="soft">${say(store, 'orders.secret')}</p>`,
  }
}

/** What is to be said of how far it is. */
function stateOf(bought: BuyerOrder) {
  const { order, sent, delivery } = bought
  if (order.state === 'cancelled') return order.paidMinor > 0 ? 'cancelledPaid' : 'cancelled'
  if (order.state === 'delivered') return delivery === null ? 'collected' : 'delivered'
  if (sent.some(note => note.state === 'shipped')) return 'onItsWay'
  if (order.state === 'part_delivered') return 'partDelivered'
  return isUnpaid(bought) ? 'unpaid' : 'paid'
}

function drawPayment({ store }: Visit, bought: BuyerOrder): Html | null {
  if (!isUnpaid(bought)) return null
  const method = methodOf(bought.paymentMethod)
  // Who has collected the goods has paid at the counter, even where nobody has written it down yet.
  const isHandedOver = bought.order.state === 'delivered' && method?.recordedAs === 'cash'
  if (method === undefined || isHandedOver) return null
  return html`<div class="notice"><h2>${method.name(store)}</h2>${paragraphs(method.instructions(store, toPay(store, bought)))}
${method.payAt === undefined ? null : html`<p><a class="button chief" href="/shop/orders/${bought.key}/pay">${say(store, 'orders.payNow')}</a></p>`}</div>`
}

function drawSent({ store }: Visit, { sent }: BuyerOrder): Html | null {
  if (sent.length === 0) return null
  return html`<h2>${say(store, 'orders.whatWasSent')}</h2>${sent.map(
    note => html`<section>
<h3>${say(store, note.state === 'delivered' ? 'orders.delivered' : 'orders.onItsWay')} <span class="soft code">${note.number}</span></h3>
${note.carrier || note.trackingNumber ? html`<p>${note.carrier}${note.trackingNumber ? html` ${code(note.trackingNumber)}` : null}</p>` : null}
<table class="sent"><tbody>${note.lines.map(line => drawSentLine(store, line))}</tbody></table>
</section>`,
  )}`
}

function drawSentLine(store: StoreFacts, line: BuyerOrder['sent'][number]['lines'][number]): Html {
  const { decimals } = line
  const quantity = amount(store, line.quantity, decimals)
  const cameBack = { quantity: amount(store, line.quantityReturned, decimals) }
  return html`<tr><td>${say(store, 'look.times', { quantity, product: line.productName })}${
    line.quantityReturned > 0
      ? html`<br><span class="soft">${say(store, 'orders.cameBack', cameBack)}</span>`
      : null
  }</td><td>${line.picks.flatMap(pick => [
    pick.lot === null
      ? null
      : html`<div>${drawLot(store, pick.lot)}${line.picks.length > 1 ? html` (${amount(store, pick.quantity, decimals)})` : null}</div>`,
    ...pick.units.map(unit => html`<div>${drawSerial(store, unit.serial)}</div>`),
  ])}${line.identifiers.map(
    ({ value }) => html`<div>${sayMarked(store, 'orders.identifier', { value: code(value) })}</div>`,
  )}</td></tr>`
}

function drawLot(store: StoreFacts, lot: { number: string; expiresOn: string | null }): Html {
  const number = code(lot.number)
  if (lot.expiresOn === null) return sayMarked(store, 'orders.lot', { number })
  return sayMarked(store, 'orders.lotExpiring', { number, date: dateText(store, lot.expiresOn) })
}

const drawSerial = (store: StoreFacts, serial: string): Html =>
  sayMarked(store, 'orders.serialNumber', {
    serial: html`<a class="code" href="/shop/genuine?serial=${encodeURIComponent(serial)}">${serial}</a>`,
  })

const code = (text: string): Html => html`<span class="code">${text}</span>`

function drawGoods({ store }: Visit, { order, delivery }: BuyerOrder): Html {
  const { sums } = order
  return html`<h2>${say(store, 'orders.whatYouOrdered')}</h2><table><tbody>${order.lines.map(
    line =>
      html`<tr><td>${say(store, 'look.times', { quantity: amount(store, line.quantity, line.decimals), product: line.productName })}${
        order.state !== 'cancelled' && line.quantityWaiting > 0
          ? html`<br><span class="few">${say(store, 'orders.waits')}</span>`
          : null
      }</td><td class="price">${money(store, lineAmountMinor(line))}</td></tr>`,
  )}</tbody></table>
<dl class="sums">
${sums.discountMinor > 0 ? html`<dt>${say(store, 'look.sums.discount')}</dt><dd>−${money(store, sums.discountMinor)}</dd>` : null}
${delivery === null ? null : html`<dt>${say(store, 'look.sums.delivery', { rate: delivery })}</dt><dd>${sums.shippingMinor === 0 ? say(store, 'look.sums.free') : money(store, sums.shippingMinor)}</dd>`}
${order.pricesIncludeTax || sums.taxMinor === 0 ? null : html`<dt>${say(store, 'look.sums.tax')}</dt><dd>${money(store, sums.taxMinor)}</dd>`}
<dt class="total">${say(store, 'look.sums.total')}</dt><dd class="total">${money(store, order.totalMinor)}</dd>
${order.pricesIncludeTax && sums.taxMinor > 0 ? html`<dt class="soft">${say(store, 'look.sums.ofItTax')}</dt><dd class="soft">${money(store, sums.taxMinor)}</dd>` : null}
${order.paidMinor > 0 ? html`<dt>${say(store, 'look.sums.paid')}</dt><dd>${money(store, order.paidMinor)}</dd>` : null}
</dl>`
}

function drawInvoices({ store }: Visit, { order, key }: BuyerOrder): Html | null {
  if (order.invoices.length === 0) return null
  return html`<h2>${say(store, 'orders.invoices')}</h2><ul>${order.invoices.map(
    one =>
      html`<li><a href="/shop/orders/${key}/invoices/${one.id}">${say(store, one.cancels === null ? 'orders.invoice' : 'orders.creditNote', { number: one.number })}</a></li>`,
  )}</ul>`
}

function drawReturn({ store }: Visit, bought: BuyerOrder): Html | null {
  const open = bought.returnRequests.find(one => !one.isSettled)
  if (open !== undefined)
    return html`<h2>${say(store, 'orders.returns.title')}</h2><p class="notice">${say(store, 'orders.returns.asked', { date: dayText(store, open.askedAt) })}</p>`
  if (!mayAskToReturn(bought)) return null
  return html`<h2>${say(store, 'orders.returns.sendBack')}</h2>
<form class="prose" method="post" action="/shop/orders/${bought.key}/return">
<div class="field"><label for="words">${say(store, 'orders.returns.what')}</label><textarea id="words" name="words" rows="4" maxlength="2000" required></textarea></div>
<button type="submit">${say(store, 'orders.returns.ask')}</button>
</form>`
}

export async function askForReturn(visit: Visit): Promise<Shown> {
  const bought = await readBuyerOrder(visit.reader, { key: visit.params.key ?? '' })
  if (bought === undefined) return missingPage(visit.store)
  await visit.write(tx => askToReturn(tx, bought, visit.form.get('words') ?? ''))
  return { to: `/shop/orders/${bought.key}` }
}

/** To the page of the payment's provider. */
export async function payOrder(visit: Visit): Promise<Shown> {
  const { reader, params, store, house } = visit
  const bought = await readBuyerOrder(reader, { key: params.key ?? '' })
  if (bought === undefined) return missingPage(visit.store)
  const address = isUnpaid(bought)
    ? await methodOf(bought.paymentMethod)?.payAt?.(house, toPay(store, bought))
    : undefined
  return { to: address ?? `/shop/orders/${bought.key}` }
}

const mayFind = rateLimit({ most: 10, minutes: 15 })

/** The way back to an order for a buyer who has lost the link. */
export async function findOrder(visit: Visit): Promise<Shown> {
  const { form, request, reader, house, store } = visit
  if (request.method === 'GET') return drawFind(store, '', '')
  const number = (form.get('number') ?? '').trim().toUpperCase().slice(0, 50)
  const email = (form.get('email') ?? '').trim().toLowerCase().slice(0, 254)
  if (!mayFind(house, [netOf(request.ip), `order ${number}`]))
    return drawFind(store, number, email, say(store, 'orders.find.tooOften'), 429)
  const known = /[\p{Cc}\p{Cs}]/u.test(number + email)
    ? []
    : (
        await sql<{ key: string }>`
    select s.key from document d join store_order s on s.order_id = d.id
     where d.number = ${number} and lower(s.email) = ${email}`.execute(reader.db)
      ).rows
  if (known[0] === undefined) return drawFind(store, number, email, say(store, 'orders.find.none'), 404)
  return { to: `/shop/orders/${known[0].key}` }
}

function drawFind(store: StoreFacts, number: string, email: string, problem?: string, status = 200): Shown {
  const title = say(store, 'orders.find.title')
  return {
    title,
    status,
    body: html`<h1>${title}</h1>
${problem === undefined ? null : html`<div class="notice problem" role="alert"><p>${problem}</p></div>`}
<form class="prose" method="post" action="/shop/orders">
${drawField({ name: 'number', label: say(store, 'orders.find.number'), value: number, hint: say(store, 'orders.find.numberHint'), required: true })}
${drawField({ name: 'email', label: say(store, 'orders.find.email'), value: email, type: 'email', autocomplete: 'email', required: true })}
<button class="chief" type="submit">${say(store, 'orders.find.show')}</button>
</form>`,
  }
}
