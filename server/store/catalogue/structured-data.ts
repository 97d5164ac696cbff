import { minorDigits } from '../look/formats.ts'
import { alreadyHtml, type Html, html } from '../look/html.ts'
import { publicAddress } from '../web/public-address.ts'
import type { Visit } from '../web/visit.ts'
import { productAddress } from './addresses.ts'
import type { Offer, OfferedVariant } from './read-offer.ts'

/** The head of a product's page for search machines (schema.org Product and Offer) and for those who share it. */
export function productHead({ house, store }: Visit, offer: Offer, variant: OfferedVariant): Html {
  const at = (path: string) => publicAddress(house.configuration, path)
  const images = offer.pictures.map(picture => at(`/api/v1/pictures/${picture.id}/large`))
  const price = (variant.priceMinor / 10 ** minorDigits(store.currency)).toFixed(minorDigits(store.currency))
  const offerOf = (price: string) => ({
    '@type': 'Offer',
    url: at(productAddress(offer)),
    price,
    priceCurrency: store.currency,
    priceSpecification: {
      '@type': 'PriceSpecification',
      price,
      priceCurrency: store.currency,
      valueAddedTaxIncluded: store.pricesIncludeTax,
    },
    availability: `https://schema.org/${availabilityOf(offer, variant)}`,
    itemCondition: 'https://schema.org/NewCondition',
    seller: { '@type': 'Organization', name: store.name },
  })
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: variant.name,
    sku: variant.productNumber,
    ...(variant.gtin === null ? {} : { gtin: variant.gtin }),
    ...(offer.description === '' ? {} : { description: offer.description }),
    ...(images.length === 0 ? {} : { image: images }),
    // Without a price nothing is offered.
    ...(variant.priceMinor === 0 ? {} : { offers: offerOf(price) }),
  }
  return html`<meta property="og:type" content="product">
${images[0] === undefined ? null : html`<meta property="og:image" content="${images[0]}"><meta property="og:image:alt" content="${offer.pictures[0]!.alt || offer.name}">`}
<script type="application/ld+json">${alreadyHtml(jsonForHtml(data))}</script>`
}

function availabilityOf({ backordersAllowed }: Offer, { available, collectable }: OfferedVariant): string {
  if (available > 0) return 'InStock'
  if (collectable.some(point => point.available > 0)) return 'InStoreOnly'
  return backordersAllowed ? 'BackOrder' : 'OutOfStock'
}

/** JSON that may stand in a script element: nothing in it can end the element or begin a comment. */
export function jsonForHtml(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
