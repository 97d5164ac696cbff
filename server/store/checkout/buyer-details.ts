import { z } from 'zod'
import { name, note } from '../../../contract/primitives.ts'
import type { Speaker } from '../language/languages.ts'
import { countryName } from '../look/formats.ts'

const line = z
  .string()
  .trim()
  .max(200)
  .refine(value => !/[\p{Cc}\p{Cs}]/u.test(value))

const address = {
  street: line.min(1),
  addition: line,
  postcode: line.max(20),
  city: line.min(1),
  country: z.string().regex(/^[A-Z]{2}$/),
}

const person = {
  name,
  email: z.string().trim().max(254).pipe(z.email()),
  phone: line.max(50),
  note: note.max(1000),
}

/** Whom the invoice is for, where that is not who gets the goods. */
const billing = z
  .object({ name, ...address })
  .nullable()
  .default(null)

const sent = z.object({ ...person, how: z.literal('delivery'), ...address, billing })
const collected = z.object({
  ...person,
  how: z.literal('collection'),
  locationId: z.coerce.number().int().positive(),
  billing,
})

/** What a buyer says of themselves, of where the goods go, and of whom they are billed to. `problems.ts` has the words for what is not right. */
export const buyerDetails = z.discriminatedUnion('how', [sent, collected])
export type BuyerDetails = z.output<typeof buyerDetails>

type Address = Omit<NonNullable<BuyerDetails['billing']>, 'name'>
const addressFields = ['street', 'addition', 'postcode', 'city', 'country'] as const
const billingFields = ['name', ...addressFields] as const

/** The fields of the checkout's form, by their names there; whatever is missing is empty. */
export type Fields = Readonly<Record<string, string>>

export function fieldsOf(form: URLSearchParams): Fields {
  const names = ['name', 'email', 'phone', 'note', 'how', 'billing', ...addressFields]
  return Object.fromEntries(
    [...names, ...billingFields.map(key => `billing-${key}`)].map(key => [key, form.get(key) ?? '']),
  )
}

/** The fields as `buyerDetails` reads them. */
export function inputOf(fields: Fields): Record<string, unknown> {
  const point = /^collect-(\d{1,15})$/.exec(fields.how ?? '')?.[1]
  const billing = Object.fromEntries(billingFields.map(key => [key, fields[`billing-${key}`] ?? '']))
  return {
    ...fields,
    ...(point === undefined ? {} : { how: 'collection', locationId: point }),
    billing: fields.billing === 'own' ? billing : null,
  }
}

/** The other way: what was entered before, as the form shows it. */
export function fieldsFrom({ billing, ...buyer }: BuyerDetails): Fields {
  const own = Object.entries(billing ?? {}).map(([key, value]) => [`billing-${key}`, value])
  return {
    ...Object.fromEntries([...Object.entries(buyer), ...own].map(([key, value]) => [key, String(value)])),
    how: buyer.how === 'collection' ? `collect-${buyer.locationId}` : buyer.how,
    billing: billing === null ? '' : 'own',
  }
}

/** An address as it is written on a parcel. */
export function addressLines(speaker: Speaker, buyer: BuyerDetails): string[] {
  return buyer.how === 'collection' ? [] : linesOf(speaker, buyer.name, buyer)
}

/** Whom the invoice is for, as it is written there; none: the buyer. */
export function billingLines(speaker: Speaker, { billing }: BuyerDetails): string[] {
  return billing === null ? [] : linesOf(speaker, billing.name, billing)
}

function linesOf(
  speaker: Speaker,
  name: string,
  { street, addition, postcode, city, country }: Address,
): string[] {
  return [name, street, addition, `${postcode} ${city}`.trim(), countryName(speaker, country)].filter(
    text => text !== '',
  )
}
