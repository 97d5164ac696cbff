import { lineAmountMinor } from '../../../contract/sales-sums.ts'
import { Refusal } from '../../platform/refusal.ts'
import { endBasketCookie } from '../basket/basket-cookie.ts'
import { drawBasket } from '../basket/basket-pages.ts'
import { type BasketLine, isTooMuch, readBasket } from '../basket/read-basket.ts'
import { say, sayMarked } from '../language/say.ts'
import { amount, money } from '../look/formats.ts'
import { type Html, html, inLines } from '../look/html.ts'
import { tooOften } from '../look/other-pages.ts'
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
  const { form, basketKey, house, reply, store } = visit
  if (basketKey === undefined) return { to: '/shop/basket' }
  if (!(await mayPlace(visit, basketKey))) return tooOften(visit.store)
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
      return drawReview(visit, form.get('rate'), say(store, 'checkout.review.changed'))
    endBasketCookie(house.configuration, reply)
    return { to: `/shop/orders/${placed.orderKey}` }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_enough') {
      const { product, available } = error.details as { product: string; available: string }
      return drawBasket(
        visit,
        Number(available) === 0
          ? say(store, 'checkout.review.soldOut', { product })
          : say(store, 'checkout.review.onlyLeft', { quantity: available, product }),
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
    title: say(store, 'checkout.lastLook'),
    ...(notice === undefined ? {} : { status: 409 }),
    body: html`${steps(store, 2)}<h1>${say(store, 'checkout.lastLook')}</h1>
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
${store.terms === '' ? null : html`<p class="soft">${sayMarked(store, 'checkout.review.terms', { link: words => html`<a href="/shop/terms">${words}</a>` })}</p>`}
<p><button class="chief" type="submit">${say(store, 'checkout.review.order')}</button></p>
</form>
</div>
</div>`,
  }
}

function drawGoods({ store }: Visit, lines: readonly BasketLine[]): Html {
  return html`<h2>${say(store, 'checkout.review.goods')}</h2><table><tbody>${lines.map(
    line =>
      html`<tr><td>${say(store, 'look.times', { quantity: amount(store, line.quantity, line.decimals), product: line.name })}${line.available < line.quantity && line.backordersAllowed ? html`<br><span class="few">${say(store, 'catalogue.backorder')}</span>` : null}</td><td class="price">${money(store, lineAmountMinor({ ...line, discountBasisPoints: 0 }))}</td></tr>`,
  )}</tbody></table><p><a href="/shop/basket">${say(store, 'checkout.review.changeBasket')}</a></p>`
}

/** Each way of sending is a link to this page as it is with it: what is ordered is always what is shown. */
function drawRates({ store }: Visit, quotes: readonly Quote[], chosen: Quote): Html {
  return html`<h2>${say(store, 'checkout.review.delivery')}</h2><ul class="pills">${quotes.map(
    one =>
      html`<li><a href="/shop/checkout/review?rate=${encodeURIComponent(one.rate)}"${one === chosen ? html` aria-current="true"` : null}>${say(store, 'look.rate', { rate: one.rate, price: priceText(store, one) })}</a></li>`,
  )}</ul>`
}

const priceText = (store: Visit['store'], { sums }: Quote) =>
  sums.shippingMinor === 0 ? say(store, 'look.sums.free') : money(store, sums.shippingMinor)

function drawSums({ store }: Visit, quote: Quote, buyer: BuyerDetails): Html {
  const { sums } = quote
  return html`<dl class="sums">
<dt>${say(store, 'look.sums.goods')}</dt><dd>${money(store, sums.subtotalMinor)}</dd>
${buyer.how === 'delivery' ? html`<dt>${say(store, 'look.sums.delivery', { rate: quote.rate })}</dt><dd>${priceText(store, quote)}</dd>` : null}
${store.pricesIncludeTax || sums.taxMinor === 0 ? null : html`<dt>${say(store, 'look.sums.tax')}</dt><dd>${money(store, sums.taxMinor)}</dd>`}
<dt class="total">${say(store, 'look.sums.total')}</dt><dd class="total">${money(store, sums.totalMinor)}</dd>
${store.pricesIncludeTax && sums.taxMinor > 0 ? html`<dt class="soft">${say(store, 'look.sums.ofItTax')}</dt><dd class="soft">${money(store, sums.taxMinor)}</dd>` : null}
</dl>`
}

function drawBuyer({ store }: Visit, buyer: BuyerDetails): Html {
  const lines = buyer.how === 'delivery' ? addressLines(store, buyer) : [collectText(store, buyer.locationId)]
  return html`<h2>${say(store, buyer.how === 'delivery' ? 'orders.goesTo' : 'orders.collection')}</h2>
<p>${inLines(lines)}</p>
${buyer.billing === null ? null : html`<h2>${say(store, 'orders.invoiceTo')}</h2><p>${inLines(billingLines(store, buyer))}</p>`}
<p class="soft">${buyer.name}, ${buyer.email}${buyer.phone === '' ? null : html`, ${buyer.phone}`}</p>
${buyer.note === '' ? null : html`<p class="soft">“${buyer.note}”</p>`}
<p><a href="/shop/checkout">${say(store, 'checkout.review.changeDetails')}</a></p>`
}

function collectText(store: Visit['store'], locationId: number): string {
  const place = store.collectionPoints.find(one => one.id === locationId)?.name
  return place === undefined
    ? say(store, 'checkout.review.collectAtShop')
    : say(store, 'checkout.review.collectAt', { place })
}

function drawPayments({ store }: Visit, buyer: BuyerDetails): Html {
  const offered = paymentMethods.filter(method => method.isOffered(store, buyer.how))
  return html`<fieldset><legend>${say(store, 'checkout.review.payment')}</legend>${offered.map(
    (method, index) =>
      html`<label class="choice"><input type="radio" name="payment" value="${method.id}"${index === 0 ? html` checked` : null}><span>${method.name(store)}<small>${method.hint(store)}</small></span></label>`,
  )}</fieldset>`
}
