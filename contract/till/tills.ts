import { z } from 'zod'
import { endpointsOf } from '../endpoint.ts'
import { acknowledged, id, time } from '../primitives.ts'

const endpoint = endpointsOf('till')

/** A till as the back office lists it. Its receipts are T<number>-1001, T<number>-1002 …, without gaps. */
export const till = z.object({
  id,
  number: z.number().int(),
  name: z.string(),
  location: z.object({ id, code: z.string(), name: z.string() }),
  archived: z.boolean(),
  /** The one device that may sell as this till; null while none is enrolled. */
  device: z
    .object({
      name: z.string(),
      enrolledAt: time,
      enrolledBy: z.string(),
      lastSeenAt: time.nullable(),
      /** Too many wrong PINs: nobody signs in there until somebody unlocks it. */
      locked: z.boolean(),
    })
    .nullable(),
  /** Since when the drawer is open, who opened it, and how often it was opened again meanwhile; null while it is closed. */
  drawer: z
    .object({ id: z.uuid(), openedAt: time, openedBy: z.string(), openedAgain: z.number().int() })
    .nullable(),
  /** Sales whose goods were gone when they came in, that nobody has settled. */
  openConflicts: z.number().int(),
})
export type Till = z.infer<typeof till>

/** What a member of staff may do at a till. */
export const cashier = z.object({
  staffId: id,
  name: z.string(),
  mayDiscount: z.boolean(),
  mayRefund: z.boolean(),
  /** Too many wrong PINs; a manager unlocks. */
  locked: z.boolean(),
})
export type Cashier = z.infer<typeof cashier>

export const pin = z.string().regex(/^\d{4,8}$/, 'A PIN has 4 to 8 digits.')

const tillId = z.object({ tillId: id })
const staffId = z.object({ staffId: id })
const tillName = z.string().trim().min(1, 'Enter a name.').max(60, 'Use 60 characters at most.')

export const api = {
  listTills: endpoint({
    method: 'GET',
    path: '/tills',
    summary: 'Tills by number, archived ones last',
    access: 'tills.read',
    answer: z.object({ items: z.array(till) }),
  }),
  addTill: endpoint({
    method: 'POST',
    path: '/tills',
    summary: 'Add a till; it sells the goods of its location',
    access: 'tills.write',
    body: z.object({ name: tillName, locationId: id }),
    answer: till,
    refusals: ['not_found', 'name_taken'],
  }),
  changeTill: endpoint({
    method: 'PUT',
    path: '/tills/:tillId',
    summary: 'Rename a till, archive it, or bring it back; its location stays',
    access: 'tills.write',
    params: tillId,
    body: z.object({ name: tillName, archived: z.boolean().default(false) }),
    answer: till,
    refusals: ['not_found', 'name_taken', 'drawer_open'],
  }),
  makeEnrolmentCode: endpoint({
    method: 'POST',
    path: '/tills/:tillId/enrolment',
    summary: 'Make a code by which one device becomes this till; it works once, for 15 minutes',
    access: 'tills.write',
    params: tillId,
    answer: z.object({ code: z.string(), expiresAt: time }),
    refusals: ['not_found'],
  }),
  revokeDevice: endpoint({
    method: 'POST',
    path: '/tills/:tillId/revoke',
    summary: 'End the enrolment of a till’s device: it cannot sell or send any more',
    access: 'tills.write',
    params: tillId,
    answer: till,
    refusals: ['not_found'],
  }),
  unlockTill: endpoint({
    method: 'POST',
    path: '/tills/:tillId/unlock',
    summary: 'Let people sign in again at a till that too many wrong PINs have locked',
    access: 'tills.write',
    params: tillId,
    answer: till,
    refusals: ['not_found'],
  }),
  listCashiers: endpoint({
    method: 'GET',
    path: '/cashiers',
    summary: 'Staff who have a PIN for the tills, and what they may do there',
    access: 'tills.read',
    answer: z.object({ items: z.array(cashier) }),
  }),
  saveCashier: endpoint({
    method: 'PUT',
    path: '/cashiers/:staffId',
    summary: 'Give a member of staff a PIN (4 to 8 digits) and rights at the tills; a new PIN unlocks',
    access: 'tills.write',
    params: staffId,
    body: z.object({
      /** Left out, the PIN stays as it is. */
      pin: pin.optional(),
      mayDiscount: z.boolean(),
      mayRefund: z.boolean(),
    }),
    secret: true,
    answer: cashier,
    refusals: ['not_found', 'pin_needed'],
  }),
  removeCashier: endpoint({
    method: 'DELETE',
    path: '/cashiers/:staffId',
    summary: 'Take the PIN away; what was sold keeps the name',
    access: 'tills.write',
    params: staffId,
    answer: acknowledged,
    refusals: ['not_found'],
  }),
  unlockCashier: endpoint({
    method: 'POST',
    path: '/cashiers/:staffId/unlock',
    summary: 'Let somebody sign in again whom too many wrong PINs have locked out',
    access: 'tills.write',
    params: staffId,
    answer: cashier,
    refusals: ['not_found'],
  }),
}
