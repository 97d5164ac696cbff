import { say, sayMarked } from '../language/say.ts'
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
<html lang="${store.language}">
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
<a class="skip" href="#content">${say(store, 'look.frame.toContent')}</a>
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
<label class="unseen" for="search">${say(store, 'look.frame.searchStore')}</label>
<input id="search" type="search" name="q" value="${query.get('q')}" placeholder="${say(store, 'look.frame.search')}" maxlength="200" enterkeyhint="search">
<button type="submit">${say(store, 'look.frame.search')}</button>
</form>
<a class="to-basket" href="/shop/basket">${say(store, 'look.frame.basket')}${
    basketLines > 0
      ? html` <span class="count">${sayMarked(store, 'look.frame.products', { count: basketLines, noun: words => html`<span class="unseen">${words}</span>` })}</span>`
      : null
  }</a>
</header>`
}

function drawFoot({ store }: Visit) {
  return html`<footer class="foot">
<nav aria-label="${say(store, 'look.frame.about')}">
<a href="/shop/delivery">${say(store, 'look.frame.delivery')}</a>
<a href="/shop/account">${say(store, 'look.frame.yourOrders')}</a>
<a href="/shop/orders">${say(store, 'look.frame.findOrder')}</a>
<a href="/shop/genuine">${say(store, 'look.frame.genuine')}</a>
<a href="/shop/terms">${say(store, 'look.frame.terms')}</a>
</nav>
<p>${store.name}</p>
</footer>`
}
