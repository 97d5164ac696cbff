import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, moneyMinor, note, page, pageQuery, time } from './primitives.ts'

const endpoint = endpointsOf('store')

/** A country as addresses name it: ISO 3166-1, two letters. */
export const countryCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'Enter country codes of two letters, as DE.')

const longText = z
  .string()
  .max(50_000, 'Use 50,000 characters at most.')
  .refine(
    text => !text.includes('\u0000') && !/\p{Cs}/u.test(text),
    'This text has a character that cannot be stored.',
  )

const storeInput = z.object({
  isOpen: z.boolean(),
  /** Where parcels are sent from. */
  locationId: id.nullable(),
  /** Where buyers may collect what they ordered. */
  collectionIds: z.array(id).max(500).default([]),
  greeting: z.string().trim().max(500, 'Use 500 characters at most.').default(''),
  /** How to pay by bank transfer; empty: it is not offered. */
  bankDetails: note.max(1000, 'Use 1,000 characters at most.').default(''),
  terms: longText.default(''),
  /** After so many days an unpaid order lapses and its goods are free again. */
  daysToPay: z
    .number('Enter the days.')
    .int()
    .min(1, 'Give at least one day.')
    .max(90, 'Give 90 days at most.'),
  shippingTaxRateId: id.nullable().default(null),
  /** How much of one product an order may have, in wholes: one buyer cannot put the whole stock aside. */
  mostOfOne: z
    .number('Enter a quantity.')
    .int()
    .min(1, 'Let buyers order one at least.')
    .max(100_000, 'Enter 100,000 at most.')
    .default(100),
  version: z.number().int(),
})

export const storeSettings = z.object({
  ...storeInput.shape,
  /** Where it is, as people type it. */
  address: z.string(),
  /** Products in the store, and those that could be. */
  published: z.number().int(),
  unpublished: z.number().int(),
})
export type StoreSettings = z.infer<typeof storeSettings>

const rate = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Name it, as “Standard, 2 to 3 days”.')
    .max(100, 'Use 100 characters at most.'),
  priceMinor: moneyMinor,
  /** From this worth of goods on it costs nothing; null: never. */
  freeFromMinor: moneyMinor.min(1).nullable().default(null),
})

const zoneInput = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(100, 'Use 100 characters at most.'),
  countries: z.array(countryCode).min(1, 'Name at least one country.').max(250),
  /** Beginnings of postcodes; none: all of the countries. Of two zones, the one with the longer beginning is meant. */
  postcodePrefixes: z
    .array(
      z
        .string()
        .trim()
        .toUpperCase()
        .transform(text => text.replace(/[\s-]/g, ''))
        .pipe(
          z.string().regex(/^[A-Z0-9]{1,12}$/, 'A postcode begins with letters and digits, as 80 or SW1.'),
        ),
    )
    .max(1000, 'Use 1,000 beginnings at most.')
    .default([]),
  rates: z.array(rate).min(1, 'Say what delivery costs.').max(20, 'Use 20 rates at most.'),
})
export type ZoneInput = z.output<typeof zoneInput>

export const deliveryZone = z.object({ id, ...zoneInput.shape, postcodePrefixes: z.array(z.string()) })
export type DeliveryZone = z.infer<typeof deliveryZone>

export const returnRequest = z.object({
  id,
  order: z.object({ id, number: z.string() }),
  customer: z.string(),
  words: z.string(),
  askedAt: time,
  /** Null while nobody has seen to it. */
  settledAt: time.nullable(),
  settledBy: z.string().nullable(),
})
export type ReturnRequest = z.infer<typeof returnRequest>

const zoneId = z.object({ zoneId: id })

export const api = {
  readStore: endpoint({
    method: 'GET',
    path: '/store',
    summary: 'The online store’s settings',
    access: 'sales.read',
    answer: storeSettings,
  }),
  changeStore: endpoint({
    method: 'PUT',
    path: '/store',
    summary: 'Open or close the online store, and change its settings',
    access: 'shop.write',
    body: storeInput,
    answer: storeSettings,
    refusals: ['not_found', 'changed_meanwhile', 'store_needs_location'],
  }),
  publishAll: endpoint({
    method: 'POST',
    path: '/store/publish-all',
    summary: 'Put every product that has a price into the store',
    access: 'shop.write',
    answer: storeSettings,
  }),
  listZones: endpoint({
    method: 'GET',
    path: '/store/zones',
    summary: 'Where is delivered, and at what rates',
    access: 'sales.read',
    answer: z.object({ items: z.array(deliveryZone) }),
  }),
  addZone: endpoint({
    method: 'POST',
    path: '/store/zones',
    summary: 'Add a delivery zone',
    access: 'shop.write',
    body: zoneInput,
    answer: deliveryZone,
  }),
  changeZone: endpoint({
    method: 'PUT',
    path: '/store/zones/:zoneId',
    summary: 'Change a delivery zone; orders that were placed keep what they cost',
    access: 'shop.write',
    params: zoneId,
    body: zoneInput,
    answer: deliveryZone,
    refusals: ['not_found'],
  }),
  removeZone: endpoint({
    method: 'DELETE',
    path: '/store/zones/:zoneId',
    summary: 'Remove a delivery zone',
    access: 'shop.write',
    params: zoneId,
    answer: z.object({ ok: z.literal(true) }),
    refusals: ['not_found'],
  }),
  listReturnRequests: endpoint({
    method: 'GET',
    path: '/return-requests',
    summary: 'What buyers want to send back, oldest first',
    access: 'sales.read',
    query: pageQuery.extend({ orderId: id.optional(), onlyOpen: z.stringbool().default(true) }),
    answer: page(returnRequest),
  }),
  settleReturnRequest: endpoint({
    method: 'POST',
    path: '/return-requests/:requestId/settle',
    summary: 'Say that a buyer’s request was seen to',
    access: 'sales.write',
    params: z.object({ requestId: id }),
    answer: returnRequest,
    refusals: ['not_found'],
  }),
}
