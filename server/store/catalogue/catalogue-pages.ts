import { type Html, html } from '../look/html.ts'
import { missingPage } from '../look/other-pages.ts'
import { money, stockText } from '../look/words.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { categoryAddress, idOf, productAddress } from './addresses.ts'
import { listOffered, listShelves, type Offered, type ShelfCategory } from './shelves.ts'

/** The first page: every category, and all that there is. */
export async function showStore(visit: Visit): Promise<Shown> {
  const page = pageOf(visit)
  const [shelves, offered] = await Promise.all([
    listShelves(visit.reader),
    listOffered(visit.reader, { page }),
  ])
  return {
    title: visit.store.name,
    canonical: page === 1 ? '/shop' : `/shop?page=${page}`,
    description: visit.store.greeting,
    body: html`<h1>${visit.store.name}</h1>
${visit.store.greeting === '' ? null : html`<p class="lead">${visit.store.greeting}</p>`}
${pills(shelves.filter(one => one.parentId === null))}
${goods(visit, offered, '/shop')}`,
  }
}

export async function showCategory(visit: Visit): Promise<Shown> {
  const categoryId = idOf(visit.params.category)
  const shelves = await listShelves(visit.reader)
  const category = shelves.find(one => one.id === categoryId)
  if (category === undefined) return missingPage
  const page = pageOf(visit)
  const offered = await listOffered(visit.reader, { categoryId: category.id, page })
  const address = categoryAddress(category)
  return {
    title: category.name,
    canonical: page === 1 ? address : `${address}?page=${page}`,
    body: html`${trail(shelves, category.parentId)}
<h1>${category.name}</h1>
${pills(shelves.filter(one => one.parentId === category.id))}
${goods(visit, offered, address)}`,
  }
}

export async function showSearch(visit: Visit): Promise<Shown> {
  const search = (visit.query.get('q') ?? '')
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, 200)
  if (search === '') return { to: '/shop' }
  const offered = await listOffered(visit.reader, { search, page: pageOf(visit) })
  return {
    title: `Search: ${search}`,
    body: html`<h1>Search: ${search}</h1>
${
  offered.products.length === 0
    ? html`<p>Nothing in the store matches all of these words. Try fewer, or <a href="/shop">look at everything</a>.</p>`
    : goods(visit, offered, `/shop/search?q=${encodeURIComponent(search)}`)
}`,
  }
}

/** The way back up: from the category with this id to the store as a whole. */
export function trail(shelves: readonly ShelfCategory[], categoryId: number | null): Html {
  const above: ShelfCategory[] = []
  for (let one = shelves.find(shelf => shelf.id === categoryId); one !== undefined; ) {
    above.unshift(one)
    const { parentId } = one
    one = shelves.find(shelf => shelf.id === parentId)
  }
  return html`<nav class="trail" aria-label="Where you are"><a href="/shop">Store</a>${above.map(
    one => html` › <a href="${categoryAddress(one)}">${one.name}</a>`,
  )}</nav>`
}

function pills(categories: readonly ShelfCategory[]): Html | null {
  if (categories.length === 0) return null
  return html`<nav aria-label="Categories"><ul class="pills">${categories.map(
    one => html`<li><a href="${categoryAddress(one)}">${one.name}</a></li>`,
  )}</ul></nav>`
}

function goods(
  visit: Visit,
  { products, hasMore }: { products: readonly Offered[]; hasMore: boolean },
  address: string,
): Html {
  const page = pageOf(visit)
  if (products.length === 0) return html`<p>There is nothing here at the moment.</p>`
  const at = (number: number) => `${address}${address.includes('?') ? '&' : '?'}page=${number}`
  return html`<ul class="goods">${products.map(product => card(visit, product))}</ul>
${
  hasMore || page > 1
    ? html`<nav class="pages" aria-label="Pages">${page > 1 ? html`<a rel="prev" href="${at(page - 1)}">Previous page</a>` : html`<span></span>`}${hasMore ? html`<a rel="next" href="${at(page + 1)}">Next page</a>` : null}</nav>`
    : null
}`
}

function card({ store }: Visit, product: Offered): Html {
  const { picture, name } = product
  const inStock = stockText(product)
  const collectOnly = product.available <= 0 && !product.backordersAllowed && product.collectable > 0
  return html`<li>
<div class="frame">${
    picture === null
      ? html`<span aria-hidden="true">${name.slice(0, 1)}</span>`
      : html`<img src="/api/v1/pictures/${picture.id}/medium" alt="" loading="lazy" width="${picture.width}" height="${picture.height}">`
  }</div>
<p><a href="${productAddress(product)}">${name}</a></p>
<p class="price">${priceOf(store, product)}</p>
${collectOnly ? html`<p class="few">To collect only</p>` : html`<p class="${inStock.tone}">${inStock.text}</p>`}
</li>`
}

function priceOf(store: Visit['store'], { priceMinor, priceToMinor }: Offered): string {
  if (priceToMinor === 0) return 'Price on request'
  return `${priceToMinor > priceMinor ? 'from ' : ''}${money(store, priceMinor)}`
}

function pageOf({ query }: Visit): number {
  const page = Number(query.get('page') ?? 1)
  return Number.isInteger(page) && page >= 1 && page <= 500 ? page : 1
}
