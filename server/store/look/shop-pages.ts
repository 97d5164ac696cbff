import type { DeliveryZone } from '../../../contract/store.ts'
import { countriesOf, readZones } from '../checkout/delivery-zones.ts'
import { say, sayMarked } from '../language/say.ts'
import { paymentMethods } from '../payment/built-in.ts'
import type { StoreFacts } from '../store-facts.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { countryName, money, percent } from './formats.ts'
import { type Html, html, inLines, paragraphs } from './html.ts'

/** What delivery costs and how one pays, before anything is in the basket. */
export async function showDelivery({ store, reader }: Visit): Promise<Shown> {
  const zones = await readZones(reader)
  const title = say(store, 'look.delivery.title')
  const methods = paymentMethods.filter(
    method => method.isOffered(store, 'delivery') || store.collectionPoints.length > 0,
  )
  return {
    title,
    canonical: '/shop/delivery',
    body: html`<h1>${title}</h1>
<h2>${say(store, 'look.delivery.delivery')}</h2>
${countriesOf(zones).length === 0 ? html`<p>${say(store, 'look.delivery.none')}</p>` : html`<table><tbody>${zones.map(zone => drawZone(store, zone))}</tbody></table>`}
${store.shippingTaxBasisPoints === 0 ? null : html`<p class="soft">${say(store, store.pricesIncludeTax ? 'look.delivery.taxIncluded' : 'look.delivery.taxOnTop', { percent: percent(store, store.shippingTaxBasisPoints) })}</p>`}
${store.collectionPoints.length === 0 ? null : html`<h2>${say(store, 'look.delivery.collection')}</h2><p>${say(store, 'look.delivery.collectAt', { places: store.collectionPoints.map(point => point.name).join(', ') })}</p>`}
<h2>${say(store, 'look.delivery.payment')}</h2>
<ul>${methods.map(method => html`<li>${say(store, 'look.delivery.method', { method: method.name(store), hint: method.hint(store) })}</li>`)}</ul>`,
  }
}

function drawZone(store: StoreFacts, zone: DeliveryZone): Html {
  const countries = zone.countries.map(code => countryName(store, code)).join(', ')
  const where =
    zone.postcodePrefixes.length === 0 ? countries : say(store, 'look.delivery.somePostcodes', { countries })
  return html`<tr><td>${zone.name}<br><span class="soft">${where}</span></td><td>${zone.rates.map(rate => html`<div>${drawRate(store, rate)}</div>`)}</td></tr>`
}

function drawRate(
  store: StoreFacts,
  { name, priceMinor, freeFromMinor }: DeliveryZone['rates'][number],
): Html {
  const price = html`<span class="price">${priceMinor === 0 ? say(store, 'look.sums.free') : money(store, priceMinor)}</span>`
  if (freeFromMinor === null || priceMinor === 0) return sayMarked(store, 'look.rate', { rate: name, price })
  return sayMarked(store, 'look.delivery.rateFreeFrom', {
    rate: name,
    price,
    amount: money(store, freeFromMinor),
  })
}

/** What the law asks a shop to say. */
export async function showTerms({ store }: Visit): Promise<Shown> {
  const title = say(store, 'look.terms.title')
  const contact = [
    store.name,
    ...store.address.split('\n'),
    store.phone,
    store.email,
    store.taxNumber === '' ? '' : say(store, 'look.terms.taxNumber', { number: store.taxNumber }),
  ]
  return {
    title,
    canonical: '/shop/terms',
    body: html`<h1>${title}</h1>
<p>${inLines(contact.filter(line => line.trim() !== ''))}</p>
<div class="prose">${paragraphs(store.terms)}</div>`,
  }
}
