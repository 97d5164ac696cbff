import type { TillSaleDraft } from '../../../contract/till/sales.ts'
import type { Receipt } from '../receipt/receipt.ts'
import { Cell } from './cell.ts'
import type { Channel } from './channel.ts'
import type { TillDatabase } from './database.ts'

/**
 * `waiting`: not known to be with the server. `taken`: it is, under its number. `conflict`: it is, and a manager settles
 * what could not be delivered. `stuck`: the server refused it as a whole; it is kept here and told.
 */
export type OutgoingState = 'waiting' | 'taken' | 'conflict' | 'stuck'

/** What a sale took from the shelf, for the device's own view of its stock. */
export interface Taken {
  readonly variantId: number
  readonly lotId: number | null
  readonly unitId: number | null
  readonly quantity: number
}

export interface OutgoingSale {
  /** Made on the device; the server takes each only once. */
  readonly id: string
  readonly state: OutgoingState
  readonly takenAt: string
  /** Until then the tab that took it asks the server itself; others leave it alone. In milliseconds. */
  readonly askedUntil: number
  readonly sale: TillSaleDraft
  readonly receipt: Receipt
  readonly goods: readonly Taken[]
  /** True once the stock that was read from the server is without these goods. */
  readonly counted: boolean
  /** True once somebody at the till has seen that it is for the manager. */
  readonly seen: boolean
  /** What the server said about a conflict or a refusal. */
  readonly sentence: string | null
}

export interface OutboxSummary {
  readonly waiting: number
  /** For the manager, and not seen by anybody yet. */
  readonly troubles: readonly OutgoingSale[]
}

/** The sales of this device, those that wait and the recent ones, and what they took from the shelf. */
export class Outbox {
  readonly summary = new Cell<OutboxSummary>({ waiting: 0, troubles: [] })
  readonly #database: TillDatabase
  readonly #channel: Channel
  #gone: readonly Taken[] = []

  constructor(database: TillDatabase, channel: Channel) {
    this.#database = database
    this.#channel = channel
    channel.hear('outbox', () => void this.read())
  }

  /** Sold here and not yet taken off by the server's own figures. */
  get gone(): readonly Taken[] {
    return this.#gone
  }

  /**
   * Writes a sale down and takes its basket away in one transaction, and is back only when the disk has it: whatever
   * happens then, the sale is neither lost nor there twice.
   */
  async keep(sale: OutgoingSale, basketId: string): Promise<void> {
    const transaction = this.#database.transaction(['outbox', 'baskets'], 'readwrite', {
      durability: 'strict',
    })
    await Promise.all([
      transaction.objectStore('outbox').add(sale),
      transaction.objectStore('baskets').delete(basketId),
      transaction.done,
    ])
    await this.#changed()
  }

  /** Takes back a sale that the server refused while the cashier waited. */
  async takeBack(id: string): Promise<void> {
    await this.#database.delete('outbox', id)
    await this.#changed()
  }

  /** Notes what became of sales. */
  async settle(outcomes: readonly (Pick<OutgoingSale, 'id'> & Partial<OutgoingSale>)[]): Promise<void> {
    const transaction = this.#database.transaction('outbox', 'readwrite')
    for (const outcome of outcomes) {
      const kept = await transaction.store.get(outcome.id)
      if (kept) await transaction.store.put({ ...kept, ...outcome })
    }
    await transaction.done
    await this.#changed()
  }

  /** What is not known to be with the server, in the order in which it was taken: the device's clock may have jumped. */
  async waiting(): Promise<OutgoingSale[]> {
    const sales = await this.#database.getAllFromIndex('outbox', 'byState', 'waiting')
    const place = ({ sale }: OutgoingSale) => Number(/\d+$/.exec(sale.provisionalNumber ?? '')?.[0] ?? 0)
    return sales.toSorted((one, other) => place(one) - place(other))
  }

  /** What the server refused as a whole waits again, all of it or one sale. */
  async tryAgain(id?: string): Promise<void> {
    const stuck = await this.#database.getAllFromIndex('outbox', 'byState', 'stuck')
    const again = stuck.filter(sale => id === undefined || sale.id === id)
    await this.settle(again.map(sale => ({ id: sale.id, state: 'waiting', sentence: null, seen: false })))
  }

  get(id: string): Promise<OutgoingSale | undefined> {
    return this.#database.get('outbox', id)
  }

  /** The newest sales of this device first. */
  async recent(most: number): Promise<OutgoingSale[]> {
    const found: OutgoingSale[] = []
    let cursor = await this.#database.transaction('outbox').store.index('byTime').openCursor(null, 'prev')
    while (cursor && found.length < most) {
      found.push(cursor.value)
      cursor = await cursor.continue()
    }
    return found
  }

  /** Those that were with the server before a reading of its stock began are in its figures. */
  async countUpTo(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.settle(ids.map(id => ({ id, counted: true })))
  }

  /** Lets go of old sales that the server has; those that wait, or are for the manager, stay. */
  async forgetBefore(time: string): Promise<void> {
    const transaction = this.#database.transaction('outbox', 'readwrite')
    let cursor = await transaction.store.index('byTime').openCursor(IDBKeyRange.upperBound(time))
    for (; cursor; cursor = await cursor.continue()) {
      if (cursor.value.state === 'taken' && cursor.value.counted) await cursor.delete()
    }
    await transaction.done
  }

  async read(): Promise<void> {
    const all = await this.#database.getAll('outbox')
    this.#gone = all.filter(sale => !sale.counted).flatMap(sale => sale.goods)
    this.summary.set({
      waiting: all.filter(sale => sale.state === 'waiting').length,
      troubles: all.filter(sale => !sale.seen && (sale.state === 'conflict' || sale.state === 'stuck')),
    })
  }

  async #changed(): Promise<void> {
    await this.read()
    this.#channel.tell('outbox')
  }
}
