import { styleAddress } from '../web/files.ts'
import { publicAddress } from '../web/public-address.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { html } from './html.ts'

/** A whole page: the shop's head with search and basket, what it is about, and the foot that the law asks for. */
export function drawPage(visit: Visit, page: Exclude<Shown, { to: string }>): string {
  const { store, house } = visit
  const title = page.title === store.name ? store.name : `${page.title} – ${store.name}`
  const canonical =
    page.canonical === undefined ? undefined : publicAddress(house.configuration, page.canonical)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${
  canonical === undefined
    ? html`<meta name="robots" content="noindex">`
    : html`<link rel="canonical" href="${canonical}"><meta property="og:url" content="${canonical}">`
}
${page.description ? html`<meta name="description" content="${page.description}"><meta property="og:description" content="${page.description}">` : null}
<meta name="twitter:card" content="summary_large_image">
<meta property="og:title" content="${page.title}">
<meta property="og:site_name" content="${store.name}">
<link rel="stylesheet" href="${styleAddress}">
${page.head}
</head>
<body>
<a class="skip" href="#content">To the content</a>
${drawHead(visit)}
<main id="content">
${page.body}
</main>
${drawFoot(visit)}
</body>
</html>
`.text
}

function drawHead({ store, basketLines, query }: Visit) {
  return html`<header class="head">
<a class="name" href="/shop">${
    store.logo === null
      ? store.name
      : html`<img src="/api/v1/shop/logo/${store.logo.key}" width="${store.logo.width}" height="${store.logo.height}" alt="${store.name}">`
  }</a>
<form class="search" role="search" action="/shop/search">
<label class="unseen" for="search">Search the store</label>
<input id="search" type="search" name="q" value="${query.get('q')}" placeholder="Search" maxlength="200" enterkeyhint="search">
<button type="submit">Search</button>
</form>
<a class="to-basket" href="/shop/basket">Basket${
    basketLines > 0
      ? html` <span class="count">${basketLines}<span class="unseen"> ${basketLines === 1 ? 'product' : 'products'}</span></span>`
      : null
  }</a>
</header>`
}

function drawFoot({ store }: Visit) {
  return html`<footer class="foot">
<nav aria-label="About this store">
<a href="/shop/delivery">Delivery and payment</a>
<a href="/shop/account">Your orders</a>
<a href="/shop/orders">Find your order</a>
<a href="/shop/genuine">Is it genuine?</a>
<a href="/shop/terms">Terms and contact</a>
</nav>
<p>${store.name}</p>
</footer>`
}
