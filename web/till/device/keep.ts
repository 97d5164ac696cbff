import type { TillSignIn, TillState } from '../../../contract/till/device.ts'
import type { Drawer } from '../../../contract/till/drawer.ts'
import type { PinProof } from '../enter/pin-proof.ts'
import type { TillDatabase } from './database.ts'

/** The single things that the device remembers, by name. */
export interface Kept {
  /** What this till is, as the server last said. */
  till: TillState
  /** Who signed in last. */
  signIn: TillSignIn
  /** Lets the same cashier in again while the network is away. */
  pinProof: PinProof
  drawer: Drawer | null
  /** How often the drawer was changed on this device. */
  drawerEdition: number
  catalogueCursor: string
  stockCursor: string
  /** When the device last heard all changes. */
  syncedAt: string
  /** How many receipts it numbered by itself. */
  provisionalCount: number
}

export async function recall<Name extends keyof Kept>(
  database: TillDatabase,
  name: Name,
): Promise<Kept[Name] | undefined> {
  return (await database.get('keep', name)) as Kept[Name] | undefined
}

export async function remember<Name extends keyof Kept>(
  database: TillDatabase,
  name: Name,
  value: Kept[Name],
): Promise<void> {
  await database.put('keep', value, name)
}

/** The number that stands on a receipt until the server has given it one; never the same twice on this device. */
export async function nextProvisionalNumber(database: TillDatabase, tillNumber: number): Promise<string> {
  const { store, done } = database.transaction('keep', 'readwrite')
  const count = (((await store.get('provisionalCount')) as number | undefined) ?? 0) + 1
  await store.put(count, 'provisionalCount')
  await done
  return `T${tillNumber}-P${String(count).padStart(4, '0')}`
}
