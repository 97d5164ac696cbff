import { say, sayMarked } from '../language/say.ts'
import { type Html, html } from '../look/html.ts'
import { missingPage } from '../look/other-pages.ts'
import { publicAddress } from '../web/public-address.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { categoryAddress, idOf, productAddress } from './addresses.ts'
import { priceText, stockText } from './offer-texts.ts'
import type { Wanted } from './shelf-page.ts'
import { listOffered, listShelves, type Offered, type ShelfCategory, type ShelfPage } from './shelves.ts'

/** The first page: every category, and all that there is. */
export async function showStore(visit: Visit): Promise<Shown> {
  const [shelves, page] = await Promise.all([
    listShelves(visit.reader),
    listOffered(visit.reader, fromWhere(visit)),
  ])
  if (isBeforeAll(visit, page)) return { to: '/shop' }
  return {
    title: visit.store.name,
    canonical: addressOf('/shop', page),
    description: visit.store.greeting,
    head: sharedHead(visit, page),
    body: html`<h1>${visit.store.name}</h1>
${visit.store.greeting === '' ? null : html`<p class="lead">${visit.store.greeting}</p>`}
${pills(
  visit,
  shelves.filter(one => one.parentId === null),
)}
${goods(visit, page, '/shop')}`,
  }
}

export async function showCategory(visit: Visit): Promise<Shown> {
  const categoryId = idOf(visit.params.category)
  const shelves = await listShelves(visit.reader)
  const category = shelves.find(one => one.id === categoryId)
  if (category === undefined) return missingPage(visit.store)
  const page = await listOffered(visit.reader, { ...fromWhere(visit), categoryId: category.id })
  const address = categoryAddress(category)
  if (isBeforeAll(visit, page)) return { to: address }
  return {
    title: category.name,
    canonical: addressOf(address, page),
    head: sharedHead(visit, page),
    body: html`${trail(visit, shelves, category.parentId)}
<h1>${category.name}</h1>
${pills(
  visit,
  shelves.filter(one => one.parentId === category.id),
)}
${goods(visit, page, address)}`,
  }
}

export async function showSearch(visit: Visit): Promise<Shown> {
  const search = (visit.query.get('q') ?? '')
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, 200)
  if (search === '') return { to: '/shop' }
  const address = `/shop/search?q=${encodeURIComponent(search)}`
  const page = await listOffered(visit.reader, { ...fromWhere(visit), search })
  if (isBeforeAll(visit, page)) return { to: address }
  const title = say(visit.store, 'catalogue.searchFor', { text: search })
  return {
    title,
    body: html`<h1>${title}</h1>
${
  page.products.length === 0
    ? html`<p>${sayMarked(visit.store, 'catalogue.nothingFound', { link: words => html`<a href="/shop">${words}</a>` })}</p>`
    : goods(visit, page, address)
}`,
  }
}

/** Pages begin behind a product, or end before one: whatever is put into the store meanwhile, nothing is skipped. */
function fromWhere({ query }: Visit): Pick<Wanted, 'after' | 'before'> {
  return { after: idOf(query.get('after') ?? ''), before: idOf(query.get('before') ?? '') }
}

/** Back at the beginning, the page is the first one, which has an address of its own. */
const isBeforeAll = (visit: Visit, { follows }: ShelfPage): boolean =>
  fromWhere(visit).before !== undefined && follows === null

function addressOf(address: string, { follows }: ShelfPage): string {
  return follows === null ? address : `${address}?after=${follows}`
}

/** What those see with whom the page is shared. */
function sharedHead({ house, store }: Visit, { products }: ShelfPage): Html {
  const picture = products.find(product => product.picture !== null)?.picture
  const path = picture
    ? `/api/v1/pictures/${picture.id}/large`
    : store.logo && `/api/v1/shop/logo/${store.logo.key}`
  return html`<meta property="og:type" content="website">
${path && html`<meta property="og:image" content="${publicAddress(house.configuration, path)}">`}`
}

/** The way back up: from the category with this id to the store as a whole. */
export function trail({ store }: Visit, shelves: readonly ShelfCategory[], categoryId: number | null): Html {
  const above: ShelfCategory[] = []
  for (let one = shelves.find(shelf => shelf.id === categoryId); one !== undefined; ) {
    above.unshift(one)
    const { parentId } = one
    one = shelves.find(shelf => shelf.id === parentId)
  }
  return html`<nav class="trail" aria-label="${say(store, 'catalogue.whereYouAre')}"><a href="/shop">${say(store, 'catalogue.store')}</a>${above.map(
    one => html` › <a href="${categoryAddress(one)}">${one.name}</a>`,
  )}</nav>`
}

function pills({ store }: Visit, categories: readonly ShelfCategory[]): Html | null {
  if (categories.length === 0) return null
  return html`<nav aria-label="${say(store, 'catalogue.categories')}"><ul class="pills">${categories.map(
    one => html`<li><a href="${categoryAddress(one)}">${one.name}</a></li>`,
  )}</ul></nav>`
}

function goods(visit: Visit, { products, follows, next }: ShelfPage, address: string): Html {
  const { store } = visit
  if (products.length === 0) return html`<p>${say(store, 'catalogue.nothingHere')}</p>`
  const at = (what: string) => `${address}${address.includes('?') ? '&' : '?'}${what}`
  const isFirst = follows === null
  return html`<ul class="goods">${products.map(product => card(visit, product))}</ul>
${
  isFirst && next === null
    ? null
    : html`<nav class="pages" aria-label="${say(store, 'catalogue.pages')}">${isFirst ? html`<span></span>` : html`<a rel="prev" href="${at(`before=${products[0]!.id}`)}">${say(store, 'catalogue.previousPage')}</a>`}${next === null ? null : html`<a rel="next" href="${at(`after=${next}`)}">${say(store, 'catalogue.nextPage')}</a>`}</nav>`
}`
}

function card({ store }: Visit, product: Offered): Html {
  const { picture, name } = product
  const inStock = stockText(store, product)
  const collectOnly = product.available <= 0 && !product.backordersAllowed && product.collectable > 0
  return html`<li>
<div class="frame">${
    picture === null
      ? html`<span aria-hidden="true">${name.slice(0, 1)}</span>`
      : html`<img src="/api/v1/pictures/${picture.id}/medium" alt="" loading="lazy" width="${picture.width}" height="${picture.height}">`
  }</div>
<p><a href="${productAddress(product)}">${name}</a></p>
<p class="price">${priceText(store, product)}</p>
${product.priceToMinor === 0 ? null : collectOnly ? html`<p class="few">${say(store, 'catalogue.collectOnly')}</p>` : html`<p class="${inStock.tone}">${inStock.text}</p>`}
</li>`
}
