import { parseDigitalLink } from '../../../gs1/public.ts'
import { productAddress } from '../catalogue/addresses.ts'
import { say, sayMarked } from '../language/say.ts'
import { drawField } from '../look/fields.ts'
import { dayText } from '../look/formats.ts'
import { type Html, html } from '../look/html.ts'
import { missingPage } from '../look/other-pages.ts'
import type { StoreFacts } from '../store-facts.ts'
import { netOf, rateLimit } from '../web/rate-limit.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { findByGtin, findGenuine } from './find-genuine.ts'

const mayCheck = rateLimit({ most: 10, minutes: 15 })

/** Whether a piece is genuine, and since when it is covered: for whoever has its serial and the order's number. */
export async function checkGenuine(visit: Visit): Promise<Shown> {
  const { request, form, query, reader, house, store } = visit
  if (request.method === 'GET')
    return drawCheck(store, { serial: textIn(query.get('serial')), order: textIn(query.get('order')) })
  const asked = { serial: textIn(form.get('serial')), order: textIn(form.get('order')).toUpperCase() }
  if (!mayCheck(house, [netOf(request.ip), `order ${asked.order}`, `serial ${asked.serial}`]))
    return drawCheck(store, asked, sentence(say(store, 'look.triedTooOften')), 429)
  const found = await findGenuine(reader, asked)
  // One answer for every no: it does not tell whether the serial, the order or only the two together are unknown.
  if (found === undefined)
    return drawCheck(store, asked, sentence(say(store, 'genuine.unknown', { store: store.name })), 404)
  const soldBy = sayMarked(store, 'genuine.soldBy', {
    product: found.product,
    serial: html`<span class="code">${found.serial}</span>`,
    store: store.name,
    date: dayText(store, found.since),
  })
  return drawCheck(
    store,
    asked,
    html`<div class="notice" role="status"><h2>${say(store, 'genuine.yes')}</h2>
<p>${soldBy}</p></div>`,
  )
}

/** The web address in a label’s code: of a piece, its check; of a product or lot, the product in the store. */
export async function followDigitalLink(visit: Visit): Promise<Shown> {
  const { request, reader, store } = visit
  const read = parseDigitalLink(`https://here${request.url}`)
  if (!read.ok || read.gtin === undefined) return missingPage(store)
  const { gtin, serial } = read
  const product = store.isOpen ? await findByGtin(reader, gtin) : undefined
  const about =
    product === undefined
      ? null
      : html`<p class="lead">${sayMarked(store, 'genuine.inStore', { product: product.name, link: words => html`<a href="${productAddress(product)}?variant=${product.variantId}">${words}</a>` })}</p>`
  if (serial === undefined && product !== undefined)
    return { to: `${productAddress(product)}?variant=${product.variantId}` }
  return drawCheck(store, { serial: serial ?? '', order: '' }, about)
}

function drawCheck(
  store: StoreFacts,
  asked: { serial: string; order: string },
  answer: Html | null = null,
  status = 200,
): Shown {
  const title = say(store, 'genuine.title')
  return {
    title,
    status,
    ...(status === 200 && asked.serial === '' ? { canonical: '/shop/genuine' } : {}),
    body: html`<h1>${title}</h1>
<p class="prose">${say(store, 'genuine.lead')}</p>
${answer}
<form class="prose" method="post" action="/shop/genuine">
${drawField({ name: 'serial', label: say(store, 'genuine.serial'), value: asked.serial, required: true, hint: say(store, 'genuine.serialHint') })}
${drawField({ name: 'order', label: say(store, 'genuine.order'), value: asked.order, required: true, hint: say(store, 'genuine.orderHint') })}
<button class="chief" type="submit">${say(store, 'genuine.check')}</button>
</form>`,
  }
}

const sentence = (text: string): Html => html`<div class="notice problem" role="alert"><p>${text}</p></div>`

const textIn = (text: string | null): string => (text ?? '').trim().slice(0, 100)
