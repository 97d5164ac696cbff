import { sql } from 'kysely'
import type { SalesOrderState } from '../../../contract/sales.ts'
import type { Reader } from '../../platform/database/public.ts'
import { newKey } from '../basket/basket-cookie.ts'
import { drawField } from '../look/fields.ts'
import { type Html, html } from '../look/html.ts'
import { dayText, money } from '../look/words.ts'
import { netOf, rateLimit } from '../web/rate-limit.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { accountKey, endAccountCookie, setAccountCookie } from './account-cookie.ts'
import { buyerOf, enterByLink, sendSignInLink, signOut } from './sign-in-by-link.ts'

/** A buyer's orders; for whoever is not signed in, the way to be. */
export async function showAccount(visit: Visit): Promise<Shown> {
  const email = await buyerOf(visit.reader, accountKey(visit.request))
  if (email === undefined) return drawSignIn()
  const orders = await ordersOf(visit.reader, email)
  return {
    title: 'Your orders',
    body: html`<h1>Your orders</h1>
<table><thead><tr><th>Order</th><th>Placed</th><th>State</th><th>Total</th></tr></thead><tbody>${orders.map(
      one =>
        html`<tr><td class="number"><a class="code" href="/shop/orders/${one.key}">${one.number}</a></td><td>${dayText(visit.store, one.placedAt)}</td><td>${states[one.state]}</td><td class="price">${money(visit.store, one.totalMinor)}</td></tr>`,
    )}</tbody></table>
<form method="post" action="/shop/account/leave"><p class="soft">Signed in as ${email}. <button class="plain" type="submit">Sign out</button></p></form>`,
  }
}

interface OwnOrder {
  readonly number: string
  readonly key: string
  readonly placedAt: string
  readonly state: SalesOrderState
  readonly totalMinor: number
}

const states: Record<SalesOrderState, string> = {
  open: 'Being prepared',
  part_delivered: 'Partly delivered',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
}

async function ordersOf(reader: Reader, email: string): Promise<OwnOrder[]> {
  const { rows } = await sql<OwnOrder>`
    select d.number, s.key, o.placed_at as "placedAt", o.state, o.total_minor as "totalMinor"
      from store_order s join sales_order o on o.id = s.order_id join document d on d.id = o.id
     where lower(s.email) = ${email} order by s.order_id desc limit 200`.execute(reader.db)
  return rows
}

const mayAsk = rateLimit({ most: 5, minutes: 15 })

/** Sends the link. The answer is the same whether anything was ever ordered with the address or not. */
export async function askForLink(visit: Visit): Promise<Shown> {
  const { form, request, house } = visit
  const email = (form.get('email') ?? '').trim().slice(0, 254)
  if (!mayAsk(house, [netOf(request.ip), `e-mail ${email.toLowerCase()}`]))
    return drawSignIn(problem('This was tried too often. Please wait a quarter of an hour.'), 429)
  if (!/[\p{Cc}\p{Cs}]/u.test(email)) await visit.write(tx => sendSignInLink(tx, house.configuration, email))
  return drawSignIn(
    html`<div class="notice" role="status"><p>If you have ordered with this address before, a link is on its way to it.</p></div>`,
  )
}

/** What the link leads to: a button, because mail programs follow links by themselves and a link works once. */
export async function showEnter({ params }: Visit): Promise<Shown> {
  return {
    title: 'Sign in',
    body: html`<h1>Sign in</h1>
<form method="post" action="/shop/account/enter/${params.key}"><button class="chief" type="submit">See my orders</button></form>`,
  }
}

export async function enterAccount(visit: Visit): Promise<Shown> {
  const { params, house, reply } = visit
  const session = newKey()
  if (!(await visit.write(tx => enterByLink(tx, params.key ?? '', session))))
    return drawSignIn(problem('This link was used already or is too old. Ask for another one.'), 404)
  setAccountCookie(house.configuration, reply, session)
  return { to: '/shop/account' }
}

export async function leaveAccount(visit: Visit): Promise<Shown> {
  const key = accountKey(visit.request)
  if (key !== undefined) await visit.write(tx => signOut(tx, key))
  endAccountCookie(visit.house.configuration, visit.reply)
  return { to: '/shop' }
}

function drawSignIn(answer: Html | null = null, status = 200): Shown {
  return {
    title: 'Your orders',
    status,
    body: html`<h1>Your orders</h1>
<p class="prose">We send a link to your e-mail address, with which you see all that you ordered. You need no password. With an order’s number you <a href="/shop/orders">find it</a> without a link, too.</p>
${answer}
<form class="prose" method="post" action="/shop/account">
${drawField({ name: 'email', label: 'E-mail', value: '', type: 'email', autocomplete: 'email', required: true })}
<button class="chief" type="submit">Send me a link</button>
</form>`,
  }
}

const problem = (text: string): Html => html`<div class="notice problem" role="alert"><p>${text}</p></div>`
