import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Drawer } from '../../../contract/till/drawer.ts'
import type { Basket } from '../basket/basket.ts'
import type { Lot, Product, Unit } from '../goods/goods.ts'
import type { OutgoingSale } from './outbox.ts'

export interface Category {
  readonly id: number
  readonly name: string
  readonly parentId: number | null
  readonly depth: number
}

/** What can be sold of a variant here, after what orders have reserved. */
export interface Sellable {
  readonly variantId: number
  readonly quantity: number
  readonly backordersAllowed: boolean
}

/** Something done to the drawer that the server is still to be told, or did not take as it was meant. */
export interface DrawerAct {
  readonly id: string
  readonly at: string
  /** What became of it, if that has to be said: the drawer was open already, or it was refused. */
  readonly notice?:
    | { readonly kind: 'joined'; readonly drawer: Drawer }
    | { readonly kind: 'refused'; readonly sentence: string }
  readonly act:
    | {
        readonly kind: 'open'
        readonly drawerId: string
        readonly signInId: string
        readonly floatMinor: number
      }
    | {
        readonly kind: 'in' | 'out'
        readonly drawerId: string
        readonly signInId: string
        readonly amountMinor: number
        readonly reason: string
      }
}

export interface KeptBasket {
  readonly id: string
  /** The number of the tab that works on it; null while it is held. */
  readonly slot: number | null
  readonly basket: Basket
  /** When it was put aside, and as what. */
  readonly heldAt: string | null
  readonly note: string
}

export interface TillSchema extends DBSchema {
  /** Single things by name: the enrolment, the cashier, how far the catalogue was read. */
  keep: { key: string; value: unknown }
  products: { key: number; value: Product }
  categories: { key: number; value: Category }
  lots: { key: number; value: Lot; indexes: { byVariant: number } }
  units: { key: number; value: Unit; indexes: { bySerial: string; byVariant: number } }
  sellable: { key: number; value: Sellable }
  acts: { key: string; value: DrawerAct; indexes: { byTime: string } }
  baskets: { key: string; value: KeptBasket }
  outbox: { key: string; value: OutgoingSale; indexes: { byState: string; byTime: string } }
}

export type TillDatabase = IDBPDatabase<TillSchema>

/** Opens what the till keeps on its device. Stores are added by raising the version; none is ever emptied by it. */
export function openTillDatabase(): Promise<TillDatabase> {
  return openDB<TillSchema>('lotbook-till', 1, {
    upgrade(database) {
      database.createObjectStore('keep')
      database.createObjectStore('products', { keyPath: 'variantId' })
      database.createObjectStore('categories', { keyPath: 'id' })
      database.createObjectStore('lots', { keyPath: 'lotId' }).createIndex('byVariant', 'variantId')
      const units = database.createObjectStore('units', { keyPath: 'unitId' })
      units.createIndex('bySerial', 'serial')
      units.createIndex('byVariant', 'variantId')
      database.createObjectStore('sellable', { keyPath: 'variantId' })
      database.createObjectStore('acts', { keyPath: 'id' }).createIndex('byTime', 'at')
      database.createObjectStore('baskets', { keyPath: 'id' })
      const outbox = database.createObjectStore('outbox', { keyPath: 'id' })
      outbox.createIndex('byState', 'state')
      outbox.createIndex('byTime', 'takenAt')
    },
  })
}

/** Asks the browser not to clear it away when the disk is short. Whether it does is shown in the state of the till. */
export async function askToPersist(): Promise<boolean> {
  if (!navigator.storage?.persist) return false
  return (await navigator.storage.persisted()) || (await navigator.storage.persist())
}
