import { z } from 'zod'
import { name, note } from '../../../contract/primitives.ts'
import { countryName } from '../look/words.ts'

const line = (sentence?: string) => {
  const text = z
    .string()
    .trim()
    .max(200, 'Use 200 characters at most.')
    .refine(
      value => !/[\p{Cc}\p{Cs}]/u.test(value),
      'This has a character that cannot be seen. Type it again.',
    )
  return sentence === undefined ? text : text.min(1, sentence)
}

const person = {
  name,
  email: z
    .string()
    .trim()
    .max(254, 'This e-mail address is too long.')
    .pipe(z.email('Enter an e-mail address, as name@example.com.')),
  phone: line().max(50, 'Use 50 characters at most.'),
  note: note.max(1000, 'Use 1,000 characters at most.'),
}

const sent = z.object({
  ...person,
  how: z.literal('delivery'),
  street: line('Enter street and number.'),
  addition: line(),
  postcode: line().max(20, 'Use 20 characters at most.'),
  city: line('Enter the town.'),
  country: z.string().regex(/^[A-Z]{2}$/, 'Choose the country.'),
})
const collected = z.object({
  ...person,
  how: z.literal('collection'),
  locationId: z.coerce.number().int().positive(),
})

/** What a buyer says of themselves and of where the goods go. */
export const buyerDetails = z.discriminatedUnion('how', [sent, collected])
export type BuyerDetails = z.output<typeof buyerDetails>

/** The fields of the checkout's form; whatever is missing is empty. */
export function fieldsOf(form: URLSearchParams): Record<string, string> {
  const names = ['name', 'email', 'phone', 'note', 'street', 'addition', 'postcode', 'city', 'country']
  const fields = Object.fromEntries(names.map(key => [key, form.get(key) ?? '']))
  const how = form.get('how') ?? ''
  const point = /^collect-(\d{1,15})$/.exec(how)?.[1]
  return point === undefined ? { ...fields, how } : { ...fields, how: 'collection', locationId: point }
}

/** An address as it is written on a parcel. */
export function addressLines(buyer: BuyerDetails): string[] {
  if (buyer.how === 'collection') return []
  const { street, addition, postcode, city, country } = buyer
  return [buyer.name, street, addition, `${postcode} ${city}`.trim(), countryName(country)].filter(
    text => text !== '',
  )
}
