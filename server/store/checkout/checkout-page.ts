import { sql } from 'kysely'
import { countryCodes } from '../../../contract/countries.ts'
import type { Tx } from '../../platform/database/public.ts'
import { accountKey } from '../accounts/account-cookie.ts'
import { buyerOf } from '../accounts/sign-in-by-link.ts'
import { hashOf } from '../basket/basket-cookie.ts'
import { readBasket } from '../basket/read-basket.ts'
import { say } from '../language/say.ts'
import { drawCountry, drawField, drawProblem, type TextField } from '../look/fields.ts'
import { type Html, html } from '../look/html.ts'
import type { StoreFacts } from '../store-facts.ts'
import type { Shown, Visit } from '../web/visit.ts'
import {
  type BuyerDetails,
  buyerDetails,
  type Fields,
  fieldsFrom,
  fieldsOf,
  inputOf,
} from './buyer-details.ts'
import { countriesOf, readZones, zoneOf } from './delivery-zones.ts'
import { type Problems, problemsIn } from './problems.ts'

/** Who buys, and where the goods go. */
export async function showCheckout(visit: Visit): Promise<Shown> {
  const basket = await readBasket(visit.reader, visit.basketKey)
  if (basket === undefined || basket.lines.length === 0) return { to: '/shop/basket' }
  const before = buyerDetails.safeParse(basket.checkout ?? (await detailsBefore(visit)))
  return drawCheckout(visit, before.success ? fieldsFrom(before.data) : {}, new Map())
}

/** What a buyer who is signed in entered at their last order. */
async function detailsBefore({ reader, request }: Visit): Promise<unknown> {
  const email = await buyerOf(reader, accountKey(request))
  if (email === undefined) return undefined
  const { rows } = await sql<{ checkout: unknown }>`
    select b.checkout from store_basket b join store_order s on s.order_id = b.order_id
     where lower(s.email) = ${email} order by s.order_id desc limit 1`.execute(reader.db)
  return rows[0]?.checkout
}

/** Keeps what was entered with the basket and leads on to the last look; or says what is not right, at its field. */
export async function enterDetails(visit: Visit): Promise<Shown> {
  const { reader, basketKey, form } = visit
  const basket = await readBasket(reader, basketKey)
  if (basket === undefined || basket.lines.length === 0) return { to: '/shop/basket' }
  const fields = fieldsOf(form)
  const read = buyerDetails.safeParse(inputOf(fields))
  if (!read.success) return drawCheckout(visit, fields, problemsIn(visit.store, read.error))
  const problem = await placeProblem(visit, read.data)
  if (problem !== null) return drawCheckout(visit, fields, new Map([problem]))
  await visit.write(tx => keepDetails(tx, basketKey, read.data))
  return { to: '/shop/checkout/review' }
}

async function keepDetails(tx: Tx, key: string | undefined, buyer: BuyerDetails): Promise<void> {
  if (key === undefined) return
  await sql`
    update store_basket set checkout = ${JSON.stringify(buyer)}::jsonb, changed_at = ${tx.at}
     where key_hash = ${hashOf(key)} and order_id is null`.execute(tx.db)
}

async function placeProblem(
  { reader, store }: Visit,
  buyer: BuyerDetails,
): Promise<[field: string, sentence: string] | null> {
  if (buyer.how === 'collection')
    return store.collectionPoints.some(one => one.id === buyer.locationId)
      ? null
      : ['how', say(store, 'checkout.problems.how')]
  const zones = await readZones(reader)
  if (zoneOf(zones, buyer) !== undefined) return null
  return countriesOf(zones).includes(buyer.country)
    ? ['postcode', say(store, 'checkout.problems.postcode')]
    : ['country', say(store, 'checkout.problems.otherCountry')]
}

async function drawCheckout(visit: Visit, fields: Fields, problems: Problems): Promise<Shown> {
  const { store } = visit
  const countries = countriesOf(await readZones(visit.reader))
  const field = (name: string) => ({ name, value: fields[name] ?? '', problem: problems.get(name) })
  const text: DrawText = (name, label, more = {}) =>
    drawField({ ...field(name), label: say(store, label), ...more })
  const addressOf = (prefix: string, kind: string, among: readonly string[]) => html`
${text(`${prefix}street`, 'checkout.street', { autocomplete: `${kind} address-line1` })}
${text(`${prefix}addition`, 'checkout.addition', { autocomplete: `${kind} address-line2` })}
<div class="pair">${text(`${prefix}postcode`, 'checkout.postcode', { autocomplete: `${kind} postal-code` })}${text(`${prefix}city`, 'checkout.town', { autocomplete: `${kind} address-level2` })}</div>
${drawCountry(store, among, { ...field(`${prefix}country`), autocomplete: `${kind} country` })}`
  return {
    title: say(store, problems.size === 0 ? 'checkout.title' : 'checkout.titleToCorrect'),
    ...(problems.size === 0 ? {} : { status: 422 }),
    body: html`${steps(store, 1)}<h1>${say(store, 'checkout.title')}</h1>
${problems.size === 0 ? null : drawProblems(store, problems)}
<form method="post" action="/shop/checkout" class="prose details" novalidate>
<fieldset><legend>${say(store, 'checkout.you')}</legend>
${text('name', 'checkout.name', { autocomplete: 'name', required: true })}
${text('email', 'checkout.email', { type: 'email', autocomplete: 'email', required: true, hint: say(store, 'checkout.emailHint') })}
${text('phone', 'checkout.phone', { type: 'tel', autocomplete: 'tel' })}
</fieldset>
${drawHow(visit, fields.how, problems.get('how'))}
${
  countries.length === 0
    ? null
    : html`<fieldset class="to-deliver"><legend>${say(store, 'checkout.address')}</legend>
${store.collectionPoints.length > 0 ? html`<p class="soft if-all-shown">${say(store, 'checkout.addressHint')}</p>` : null}
${addressOf('', 'shipping', countries)}
</fieldset>`
}
<fieldset class="billing"><legend>${say(store, 'checkout.invoice')}</legend>
<label class="choice"><input type="checkbox" name="billing" value="own"${fields.billing === 'own' ? html` checked` : null}><span>${say(store, 'checkout.otherInvoice')}</span></label>
<div class="own-billing">
${text('billing-name', 'checkout.billingName', { autocomplete: 'billing name' })}
${addressOf('billing-', 'billing', countryCodes)}
</div>
</fieldset>
<div class="field"><label for="note">${say(store, 'checkout.note')}</label><textarea id="note" name="note" rows="3" maxlength="1000">${fields.note}</textarea>${drawProblem(field('note'))}</div>
<p><button class="chief" type="submit">${say(store, 'checkout.toLastLook')}</button></p>
<p><a href="/shop/basket">${say(store, 'checkout.toBasket')}</a></p>
</form>`,
  }
}

type DrawText = (name: string, label: FieldLabel, more?: Partial<TextField>) => Html

type FieldLabel =
  `checkout.${'street' | 'addition' | 'postcode' | 'town' | 'name' | 'email' | 'phone' | 'billingName'}`

/** What is not right, each with the way to its field. */
function drawProblems(store: StoreFacts, problems: Problems): Html {
  return html`<div class="notice problem" role="alert"><p>${say(store, 'checkout.correct')}</p><ul>${[...problems].map(([field, sentence]) => html`<li><a href="#${field}">${field.startsWith('billing-') ? say(store, 'checkout.ofInvoice', { sentence }) : sentence}</a></li>`)}</ul></div>`
}

/** Where the visitor is on the way to an order. */
export function steps(store: StoreFacts, at: 1 | 2): Html {
  const names = [say(store, 'checkout.yourDetails'), say(store, 'checkout.lastLook')]
  return html`<ol class="steps">${names.map((name, index) => html`<li${index + 1 === at ? html` aria-current="step"` : null}>${index + 1}. ${name}</li>`)}</ol>`
}

function drawHow({ store }: Visit, chosen: string | undefined, problem: string | undefined): Html {
  const delivery = {
    value: 'delivery',
    label: say(store, 'checkout.deliver'),
    hint: say(store, 'checkout.deliverHint'),
  }
  const ways = [
    ...(store.delivers ? [delivery] : []),
    ...store.collectionPoints.map(one => ({
      value: `collect-${one.id}`,
      label: say(store, 'checkout.collectAt', { place: one.name }),
      hint: say(store, 'checkout.collectHint'),
    })),
  ]
  if (ways.length === 0) return html`<p class="notice problem">${say(store, 'checkout.noWay')}</p>`
  return html`<fieldset${problem === undefined ? null : html` aria-describedby="how-problem"`}><legend>${say(store, 'checkout.how')}</legend>
${drawProblem({ name: 'how', problem })}
${ways.map((way, index) => html`<label class="choice"><input type="radio" name="how" value="${way.value}"${index === 0 ? html` id="how"` : null}${chosen === way.value || (!chosen && index === 0) ? html` checked` : null}><span>${way.label}<small>${way.hint}</small></span></label>`)}
</fieldset>`
}
