import { z } from 'zod'

/** Every right that an endpoint can ask for. A new one is added here first, then given to roles below. */
export const permissions = [
  'shop.write',
  'staff.read',
  'staff.write',
  'people.read',
  'people.write',
  'catalog.read',
  'catalog.write',
  'stock.read',
  'stock.write',
  'stock.reasons',
  'stock.expiry',
  'tracking.convert',
  'purchasing.read',
  'purchasing.write',
  'sales.read',
  'sales.write',
  'fulfilment.read',
  'fulfilment.write',
  'trace.read',
  'tills.read',
  'tills.write',
] as const
export type Permission = (typeof permissions)[number]

export const role = z.enum(['owner', 'manager', 'staff'])
export type Role = z.infer<typeof role>

const ownersOnly: readonly Permission[] = ['shop.write', 'staff.write']
const notForStaff: readonly Permission[] = [
  ...ownersOnly,
  'staff.read',
  'stock.reasons',
  'stock.expiry',
  'tracking.convert',
  'tills.read',
  'tills.write',
]

const withheld: Record<Role, readonly Permission[]> = { owner: [], manager: ownersOnly, staff: notForStaff }

/** What a role may do. */
export function permissionsOf(role: Role): readonly Permission[] {
  return permissions.filter(permission => !withheld[role].includes(permission))
}
