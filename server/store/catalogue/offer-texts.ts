import type { Speaker } from '../language/languages.ts'
import { say, sayMarked } from '../language/say.ts'
import { amount, money, percent } from '../look/formats.ts'
import { type Html, html } from '../look/html.ts'
import type { StoreFacts } from '../store-facts.ts'

/** What it costs, over all of its variants. */
export function priceText(
  store: StoreFacts,
  { priceMinor, priceToMinor }: { priceMinor: number; priceToMinor: number },
): string {
  if (priceToMinor === 0) return say(store, 'catalogue.priceOnRequest')
  const price = money(store, priceMinor)
  return priceToMinor > priceMinor ? say(store, 'catalogue.priceFrom', { price }) : price
}

/** What stands below a price, so that nobody is surprised at the end. */
export function taxText(store: StoreFacts, basisPoints: number): Html {
  const link = (words: Html) => html`<a href="/shop/delivery">${words}</a>`
  if (basisPoints === 0) return sayMarked(store, 'catalogue.noTax', { link })
  return sayMarked(store, store.pricesIncludeTax ? 'catalogue.taxIncluded' : 'catalogue.taxOnTop', {
    percent: percent(store, basisPoints),
    link,
  })
}

/** How much of it can be had, honestly: of few pieces the number, of many that there are enough. */
export function stockText(
  speaker: Speaker,
  of: { available: number; decimals: number; backordersAllowed: boolean },
): { tone: 'good' | 'few' | 'none'; text: string } {
  const { available, decimals, backordersAllowed } = of
  if (available <= 0)
    return backordersAllowed
      ? { tone: 'few', text: say(speaker, 'catalogue.backorder') }
      : { tone: 'none', text: say(speaker, 'catalogue.soldOut') }
  if (isEnough(of)) return { tone: 'good', text: say(speaker, 'catalogue.inStock') }
  const quantity = amount(speaker, available, decimals)
  return { tone: 'few', text: say(speaker, 'catalogue.left', { quantity }) }
}

/** The same of a place where it is collected, which has some. */
export function collectText(
  speaker: Speaker,
  { name: place, available, decimals }: { name: string; available: number; decimals: number },
): string {
  if (isEnough({ available, decimals })) return say(speaker, 'catalogue.collectInStock', { place })
  return say(speaker, 'catalogue.collectLeft', { place, quantity: amount(speaker, available, decimals) })
}

const isEnough = ({ available, decimals }: { available: number; decimals: number }): boolean =>
  available > 5 * 10 ** decimals
