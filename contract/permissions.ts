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
  'purchasing.read',
  'purchasing.write',
  'sales.read',
  'sales.write',
  'fulfilment.read',
  'fulfilment.write',
  'trace.read',
] as const
export type Permission = (typeof permissions)[number]

export const role = z.enum(['owner', 'staff'])
export type Role = z.infer<typeof role>

const ownersOnly: readonly Permission[] = ['shop.write', 'staff.read', 'staff.write']

/** What a role may do. */
export function permissionsOf(role: Role): readonly Permission[] {
  return role === 'owner' ? permissions : permissions.filter(permission => !ownersOnly.includes(permission))
}
