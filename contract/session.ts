import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { permissions, role } from './permissions.ts'
import { acknowledged, id, name, time } from './primitives.ts'

const endpoint = endpointsOf('session')

const email = z.string().trim().max(254).pipe(z.email('Enter an e-mail address, as name@example.com.'))
const password = z.string().min(10, 'Use at least 10 characters.').max(200, 'Use 200 characters at most.')

export const staffMember = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role,
  archived: z.boolean(),
  createdAt: time,
})
export type StaffMember = z.infer<typeof staffMember>

export const shop = z.object({
  name: z.string(),
  /** ISO 4217 code; all money of the shop is in its minor unit. */
  currency: z.string(),
  timeZone: z.string(),
  /** True while the shop has no product yet, so that the sample shop can be offered. */
  empty: z.boolean(),
  /** True where the sample shop was loaded: screens may tell a visitor how to look around. */
  sample: z.boolean(),
})
export type Shop = z.infer<typeof shop>

export const session = z.object({
  staff: z.object({ id, name: z.string(), email: z.string(), role }),
  permissions: z.array(z.enum(permissions)),
  shop,
})
export type Session = z.infer<typeof session>

export const api = {
  readSetup: endpoint({
    method: 'GET',
    path: '/setup',
    summary: 'Whether the shop still waits for its owner',
    access: 'anyone',
    answer: z.object({ needsOwner: z.boolean() }),
  }),
  makeOwner: endpoint({
    method: 'POST',
    path: '/setup/owner',
    summary: 'Make the owner’s account on the first visit, and sign in',
    access: 'anyone',
    body: z.object({
      shopName: name,
      currency: z.string().regex(/^[A-Z]{3}$/, 'Enter a currency code of three letters, as EUR.'),
      timeZone: z.string().max(64).default('UTC'),
      name,
      email,
      password,
    }),
    secret: true,
    answer: session,
    refusals: ['owner_exists'],
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/session',
    summary: 'Sign in',
    access: 'anyone',
    body: z.object({ email: z.string().trim().max(254), password: z.string().max(200) }),
    secret: true,
    answer: session,
    refusals: ['wrong_credentials', 'locked_out'],
  }),
  readSession: endpoint({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in, and what they may do',
    access: 'signed-in',
    answer: session,
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    access: 'signed-in',
    answer: acknowledged,
  }),
  listStaff: endpoint({
    method: 'GET',
    path: '/staff',
    summary: 'Everyone who works here',
    access: 'staff.read',
    answer: z.object({ items: z.array(staffMember) }),
  }),
  addStaff: endpoint({
    method: 'POST',
    path: '/staff',
    summary: 'Add a member of staff',
    access: 'staff.write',
    body: z.object({ name, email, role, password }),
    secret: true,
    answer: staffMember,
    refusals: ['email_taken'],
  }),
  changeStaff: endpoint({
    method: 'PUT',
    path: '/staff/:staffId',
    summary: 'Change a member of staff: name, e-mail, role, a new password, or whether they still work here',
    access: 'staff.write',
    params: z.object({ staffId: id }),
    body: z.object({
      name,
      email,
      role,
      /** Left out, the password stays. A new one ends all their sessions. */
      password: password.optional(),
      /** Who is archived cannot sign in, and their sessions end; what they did keeps their name. */
      archived: z.boolean().default(false),
    }),
    secret: true,
    answer: staffMember,
    refusals: ['not_found', 'email_taken', 'last_owner'],
  }),
  loadSampleShop: endpoint({
    method: 'POST',
    path: '/sample-shop',
    summary: 'Load a believable sample shop into an empty one (a job)',
    access: 'shop.write',
    answer: z.object({ jobId: id }),
    refusals: ['shop_not_empty'],
  }),
}
