import { lineAmountMinor } from '../../../contract/sales-sums.ts'
import { productAddress } from '../catalogue/addresses.ts'
import { say, sayMarked } from '../language/say.ts'
import { amount, money } from '../look/formats.ts'
import { type Html, html } from '../look/html.ts'
import { tooOften } from '../look/other-pages.ts'
import type { StoreFacts } from '../store-facts.ts'
import { netOf, rateLimit } from '../web/rate-limit.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { newKey, setBasketCookie } from './basket-cookie.ts'
import { mostLines, putIntoBasket, setInBasket } from './change-basket.ts'
import { type BasketLine, isTooMuch, readBasket } from './read-basket.ts'

/** Baskets from one net address; a browser keeps its own. */
const mayBegin = rateLimit({ most: 200, minutes: 60 })

/** Puts a product into the basket, and shows it. */
export async function addToBasket(visit: Visit): Promise<Shown> {
  const { form, house, reply, basketKey, request } = visit
  if (basketKey === undefined && !mayBegin(house, [netOf(request.ip)])) return tooOften(visit.store)
  const variantId = numberIn(form.get('variant'))
  const fresh = newKey()
  const put = { variantId, quantity: form.get('quantity') ?? '1' }
  const { isNew, isFull } = await visit.write(tx => putIntoBasket(tx, { key: basketKey, fresh }, put))
  const key = isNew ? fresh : basketKey
  if (key !== undefined) setBasketCookie(house.configuration, reply, key)
  return isFull
    ? drawBasket(visit, say(visit.store, 'basket.full', { most: mostLines }))
    : { to: '/shop/basket' }
}

export async function changeBasket(visit: Visit): Promise<Shown> {
  const { form, basketKey } = visit
  const removed = form.get('remove')
  const change = {
    variantId: numberIn(removed ?? form.get('variant')),
    quantity: removed === null ? form.get('quantity') : '0',
  }
  await visit.write(tx => setInBasket(tx, basketKey, change))
  return { to: '/shop/basket' }
}

export const showBasket = (visit: Visit): Promise<Shown> => drawBasket(visit)

/** The basket, with a sentence of what stood in the way of ordering it. */
export async function drawBasket(visit: Visit, problem?: string): Promise<Shown> {
  const basket = await readBasket(visit.reader, visit.basketKey)
  const lines = basket?.lines ?? []
  const { store } = visit
  const title = say(store, 'basket.title')
  if (lines.length === 0)
    return {
      title,
      body: html`<h1>${title}</h1><p>${sayMarked(store, 'basket.empty', { link: words => html`<a href="/shop">${words}</a>` })}</p>`,
    }
  const subtotal = lines
    .filter(line => !line.isGone)
    .reduce((sum, line) => sum + lineAmountMinor({ ...line, discountBasisPoints: 0 }), 0)
  const canOrder = lines.every(line => problemOf(store, line) === null)
  return {
    title,
    ...(problem === undefined ? {} : { status: 409 }),
    body: html`<h1>${title}</h1>
${problem === undefined ? null : html`<div class="notice problem" role="alert"><p>${problem}</p></div>`}
<ul class="lines">${lines.map(line => drawLine(visit, line))}</ul>
<dl class="sums"><dt class="total">${say(store, 'basket.goods')}</dt><dd class="total">${money(store, subtotal)}</dd></dl>
<p class="soft">${say(store, store.pricesIncludeTax ? 'basket.taxIncluded' : 'basket.taxOnTop')}</p>
${canOrder ? html`<p><a class="button chief" href="/shop/checkout">${say(store, 'basket.toCheckout')}</a></p>` : html`<p class="none">${say(store, 'basket.cannotBeHad')}</p>`}
<p><a href="/shop">${say(store, 'basket.goOn')}</a></p>`,
  }
}

function drawLine({ store }: Visit, line: BasketLine): Html {
  const { picture, variantId } = line
  const problem = problemOf(store, line)
  const remove = sayMarked(store, 'basket.remove', {
    product: line.name,
    named: words => html`<span class="unseen">${words}</span>`,
  })
  return html`<li>
<div class="frame">${picture === null ? html`<span aria-hidden="true">${line.name.slice(0, 1)}</span>` : html`<img src="/api/v1/pictures/${picture.id}/small" alt="" width="${picture.width}" height="${picture.height}">`}</div>
<p><a href="${productAddress({ id: line.productId, name: line.productName })}?variant=${variantId}">${line.name}</a></p>
<p class="price">${money(store, lineAmountMinor({ ...line, discountBasisPoints: 0 }))}</p>
<form method="post" action="/shop/basket/change">
<input type="hidden" name="variant" value="${variantId}">
<label class="unseen" for="quantity-${variantId}">${say(store, 'basket.quantityOf', { product: line.name })}</label>
<input id="quantity-${variantId}" name="quantity" inputmode="decimal" value="${amount(store, line.quantity, line.decimals)}" autocomplete="off">
<button type="submit">${say(store, 'basket.update')}</button>
<button type="submit" class="plain" name="remove" value="${variantId}">${remove}</button>
${problem === null ? null : html`<p class="none">${problem}</p>`}
${problem === null && line.available < line.quantity && !line.backordersAllowed ? html`<p class="few">${say(store, 'basket.collectOnly')}</p>` : null}
</form>
</li>`
}

/** Why a line cannot be ordered as it is, or null. */
function problemOf(store: StoreFacts, line: BasketLine): string | null {
  const { isGone, backordersAllowed, quantity, available, collectable, decimals } = line
  if (isGone) return say(store, 'basket.gone')
  if (isTooMuch(store, line)) return say(store, 'basket.tooMuch', { most: store.mostOfOne })
  const most = Math.max(available, collectable)
  if (backordersAllowed || quantity <= most) return null
  if (most === 0) return say(store, 'basket.soldOut')
  return say(store, 'basket.onlyLeft', { quantity: amount(store, most, decimals) })
}

function numberIn(text: string | null): number {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0
}
