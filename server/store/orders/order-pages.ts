import { sql } from 'kysely'
import { lineAmountMinor } from '../../../contract/sales-sums.ts'
import { drawField } from '../look/fields.ts'
import { type Html, html, inLines, paragraphs } from '../look/html.ts'
import { missingPage } from '../look/other-pages.ts'
import { amount, dateText, dayText, money } from '../look/words.ts'
import { methodOf } from '../payment/built-in.ts'
import { netOf, rateLimit } from '../web/rate-limit.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { type BuyerOrder, isUnpaid, readBuyerOrder, toPay } from './buyer-order.ts'
import { askToReturn, mayAskToReturn } from './return-requests.ts'

/** The buyer's page of an order, behind its secret link: what was bought, what was sent, and what is to be done. */
export async function showOrder(visit: Visit): Promise<Shown> {
  const bought = await readBuyerOrder(visit.reader, { key: visit.params.key ?? '' })
  if (bought === undefined) return missingPage
  const { order } = bought
  return {
    title: `Order ${order.number}`,
    body: html`<h1>Order <span class="code">${order.number}</span></h1>
<p class="lead">${stateText(bought)}</p>
${drawPayment(visit, bought)}
${drawSent(bought)}
${drawGoods(visit, bought)}
<h2>${bought.delivery === null ? 'Collection' : 'Goes to'}</h2>
<p>${inLines(order.address.split('\n'))}</p>
${order.billingAddress === '' ? null : html`<h2>Invoice to</h2><p>${inLines(order.billingAddress.split('\n'))}</p>`}
<p class="soft">Placed on ${dayText(visit.store, order.createdAt)} by ${bought.buyerName}, ${bought.email}.</p>
${drawInvoices(bought)}
${drawReturn(visit, bought)}
<p class="soft">Whoever has the address of this page sees your order: keep it to yourself.</p>`,
  }
}

function stateText(bought: BuyerOrder): string {
  const { order, sent, delivery } = bought
  if (order.state === 'cancelled')
    return order.paidMinor > 0
      ? 'This order was cancelled. You get back what you paid.'
      : 'This order was cancelled. You owe nothing for it.'
  if (order.state === 'delivered')
    return delivery === null ? 'You have all of it.' : 'All of it was delivered.'
  if (sent.some(note => note.state === 'shipped')) return 'It is on its way to you.'
  if (order.state === 'part_delivered') return 'A part of it was delivered; the rest follows.'
  return isUnpaid(bought)
    ? 'Thank you. We have put the goods aside for you.'
    : 'Thank you, we have your payment and get the goods ready.'
}

function drawPayment({ store }: Visit, bought: BuyerOrder): Html | null {
  if (!isUnpaid(bought)) return null
  const method = methodOf(bought.paymentMethod)
  // Who has collected the goods has paid at the counter, even where nobody has written it down yet.
  const isHandedOver = bought.order.state === 'delivered' && method?.recordedAs === 'cash'
  if (method === undefined || isHandedOver) return null
  return html`<div class="notice"><h2>${method.name}</h2>${paragraphs(method.instructions(store, toPay(store, bought)))}
${method.payAt === undefined ? null : html`<p><a class="button chief" href="/shop/orders/${bought.key}/pay">Pay now</a></p>`}</div>`
}

function drawSent({ sent }: BuyerOrder): Html | null {
  if (sent.length === 0) return null
  return html`<h2>What was sent</h2>${sent.map(
    note => html`<section>
<h3>${note.state === 'delivered' ? 'Delivered' : 'On its way'} <span class="soft code">${note.number}</span></h3>
${note.carrier || note.trackingNumber ? html`<p>${note.carrier}${note.trackingNumber ? html` <span class="code">${note.trackingNumber}</span>` : null}</p>` : null}
<table class="sent"><tbody>${note.lines.map(
      line =>
        html`<tr><td>${amount(line.quantity, line.decimals)} × ${line.productName}${
          line.quantityReturned > 0
            ? html`<br><span class="soft">${amount(line.quantityReturned, line.decimals)} came back</span>`
            : null
        }</td><td>${line.picks.flatMap(pick => [
          pick.lot === null
            ? null
            : html`<div>Lot <span class="code">${pick.lot.number}</span>${pick.lot.expiresOn === null ? null : html`, expires on ${dateText(pick.lot.expiresOn)}`}${line.picks.length > 1 ? html` (${amount(pick.quantity, line.decimals)})` : null}</div>`,
          ...pick.units.map(
            unit =>
              html`<div>Serial number <a class="code" href="/shop/genuine?serial=${encodeURIComponent(unit.serial)}">${unit.serial}</a></div>`,
          ),
        ])}${line.identifiers.map(one => html`<div>Identifier <span class="code">${one.value}</span></div>`)}</td></tr>`,
    )}</tbody></table>
</section>`,
  )}`
}

function drawGoods({ store }: Visit, { order, delivery }: BuyerOrder): Html {
  const { sums } = order
  return html`<h2>What you ordered</h2><table><tbody>${order.lines.map(
    line =>
      html`<tr><td>${amount(line.quantity, line.decimals)} × ${line.productName}${
        order.state !== 'cancelled' && line.quantityWaiting > 0
          ? html`<br><span class="few">Waits for goods to come in</span>`
          : null
      }</td><td class="price">${money(store, lineAmountMinor(line))}</td></tr>`,
  )}</tbody></table>
<dl class="sums">
${sums.discountMinor > 0 ? html`<dt>Discount</dt><dd>−${money(store, sums.discountMinor)}</dd>` : null}
${delivery === null ? null : html`<dt>Delivery, ${delivery}</dt><dd>${sums.shippingMinor === 0 ? 'free' : money(store, sums.shippingMinor)}</dd>`}
${order.pricesIncludeTax || sums.taxMinor === 0 ? null : html`<dt>Tax</dt><dd>${money(store, sums.taxMinor)}</dd>`}
<dt class="total">Total</dt><dd class="total">${money(store, order.totalMinor)}</dd>
${order.pricesIncludeTax && sums.taxMinor > 0 ? html`<dt class="soft">of it tax</dt><dd class="soft">${money(store, sums.taxMinor)}</dd>` : null}
${order.paidMinor > 0 ? html`<dt>Paid</dt><dd>${money(store, order.paidMinor)}</dd>` : null}
</dl>`
}

function drawInvoices({ order, key }: BuyerOrder): Html | null {
  if (order.invoices.length === 0) return null
  return html`<h2>Invoices</h2><ul>${order.invoices.map(
    one =>
      html`<li><a href="/shop/orders/${key}/invoices/${one.id}">${one.cancels === null ? 'Invoice' : 'Credit note'} ${one.number} (PDF)</a></li>`,
  )}</ul>`
}

function drawReturn({ store }: Visit, bought: BuyerOrder): Html | null {
  const open = bought.returnRequests.find(one => !one.isSettled)
  if (open !== undefined)
    return html`<h2>Return</h2><p class="notice">You asked on ${dayText(store, open.askedAt)} to send something back. We answer by e-mail.</p>`
  if (!mayAskToReturn(bought)) return null
  return html`<h2>Send something back</h2>
<form class="prose" method="post" action="/shop/orders/${bought.key}/return">
<div class="field"><label for="words">What would you like to send back, and why?</label><textarea id="words" name="words" rows="4" maxlength="2000" required></textarea></div>
<button type="submit">Ask for a return</button>
</form>`
}

export async function askForReturn(visit: Visit): Promise<Shown> {
  const bought = await readBuyerOrder(visit.reader, { key: visit.params.key ?? '' })
  if (bought === undefined) return missingPage
  await visit.write(tx => askToReturn(tx, bought, visit.form.get('words') ?? ''))
  return { to: `/shop/orders/${bought.key}` }
}

/** To the page of the payment's provider. */
export async function payOrder({ reader, params, store, house }: Visit): Promise<Shown> {
  const bought = await readBuyerOrder(reader, { key: params.key ?? '' })
  if (bought === undefined) return missingPage
  const address = isUnpaid(bought)
    ? await methodOf(bought.paymentMethod)?.payAt?.(house, toPay(store, bought))
    : undefined
  return { to: address ?? `/shop/orders/${bought.key}` }
}

const mayFind = rateLimit({ most: 10, minutes: 15 })

/** The way back to an order for a buyer who has lost the link. */
export async function findOrder(visit: Visit): Promise<Shown> {
  const { form, request, reader, house } = visit
  if (request.method === 'GET') return drawFind('', '')
  const number = (form.get('number') ?? '').trim().toUpperCase().slice(0, 50)
  const email = (form.get('email') ?? '').trim().toLowerCase().slice(0, 254)
  if (!mayFind(house, [netOf(request.ip), `order ${number}`]))
    return drawFind(
      number,
      email,
      'This was tried too often. Please wait a quarter of an hour, or write to us.',
      429,
    )
  const known = /[\p{Cc}\p{Cs}]/u.test(number + email)
    ? []
    : (
        await sql<{ key: string }>`
    select s.key from document d join store_order s on s.order_id = d.id
     where d.number = ${number} and lower(s.email) = ${email}`.execute(reader.db)
      ).rows
  if (known[0] === undefined)
    return drawFind(
      number,
      email,
      'There is no order with this number and this e-mail address. Check both against the confirmation.',
      404,
    )
  return { to: `/shop/orders/${known[0].key}` }
}

function drawFind(number: string, email: string, problem?: string, status = 200): Shown {
  return {
    title: 'Find your order',
    status,
    body: html`<h1>Find your order</h1>
${problem === undefined ? null : html`<div class="notice problem" role="alert"><p>${problem}</p></div>`}
<form class="prose" method="post" action="/shop/orders">
${drawField({ name: 'number', label: 'Order number', value: number, hint: 'It begins with O and is in the confirmation e-mail.', required: true })}
${drawField({ name: 'email', label: 'E-mail', value: email, type: 'email', autocomplete: 'email', required: true })}
<button class="chief" type="submit">Show the order</button>
</form>`,
  }
}
