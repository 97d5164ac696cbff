import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { accountKey } from '../accounts/account-cookie.ts'
import { buyerOf } from '../accounts/sign-in-by-link.ts'
import { hashOf } from '../basket/basket-cookie.ts'
import { readBasket } from '../basket/read-basket.ts'
import { type Html, html } from '../look/html.ts'
import { countryName } from '../look/words.ts'
import type { Shown, Visit } from '../web/visit.ts'
import { type BuyerDetails, buyerDetails, fieldsOf } from './buyer-details.ts'
import { countriesOf, readZones, zoneOf } from './delivery-zones.ts'

type Fields = Readonly<Record<string, string>>
type Problems = ReadonlyMap<string, string>

/** Who buys, and where the goods go. */
export async function showCheckout(visit: Visit): Promise<Shown> {
  const basket = await readBasket(visit.reader, visit.basketKey)
  if (basket === undefined || basket.lines.length === 0) return { to: '/shop/basket' }
  const before = buyerDetails.safeParse(basket.checkout ?? (await detailsBefore(visit)))
  return drawCheckout(visit, before.success ? asFields(before.data) : {}, new Map())
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
  const { reader, basketKey, form, store } = visit
  const basket = await readBasket(reader, basketKey)
  if (basket === undefined || basket.lines.length === 0) return { to: '/shop/basket' }
  const fields = fieldsOf(form)
  const read = buyerDetails.safeParse(fields)
  if (!read.success) {
    const problems = new Map<string, string>()
    for (const issue of read.error.issues) {
      const field = String(issue.path[0] ?? 'how')
      if (!problems.has(field))
        problems.set(field, field === 'how' ? 'Choose how you get the goods.' : issue.message)
    }
    return drawCheckout(visit, fields, problems)
  }
  const problem = await placeProblem(visit, read.data)
  if (problem !== null) return drawCheckout(visit, fields, new Map([problem]))
  if (
    read.data.how === 'collection' &&
    !store.collectionPoints.some(one => one.id === (read.data as { locationId: number }).locationId)
  )
    return drawCheckout(visit, fields, new Map([['how', 'Choose how you get the goods.']]))
  await visit.write(tx => keepDetails(tx, basketKey, read.data))
  return { to: '/shop/checkout/review' }
}

async function keepDetails(tx: Tx, key: string | undefined, buyer: BuyerDetails): Promise<void> {
  if (key === undefined) return
  await sql`
    update store_basket set checkout = ${JSON.stringify(buyer)}::jsonb, changed_at = ${tx.at}
     where key_hash = ${hashOf(key)} and order_id is null`.execute(tx.db)
}

async function placeProblem({ reader }: Visit, buyer: BuyerDetails): Promise<[string, string] | null> {
  if (buyer.how === 'collection') return null
  const zones = await readZones(reader)
  if (zoneOf(zones, buyer) !== undefined) return null
  return countriesOf(zones).includes(buyer.country)
    ? ['postcode', 'We do not deliver to this postcode. Check it, or choose to collect.']
    : ['country', 'We do not deliver to this country.']
}

function asFields(buyer: BuyerDetails): Fields {
  const texts = Object.fromEntries(Object.entries(buyer).map(([key, value]) => [key, String(value)]))
  return buyer.how === 'collection'
    ? { ...texts, how: 'collection', locationId: String(buyer.locationId) }
    : texts
}

async function drawCheckout(visit: Visit, fields: Fields, problems: Problems): Promise<Shown> {
  const countries = countriesOf(await readZones(visit.reader))
  const text = (name: string, label: string, more: Partial<TextField> = {}) =>
    drawField({ name, label, value: fields[name] ?? '', problem: problems.get(name), ...more })
  return {
    title: 'Checkout',
    ...(problems.size === 0 ? {} : { status: 422 }),
    body: html`${steps(1)}<h1>Checkout</h1>
${problems.size === 0 ? null : html`<div class="notice problem" role="alert"><p>Please correct what is marked below.</p><ul>${[...problems].map(([field, sentence]) => html`<li><a href="#${field}">${sentence}</a></li>`)}</ul></div>`}
<form method="post" action="/shop/checkout" class="prose" novalidate>
<fieldset><legend>You</legend>
${text('name', 'Name', { autocomplete: 'name', required: true })}
${text('email', 'E-mail', { type: 'email', autocomplete: 'email', required: true, hint: 'The confirmation goes there.' })}
${text('phone', 'Telephone', { type: 'tel', autocomplete: 'tel' })}
</fieldset>
${drawHow(visit, fields, problems.get('how'))}
${
  countries.length === 0
    ? null
    : html`<fieldset><legend>Address to deliver to</legend>
${visit.store.collectionPoints.length > 0 ? html`<p class="soft">Leave it empty if you collect the goods.</p>` : null}
${text('street', 'Street and number', { autocomplete: 'address-line1' })}
${text('addition', 'Company, floor, other', { autocomplete: 'address-line2' })}
<div class="pair">${text('postcode', 'Postcode', { autocomplete: 'postal-code' })}${text('city', 'Town', { autocomplete: 'address-level2' })}</div>
${drawCountry(countries, fields.country ?? '', problems.get('country'))}
</fieldset>`
}
<div class="field"><label for="note">Anything we should know</label><textarea id="note" name="note" rows="3" maxlength="1000">${fields.note}</textarea></div>
<p><button class="chief" type="submit">Go on to the last look</button></p>
<p><a href="/shop/basket">Back to the basket</a></p>
</form>`,
  }
}

/** Where the visitor is on the way to an order. */
export function steps(at: 1 | 2): Html {
  const names = ['Your details', 'Last look']
  return html`<ol class="steps">${names.map((name, index) => html`<li${index + 1 === at ? html` aria-current="step"` : null}>${index + 1}. ${name}</li>`)}</ol>`
}

function drawHow({ store }: Visit, fields: Fields, problem: string | undefined): Html {
  const chosen = fields.how === 'collection' ? `collect-${fields.locationId}` : fields.how
  const ways = [
    ...(store.delivers
      ? [
          {
            value: 'delivery',
            label: 'Delivery to an address',
            hint: 'What it costs follows from the address.',
          },
        ]
      : []),
    ...store.collectionPoints.map(one => ({
      value: `collect-${one.id}`,
      label: `Collect at ${one.name}`,
      hint: 'Free.',
    })),
  ]
  if (ways.length === 0)
    return html`<p class="notice problem">This store neither delivers nor lets you collect at the moment. Please write to us.</p>`
  return html`<fieldset id="how"><legend>How you get the goods</legend>
${problem === undefined ? null : html`<p class="none">${problem}</p>`}
${ways.map((way, index) => html`<label class="choice"><input type="radio" name="how" value="${way.value}"${chosen === way.value || (!chosen && index === 0) ? html` checked` : null}><span>${way.label}<small>${way.hint}</small></span></label>`)}
</fieldset>`
}

interface TextField {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly problem?: string | undefined
  readonly type?: 'text' | 'email' | 'tel'
  readonly autocomplete?: string
  readonly required?: boolean
  readonly hint?: string
}

/** A field with its label, its hint, and what is not right with it. */
export function drawField({
  name,
  label,
  value,
  problem,
  type = 'text',
  autocomplete,
  required,
  hint,
}: TextField): Html {
  const about = [hint === undefined ? '' : `${name}-hint`, problem === undefined ? '' : `${name}-problem`]
    .filter(Boolean)
    .join(' ')
  return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" maxlength="254"${autocomplete ? html` autocomplete="${autocomplete}"` : null}${required ? html` required` : null}${problem === undefined ? null : html` aria-invalid="true"`}${about === '' ? null : html` aria-describedby="${about}"`}>
${hint === undefined ? null : html`<small class="soft" id="${name}-hint">${hint}</small>`}
${problem === undefined ? null : html`<p class="problem-text" id="${name}-problem">${problem}</p>`}</div>`
}

function drawCountry(countries: readonly string[], chosen: string, problem: string | undefined): Html {
  const named = countries
    .map(code => ({ code, name: countryName(code) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  return html`<div class="field"><label for="country">Country</label><select id="country" name="country" autocomplete="country"${problem === undefined ? null : html` aria-invalid="true"`}>
${countries.length === 1 ? null : html`<option value="">Choose…</option>`}
${named.map(({ code, name }) => html`<option value="${code}"${code === chosen ? html` selected` : null}>${name}</option>`)}
</select>${problem === undefined ? null : html`<p class="problem-text">${problem}</p>`}</div>`
}
