import { lineAmountMinor } from '../../../contract/sales-sums.ts'
import { Refusal } from '../../platform/refusal.ts'
import { endBasketCookie } from '../basket/basket-cookie.ts'
import { drawBasket } from '../basket/basket-pages.ts'
import { type BasketLine, isTooMuch, readBasket } from '../basket/read-basket.ts'
import { type Html, html, inLines } from '../look/html.ts'
import { tooOften } from '../look/other-pages.ts'
import { amount, money } from '../look/words.ts'
import { paymentMethods } from '../payment/built-in.ts'
import { netOf, rateLimit } from '../web/rate-limit.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { addressLines, type BuyerDetails, billingLines, buyerDetails } from './buyer-details.ts'
import { steps } from './checkout-page.ts'
import { readZones } from './delivery-zones.ts'
import { placeStoreOrder } from './place-order.ts'
import { type Quote, quotesFor } from './quote.ts'

/** The last look before ordering: everything that is bought, where it goes and what it costs. */
export const showReview = (visit: Visit): Promise<Shown> => drawReview(visit, visit.query.get('rate'))

/** Orders what the review showed. Sent twice, both lead to the one order. */
export async function placeOrder(visit: Visit): Promise<Shown> {
  const { form, basketKey, house, reply } = visit
  if (basketKey === undefined) return { to: '/shop/basket' }
  if (!(await mayPlace(visit, basketKey))) return tooOften
  try {
    const placed = await visit.write(tx =>
      placeStoreOrder(tx, house.configuration, {
        basketKey,
        rate: form.get('rate') ?? '',
        paymentMethod: form.get('payment') ?? '',
        seenTotalMinor: Number(form.get('seen')),
      }),
    )
    if (placed.outcome === 'empty') return { to: '/shop/basket' }
    if (placed.outcome === 'incomplete') return { to: '/shop/checkout' }
    if (placed.outcome === 'changed')
      return drawReview(
        visit,
        form.get('rate'),
        'A price or the delivery has changed since you looked. Please look again, then order.',
      )
    endBasketCookie(house.configuration, reply)
    return { to: `/shop/orders/${placed.orderKey}` }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_enough') {
      const { product, available } = error.details as { product: string; available: string }
      return drawBasket(
        visit,
        Number(available) === 0
          ? `${product} has just been sold out where you want it from.`
          : `Only ${available} of ${product} are left where you want it from. Lower the quantity, then order.`,
      )
    }
    throw error
  }
}

const mayPlaceFrom = rateLimit({ most: 60, minutes: 60 })
const mayPlaceAs = rateLimit({ most: 30, minutes: 60 })

/** Orders reserve goods: neither one net address nor one e-mail address places them without end. */
async function mayPlace({ house, reader, request }: Visit, basketKey: string): Promise<boolean> {
  const basket = await readBasket(reader, basketKey)
  // It has become an order already, which is what is shown to whoever sends it again.
  if (basket === undefined) return true
  const { email } = (basket.checkout ?? {}) as Partial<BuyerDetails>
  return (
    mayPlaceFrom(house, [netOf(request.ip)]) && mayPlaceAs(house, [`e-mail ${email?.toLowerCase() ?? ''}`])
  )
}

async function drawReview(visit: Visit, rate: string | null, notice?: string): Promise<Shown> {
  const { store, reader, basketKey } = visit
  const basket = await readBasket(reader, basketKey)
  if (basket === undefined || basket.lines.length === 0) return { to: '/shop/basket' }
  const read = buyerDetails.safeParse(basket.checkout)
  if (!read.success) return { to: '/shop/checkout' }
  const buyer = read.data
  if (basket.lines.some(line => line.isGone || isTooMuch(store, line))) return { to: '/shop/basket' }
  const quotes = quotesFor(store, await readZones(reader), buyer, basket.lines)
  const quote = quotes.find(one => one.rate === rate) ?? quotes[0]
  if (quote === undefined) return { to: '/shop/checkout' }
  return {
    title: 'Last look',
    ...(notice === undefined ? {} : { status: 409 }),
    body: html`${steps(2)}<h1>Last look</h1>
${notice === undefined ? null : html`<div class="notice problem" role="alert"><p>${notice}</p></div>`}
<div class="checkout">
<div>
${drawGoods(visit, basket.lines)}
${quotes.length > 1 ? drawRates(visit, quotes, quote) : null}
${drawSums(visit, quote, buyer)}
</div>
<div>
${drawBuyer(visit, buyer)}
<form method="post" action="/shop/checkout/place">
<input type="hidden" name="rate" value="${quote.rate}">
<input type="hidden" name="seen" value="${quote.sums.totalMinor}">
${drawPayments(visit, buyer)}
${store.terms === '' ? null : html`<p class="soft">Our <a href="/shop/terms">terms and the information on withdrawal</a> apply.</p>`}
<p><button class="chief" type="submit">Order with obligation to pay</button></p>
</form>
</div>
</div>`,
  }
}

function drawGoods({ store }: Visit, lines: readonly BasketLine[]): Html {
  return html`<h2>Goods</h2><table><tbody>${lines.map(
    line =>
      html`<tr><td>${amount(line.quantity, line.decimals)} × ${line.name}${line.available < line.quantity && line.backordersAllowed ? html`<br><span class="few">Back-order: sent as soon as it comes in</span>` : null}</td><td class="price">${money(store, lineAmountMinor({ ...line, discountBasisPoints: 0 }))}</td></tr>`,
  )}</tbody></table><p><a href="/shop/basket">Change the basket</a></p>`
}

/** Each way of sending is a link to this page as it is with it: what is ordered is always what is shown. */
function drawRates({ store }: Visit, quotes: readonly Quote[], chosen: Quote): Html {
  return html`<h2>Delivery</h2><ul class="pills">${quotes.map(
    one =>
      html`<li><a href="/shop/checkout/review?rate=${encodeURIComponent(one.rate)}"${one === chosen ? html` aria-current="true"` : null}>${one.rate}: ${priceText(store, one)}</a></li>`,
  )}</ul>`
}

const priceText = (store: Visit['store'], { sums }: Quote) =>
  sums.shippingMinor === 0 ? 'free' : money(store, sums.shippingMinor)

function drawSums({ store }: Visit, quote: Quote, buyer: BuyerDetails): Html {
  const { sums } = quote
  return html`<dl class="sums">
<dt>Goods</dt><dd>${money(store, sums.subtotalMinor)}</dd>
${buyer.how === 'delivery' ? html`<dt>Delivery, ${quote.rate}</dt><dd>${priceText(store, quote)}</dd>` : null}
${store.pricesIncludeTax || sums.taxMinor === 0 ? null : html`<dt>Tax</dt><dd>${money(store, sums.taxMinor)}</dd>`}
<dt class="total">Total</dt><dd class="total">${money(store, sums.totalMinor)}</dd>
${store.pricesIncludeTax && sums.taxMinor > 0 ? html`<dt class="soft">of it tax</dt><dd class="soft">${money(store, sums.taxMinor)}</dd>` : null}
</dl>`
}

function drawBuyer({ store }: Visit, buyer: BuyerDetails): Html {
  const lines =
    buyer.how === 'delivery'
      ? addressLines(buyer)
      : [
          `You collect it at ${store.collectionPoints.find(one => one.id === buyer.locationId)?.name ?? 'our shop'}.`,
        ]
  return html`<h2>${buyer.how === 'delivery' ? 'Goes to' : 'Collection'}</h2>
<p>${inLines(lines)}</p>
${buyer.billing === null ? null : html`<h2>Invoice to</h2><p>${inLines(billingLines(buyer))}</p>`}
<p class="soft">${buyer.name}, ${buyer.email}${buyer.phone === '' ? null : html`, ${buyer.phone}`}</p>
${buyer.note === '' ? null : html`<p class="soft">“${buyer.note}”</p>`}
<p><a href="/shop/checkout">Change your details</a></p>`
}

function drawPayments({ store }: Visit, buyer: BuyerDetails): Html {
  const offered = paymentMethods.filter(method => method.isOffered(store, buyer.how))
  return html`<fieldset><legend>How you pay</legend>${offered.map(
    (method, index) =>
      html`<label class="choice"><input type="radio" name="payment" value="${method.id}"${index === 0 ? html` checked` : null}><span>${method.name}<small>${method.hint(store)}</small></span></label>`,
  )}</fieldset>`
}
