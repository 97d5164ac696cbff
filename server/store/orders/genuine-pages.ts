import { parseDigitalLink } from '../../../gs1/public.ts'
import { productAddress } from '../catalogue/addresses.ts'
import { drawField } from '../look/fields.ts'
import { type Html, html } from '../look/html.ts'
import { missingPage } from '../look/other-pages.ts'
import { dayText } from '../look/words.ts'
import { netOf, rateLimit } from '../web/rate-limit.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { findByGtin, findGenuine } from './find-genuine.ts'

const mayCheck = rateLimit({ most: 10, minutes: 15 })

/** Whether a piece is genuine, and since when it is covered: for whoever has its serial and the order's number. */
export async function checkGenuine(visit: Visit): Promise<Shown> {
  const { request, form, query, reader, house, store } = visit
  if (request.method === 'GET')
    return drawCheck({ serial: textIn(query.get('serial')), order: textIn(query.get('order')) })
  const asked = { serial: textIn(form.get('serial')), order: textIn(form.get('order')).toUpperCase() }
  if (!mayCheck(house, [netOf(request.ip), `order ${asked.order}`, `serial ${asked.serial}`]))
    return drawCheck(asked, sentence('This was tried too often. Please wait a quarter of an hour.'), 429)
  const found = await findGenuine(reader, asked)
  // One answer for every no: it does not tell whether the serial, the order or only the two together are unknown.
  if (found === undefined)
    return drawCheck(
      asked,
      sentence(`We cannot confirm this. Check both numbers; if they are right, please ask ${store.name}.`),
      404,
    )
  return drawCheck(
    asked,
    html`<div class="notice" role="status"><h2>This is genuine</h2>
<p>${found.product}, serial number <span class="code">${found.serial}</span>, was sold by ${store.name}. It is covered since ${dayText(store, found.since)}.</p></div>`,
  )
}

/** The web address in a label’s code: of a piece, its check; of a product or lot, the product in the store. */
export async function followDigitalLink(visit: Visit): Promise<Shown> {
  const { request, reader, store } = visit
  const read = parseDigitalLink(`https://here${request.url}`)
  if (!read.ok || read.gtin === undefined) return missingPage
  const { gtin, serial } = read
  const product = store.isOpen ? await findByGtin(reader, gtin) : undefined
  const about =
    product === undefined
      ? null
      : html`<p class="lead">${product.name} – <a href="${productAddress(product)}?variant=${product.variantId}">see it in the store</a></p>`
  if (serial === undefined && product !== undefined)
    return { to: `${productAddress(product)}?variant=${product.variantId}` }
  return drawCheck({ serial: serial ?? '', order: '' }, about)
}

function drawCheck(
  asked: { serial: string; order: string },
  answer: Html | null = null,
  status = 200,
): Shown {
  return {
    title: 'Is it genuine?',
    status,
    ...(status === 200 && asked.serial === '' ? { canonical: '/shop/genuine' } : {}),
    body: html`<h1>Is it genuine?</h1>
<p class="prose">With the serial number on the piece and the number of the order or receipt, you see that it comes from us and since when it is covered.</p>
${answer}
<form class="prose" method="post" action="/shop/genuine">
${drawField({ name: 'serial', label: 'Serial number', value: asked.serial, required: true, hint: 'As it stands on the piece, with capitals and small letters.' })}
${drawField({ name: 'order', label: 'Order or receipt number', value: asked.order, required: true, hint: 'O… is on the invoice and the delivery note, T… on the receipt from the shop.' })}
<button class="chief" type="submit">Check</button>
</form>`,
  }
}

const sentence = (text: string): Html => html`<div class="notice problem" role="alert"><p>${text}</p></div>`

const textIn = (text: string | null): string => (text ?? '').trim().slice(0, 100)
