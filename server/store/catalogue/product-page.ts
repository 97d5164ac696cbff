import { say, sayMarked } from '../language/say.ts'
import { amount, money } from '../look/formats.ts'
import { type Html, html, paragraphs } from '../look/html.ts'
import { missingPage } from '../look/other-pages.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { idOf, productAddress } from './addresses.ts'
import { trail } from './catalogue-pages.ts'
import { collectText, stockText, taxText } from './offer-texts.ts'
import { type Offer, type OfferedVariant, readOffer } from './read-offer.ts'
import { listShelves } from './shelves.ts'
import { productHead } from './structured-data.ts'

export async function showProduct(visit: Visit): Promise<Shown> {
  const { store } = visit
  const offer = await readOffer(visit.reader, idOf(visit.params.product) ?? 0)
  if (offer === undefined) return missingPage(store)
  const variant = variantMeant(visit, offer)
  return {
    title: variant.name,
    description: offer.description.replace(/\s+/g, ' ').slice(0, 200),
    canonical: productAddress(offer),
    head: productHead(visit, offer, variant),
    body: html`${trail(visit, await listShelves(visit.reader), offer.categoryId)}
<div class="product">
${pictures(offer)}
<div>
<h1>${offer.name}</h1>
${drawPrice(visit, offer, variant)}
${options(visit, offer, variant)}
${variant.priceMinor === 0 ? null : availability(visit, offer, variant)}
${buyForm(visit, offer, variant)}
<div class="prose">${paragraphs(offer.description)}</div>
<dl class="facts">
<dt>${say(store, 'catalogue.productNumber')}</dt><dd class="code">${variant.productNumber}</dd>
${offer.tracksSerials ? html`<dt>${say(store, 'catalogue.serialNumber')}</dt><dd>${sayMarked(store, 'catalogue.serialHint', { link: words => html`<a href="/shop/genuine">${words}</a>` })}</dd>` : null}
</dl>
</div>
</div>`,
  }
}

/** Nothing is given away because nobody has entered what it costs. */
function drawPrice({ store }: Visit, offer: Offer, { priceMinor, decimals }: OfferedVariant): Html {
  if (priceMinor === 0) return html`<p class="price">${say(store, 'catalogue.priceOnRequest')}</p>`
  const price = money(store, priceMinor)
  const unit = (words: Html) => html`<span class="soft">${words}</span>`
  return html`<p class="price">${decimals > 0 ? sayMarked(store, 'catalogue.priceForOne', { price, unit }) : price}</p>
<p class="soft">${taxText(store, offer.taxBasisPoints)}</p>`
}

/** The variant that the address names; else the first that can be had. */
function variantMeant({ query }: Visit, { variants }: Offer): OfferedVariant {
  const named = variants.find(one => String(one.id) === query.get('variant'))
  return named ?? variants.find(one => isThere(one)) ?? variants[0]!
}

const isThere = ({ available, collectable }: OfferedVariant) =>
  available > 0 || collectable.some(point => point.available > 0)

function pictures(offer: Offer): Html {
  if (offer.pictures.length === 0)
    return html`<div class="pictures"><div class="frame"><span aria-hidden="true">${offer.name.slice(0, 1)}</span></div></div>`
  return html`<div class="pictures">${offer.pictures.map(
    (picture, index) =>
      html`<a class="frame" href="/api/v1/pictures/${picture.id}/large"><img src="/api/v1/pictures/${picture.id}/${index === 0 ? 'large' : 'small'}" alt="${picture.alt || offer.name}" width="${picture.width}" height="${picture.height}"></a>`,
  )}</div>`
}

/** A row for each option; each value leads to the variant that has it and is otherwise nearest to this one. */
function options(
  { store }: Visit,
  { id, name, options, variants, backordersAllowed }: Offer,
  at: OfferedVariant,
): Html[] {
  return options.map((option, index) => {
    const values = option.values.flatMap(value => {
      const there = variants.filter(one => one.optionValues[index] === value)
      if (there.length === 0) return []
      const nearest = there.toSorted((one, other) => sameValues(other, at) - sameValues(one, at))[0]!
      const chosen = at.optionValues[index] === value
      const gone = !isThere(nearest) && !backordersAllowed
      const address = `${productAddress({ id, name })}?variant=${nearest.id}`
      return html`<li><a href="${address}" class="${gone && !chosen ? 'gone' : ''}"${chosen ? html` aria-current="true"` : null}>${gone ? sayMarked(store, 'catalogue.optionSoldOut', { value, unseen: words => html`<span class="unseen">${words}</span>` }) : value}</a></li>`
    })
    return html`<h2 class="option" id="option-${index}">${option.name}</h2><ul class="pills" aria-labelledby="option-${index}">${values}</ul>`
  })
}

const sameValues = (one: OfferedVariant, other: OfferedVariant): number =>
  one.optionValues.filter((value, index) => value === other.optionValues[index]).length

function availability({ store }: Visit, offer: Offer, variant: OfferedVariant): Html {
  const sent = stockText(store, { ...variant, backordersAllowed: offer.backordersAllowed })
  const points = variant.collectable.filter(point => point.available > 0)
  return html`<p class="${sent.tone}">${sent.text}</p>
${points.map(
  point => html`<p class="good">${collectText(store, { ...point, decimals: variant.decimals })}</p>`,
)}`
}

function buyForm({ store }: Visit, offer: Offer, variant: OfferedVariant): Html {
  if (variant.priceMinor === 0)
    return html`<div class="notice"><p>${sayMarked(store, 'catalogue.askForPrice', { link: words => html`<a href="/shop/terms">${words}</a>` })}</p></div>`
  if (!isThere(variant) && !offer.backordersAllowed)
    return html`<p class="notice">${say(store, 'catalogue.soldOutNow')}</p>`
  const there = Math.max(variant.available, ...variant.collectable.map(point => point.available))
  const mostOfOne = store.mostOfOne * 10 ** variant.decimals
  const most = offer.backordersAllowed ? mostOfOne : Math.min(there, mostOfOne)
  const step = variant.decimals === 0 ? '1' : (1 / 10 ** variant.decimals).toFixed(variant.decimals)
  return html`<form class="buy" method="post" action="/shop/basket">
<input type="hidden" name="variant" value="${variant.id}">
<div><label for="quantity">${say(store, 'catalogue.quantity')}</label><input id="quantity" name="quantity" type="number" inputmode="decimal" value="1" min="${step}" step="${step}" max="${amount(store, most, variant.decimals)}" required></div>
<button class="chief" type="submit">${say(store, 'catalogue.addToBasket')}</button>
</form>`
}
