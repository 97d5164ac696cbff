import { z } from 'zod'
import { endpointsOf } from '../endpoint.ts'
import { acknowledged, id, identifier, name, time } from '../primitives.ts'
import { drawer } from './drawer.ts'
import { cashier } from './tills.ts'

const endpoint = endpointsOf('till')

/** The device's own view of itself and its shop: what `/pos` asks first, and keeps for when the network is away. */
export const tillState = z.object({
  till: z.object({ id, number: z.number().int(), name: z.string() }),
  location: z.object({ id, code: z.string(), name: z.string() }),
  shop: z.object({
    name: z.string(),
    address: z.string(),
    phone: z.string(),
    email: z.string(),
    taxNumber: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    pricesIncludeTax: z.boolean(),
    /** Part of the logo's address `/api/v1/shop/logo/<key>`. */
    logoKey: z.string().nullable(),
  }),
  /** Who can sign in here, by name. */
  cashiers: z.array(cashier),
  /** The open drawer session, or null. */
  drawer: drawer.nullable(),
  /** Why people return things; the shop's own list. */
  returnReasons: z.array(z.object({ id, name: z.string() })),
  /** Where receipts can be seen by their token: `<receiptAddress><token>`. */
  receiptAddress: z.string(),
  /** The server's clock, so that a device whose clock is wrong can say so. */
  now: time,
})
export type TillState = z.infer<typeof tillState>

/** A cashier who gave the right PIN. `signInId` goes with everything that they do, also offline, for as long as it is theirs. */
export const signedIn = z.object({ signInId: z.uuid(), cashier, at: time })
export type TillSignIn = z.infer<typeof signedIn>

export const tillCustomer = z.object({
  id,
  number: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
})
export type TillCustomer = z.infer<typeof tillCustomer>

/** All of them need the enrolled device's cookie, but for `enrol`, which sets it. */
export const api = {
  enrol: endpoint({
    method: 'POST',
    path: '/till/enrol',
    summary: 'Make this device a till, by a one-time code from the back office; sets the device’s cookie',
    access: 'anyone',
    body: z.object({
      code: z.string().trim().max(40),
      /** So that people know it in the list: “iPad at the counter”. */
      deviceName: z.string().trim().max(60).default(''),
    }),
    answer: tillState,
    refusals: ['enrolment_code_wrong'],
  }),
  readTill: endpoint({
    method: 'GET',
    path: '/till',
    summary: 'The till that this device is, its shop, its cashiers and its drawer',
    access: 'till',
    answer: tillState,
    refusals: ['till_not_enrolled'],
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/till/sign-in',
    summary: 'A cashier signs in with their PIN; wrong PINs slow down, and lock after ten',
    access: 'till',
    body: z.object({ staffId: id, pin: z.string().max(20) }),
    secret: true,
    answer: signedIn,
    refusals: ['till_not_enrolled', 'pin_wrong', 'pin_wait', 'pin_locked'],
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/till/sign-out',
    summary: 'A cashier signs out; the sign-in takes no new sale of a later moment',
    access: 'till',
    body: z.object({ signInId: z.uuid() }),
    answer: acknowledged,
    refusals: ['till_not_enrolled'],
  }),
  findCustomers: endpoint({
    method: 'GET',
    path: '/till/customers',
    summary: 'Customers by name, number, e-mail or phone; 20 at most',
    access: 'till',
    query: z.object({ search: z.string().trim().max(200) }),
    answer: z.object({ items: z.array(tillCustomer) }),
    refusals: ['till_not_enrolled'],
  }),
  addCustomer: endpoint({
    method: 'POST',
    path: '/till/customers',
    summary: 'Add a customer at the till',
    access: 'till',
    body: z.object({
      signInId: z.uuid(),
      name,
      email: z.union([z.literal(''), z.email('Enter an e-mail address, as name@example.com.')]).default(''),
      phone: z.string().trim().max(50).default(''),
    }),
    answer: tillCustomer,
    refusals: ['till_not_enrolled', 'cashier_unknown'],
  }),
  claimPiece: endpoint({
    method: 'POST',
    path: '/till/basket-claims',
    summary:
      'Look whether a piece can be sold here, and tell other tills that it is in this basket (for 15 minutes, best effort)',
    access: 'till',
    body: z.object({
      basketId: z.uuid(),
      /** Null: the serial alone says what it is, and is refused where several products have it. */
      variantId: id.nullable().default(null),
      serial: identifier,
    }),
    answer: z.object({
      variantId: id,
      unitId: id,
      serial: z.string(),
      lot: z.object({ id, number: z.string(), expiresOn: z.string().nullable() }).nullable(),
    }),
    refusals: [
      'till_not_enrolled',
      'unit_unknown',
      'serial_ambiguous',
      'piece_sold',
      'unit_elsewhere',
      'unit_taken',
      'on_hold',
      'expired',
      'expires_too_soon',
      'piece_in_basket',
    ],
  }),
  endClaims: endpoint({
    method: 'POST',
    path: '/till/basket-claims/end',
    summary: 'A basket was paid, held or emptied, or one piece was taken out of it',
    access: 'till',
    body: z.object({ basketId: z.uuid(), unitId: id.nullable().default(null) }),
    answer: acknowledged,
    refusals: ['till_not_enrolled'],
  }),
}
