import { countriesOf, readZones } from '../checkout/delivery-zones.ts'
import { paymentMethods } from '../payment/built-in.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { html, inLines, paragraphs } from './html.ts'
import { countryName, money, percent } from './words.ts'

/** What delivery costs and how one pays, before anything is in the basket. */
export async function showDelivery({ store, reader }: Visit): Promise<Shown> {
  const zones = await readZones(reader)
  const shown = zones.map(
    zone =>
      html`<tr><td>${zone.name}<br><span class="soft">${zone.countries.map(countryName).join(', ')}${zone.postcodePrefixes.length > 0 ? ', some postcodes' : ''}</span></td><td>${zone.rates.map(
        rate =>
          html`<div>${rate.name}: <span class="price">${rate.priceMinor === 0 ? 'free' : money(store, rate.priceMinor)}</span>${rate.freeFromMinor === null || rate.priceMinor === 0 ? null : html`, free from ${money(store, rate.freeFromMinor)}`}</div>`,
      )}</td></tr>`,
  )
  return {
    title: 'Delivery and payment',
    canonical: '/shop/delivery',
    body: html`<h1>Delivery and payment</h1>
<h2>Delivery</h2>
${countriesOf(zones).length === 0 ? html`<p>Goods are not sent at the moment.</p>` : html`<table><tbody>${shown}</tbody></table>`}
${store.shippingTaxBasisPoints === 0 ? null : html`<p class="soft">${store.pricesIncludeTax ? 'Including' : 'Plus'} ${percent(store.shippingTaxBasisPoints)} tax.</p>`}
${store.collectionPoints.length === 0 ? null : html`<h2>Collection</h2><p>Free, at ${store.collectionPoints.map(point => point.name).join(', ')}.</p>`}
<h2>Payment</h2>
<ul>${paymentMethods.filter(method => method.isOffered(store, 'delivery') || store.collectionPoints.length > 0).map(method => html`<li>${method.name}. ${method.hint(store)}</li>`)}</ul>`,
  }
}

/** What the law asks a shop to say. */
export async function showTerms({ store }: Visit): Promise<Shown> {
  const contact = [
    store.name,
    ...store.address.split('\n'),
    store.phone,
    store.email,
    store.taxNumber === '' ? '' : `Tax number ${store.taxNumber}`,
  ]
  return {
    title: 'Terms and contact',
    canonical: '/shop/terms',
    body: html`<h1>Terms and contact</h1>
<p>${inLines(contact.filter(line => line.trim() !== ''))}</p>
<div class="prose">${paragraphs(store.terms)}</div>`,
  }
}
