import { sql } from 'kysely'
import type { SalesOrderState } from '../../../contract/sales.ts'
import type { Reader } from '../../platform/database/public.ts'
import { newKey } from '../basket/basket-cookie.ts'
import { say, sayMarked } from '../language/say.ts'
import { drawField } from '../look/fields.ts'
import { dayText, money } from '../look/formats.ts'
import { type Html, html } from '../look/html.ts'
import type { StoreFacts } from '../store-facts.ts'
import { netOf, rateLimit } from '../web/rate-limit.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { accountKey, endAccountCookie, setAccountCookie } from './account-cookie.ts'
import { buyerOf, enterByLink, sendSignInLink, signOut } from './sign-in-by-link.ts'

/** A buyer's orders; for whoever is not signed in, the way to be. */
export async function showAccount(visit: Visit): Promise<Shown> {
  const { store } = visit
  const email = await buyerOf(visit.reader, accountKey(visit.request))
  if (email === undefined) return drawSignIn(store)
  const orders = await ordersOf(visit.reader, email)
  const title = say(store, 'accounts.title')
  return {
    title,
    body: html`<h1>${title}</h1>
<table><thead><tr><th>${say(store, 'accounts.order')}</th><th>${say(store, 'accounts.placed')}</th><th>${say(store, 'accounts.state')}</th><th>${say(store, 'accounts.total')}</th></tr></thead><tbody>${orders.map(
      one =>
        html`<tr><td class="number"><a class="code" href="/shop/orders/${one.key}">${one.number}</a></td><td>${dayText(store, one.placedAt)}</td><td>${say(store, `accounts.states.${one.state}`)}</td><td class="price">${money(store, one.totalMinor)}</td></tr>`,
    )}</tbody></table>
<form method="post" action="/shop/account/leave"><p class="soft">${say(store, 'accounts.signedIn', { email })} <button class="plain" type="submit">${say(store, 'accounts.signOut')}</button></p></form>`,
  }
}

interface OwnOrder {
  readonly number: string
  readonly key: string
  readonly placedAt: string
  readonly state: SalesOrderState
  readonly totalMinor: number
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
  const { form, request, house, store } = visit
  const email = (form.get('email') ?? '').trim().slice(0, 254)
  if (!mayAsk(house, [netOf(request.ip), `e-mail ${email.toLowerCase()}`]))
    return drawSignIn(store, problem(say(store, 'look.triedTooOften')), 429)
  if (!/[\p{Cc}\p{Cs}]/u.test(email)) await visit.write(tx => sendSignInLink(tx, house.configuration, email))
  return drawSignIn(
    store,
    html`<div class="notice" role="status"><p>${say(store, 'accounts.sent')}</p></div>`,
  )
}

/** What the link leads to: a button, because mail programs follow links by themselves and a link works once. */
export async function showEnter({ params, store }: Visit): Promise<Shown> {
  const title = say(store, 'accounts.signIn')
  return {
    title,
    body: html`<h1>${title}</h1>
<form method="post" action="/shop/account/enter/${params.key}"><button class="chief" type="submit">${say(store, 'accounts.seeOrders')}</button></form>`,
  }
}

export async function enterAccount(visit: Visit): Promise<Shown> {
  const { params, house, reply, store } = visit
  const session = newKey()
  if (!(await visit.write(tx => enterByLink(tx, params.key ?? '', session))))
    return drawSignIn(store, problem(say(store, 'accounts.linkTooOld')), 404)
  setAccountCookie(house.configuration, reply, session)
  return { to: '/shop/account' }
}

export async function leaveAccount(visit: Visit): Promise<Shown> {
  const key = accountKey(visit.request)
  if (key !== undefined) await visit.write(tx => signOut(tx, key))
  endAccountCookie(visit.house.configuration, visit.reply)
  return { to: '/shop' }
}

function drawSignIn(store: StoreFacts, answer: Html | null = null, status = 200): Shown {
  const title = say(store, 'accounts.title')
  return {
    title,
    status,
    body: html`<h1>${title}</h1>
<p class="prose">${sayMarked(store, 'accounts.lead', { link: words => html`<a href="/shop/orders">${words}</a>` })}</p>
${answer}
<form class="prose" method="post" action="/shop/account">
${drawField({ name: 'email', label: say(store, 'accounts.email'), value: '', type: 'email', autocomplete: 'email', required: true })}
<button class="chief" type="submit">${say(store, 'accounts.sendLink')}</button>
</form>`,
  }
}

const problem = (text: string): Html => html`<div class="notice problem" role="alert"><p>${text}</p></div>`
