import { createContext, useContext } from 'react'
import type { TillSignIn, TillState } from '../../../contract/till/device.ts'
import { api as device } from '../../../contract/till/device.ts'
import type { Drawer, DrawerReport } from '../../../contract/till/drawer.ts'
import { call, RefusalError } from '../../client/public.ts'
import { Catalogue } from '../goods/catalogue.ts'
import { Baskets } from './baskets.ts'
import { Cell } from './cell.ts'
import { Channel } from './channel.ts'
import { type Category, openTillDatabase, type TillDatabase } from './database.ts'
import { DrawerBook } from './drawer-book.ts'
import { recall, remember } from './keep.ts'
import { aloneOrNot, takeSlot } from './locks.ts'
import { isAway, Network } from './network.ts'
import { Outbox } from './outbox.ts'
import { sendWaiting } from './sending.ts'
import { DeviceStock } from './stock.ts'
import { syncCatalogue, syncStock } from './sync.ts'

/** How long a device shows the receipts that it took. The server has them for ever. */
const keptDays = 30

/** Something to say to the cashier; `tone` tells a refusal from a word in passing. */
export interface Saying {
  readonly tone: 'busy' | 'refused'
  readonly sentence: string
}

/** The till as it runs in this tab: what the device has, and what screens follow. */
export class Till {
  readonly database: TillDatabase
  readonly baskets: Baskets
  readonly outbox: Outbox
  readonly drawers: DrawerBook
  readonly stock: DeviceStock
  readonly catalogue = new Catalogue()
  readonly network = new Network()
  /** What this till is; null while the device is none. */
  readonly state = new Cell<TillState | null>(null)
  readonly signIn = new Cell<TillSignIn | null>(null)
  /** The drawer that was just closed, until its report is put away. */
  readonly closed = new Cell<DrawerReport | null>(null)
  readonly categories = new Cell<readonly Category[]>([])
  /** Counts the changes of the catalogue, for those who show it. */
  readonly edition = new Cell(0)
  readonly syncedAt = new Cell<string | null>(null)
  /** True from when the server said that this device is no till any more. */
  readonly revoked = new Cell(false)
  /** What the cashier is told at the foot of the counter. */
  readonly said = new Cell<Saying | null>(null)
  /** By how much the device's clock is ahead of the server's. */
  readonly minutesOff = new Cell(0)
  readonly #channel: Channel
  #pulse: Promise<void> | null = null

  private constructor(database: TillDatabase, channel: Channel, baskets: Baskets) {
    this.database = database
    this.#channel = channel
    this.baskets = baskets
    this.outbox = new Outbox(database, channel)
    this.drawers = new DrawerBook(database, channel)
    this.stock = new DeviceStock(database, this.outbox)
    channel.hear('goods', () => void this.readGoods())
    channel.hear('keep', () => void this.readKept())
  }

  /** Opens the till with what the device has; asks no server. */
  static async open(): Promise<Till> {
    const database = await openTillDatabase()
    const channel = new Channel()
    const till = new Till(database, channel, await Baskets.open(database, channel, await takeSlot()))
    await Promise.all([till.readKept(), till.readGoods(), till.outbox.read(), till.drawers.read()])
    return till
  }

  /** The drawer that is open, as this device knows it. */
  get drawer(): Cell<Drawer | null> {
    return this.drawers.current
  }

  async readKept(): Promise<void> {
    const [state, syncedAt] = await Promise.all([
      recall(this.database, 'till'),
      recall(this.database, 'syncedAt'),
    ])
    this.state.set(state ?? null)
    this.syncedAt.set(syncedAt ?? null)
  }

  async readGoods(): Promise<void> {
    const [products, categories] = await Promise.all([
      this.database.getAll('products'),
      this.database.getAll('categories'),
    ])
    this.catalogue.replace(products)
    this.categories.set(categories)
    this.edition.set(this.edition.value + 1)
  }

  /**
   * Makes this device the till that the server says it is now. What another till had here goes, but never a sale: those
   * that wait, and those that were refused while the device was another till, are sent all the same.
   */
  async become(state: TillState): Promise<void> {
    if (this.state.value !== null && this.state.value.till.id !== state.till.id) {
      for (const table of ['products', 'categories', 'lots', 'units', 'sellable', 'baskets'] as const)
        await this.database.clear(table)
      for (const name of ['catalogueCursor', 'stockCursor', 'signIn', 'pinProof'])
        await this.database.delete('keep', name)
      await this.readGoods()
    }
    await Promise.all([this.outbox.tryAgain(), this.drawers.tryAgain()])
    await this.keepState(state, await this.drawers.edition())
    await this.pulse()
  }

  /** Keeps what the server said this till is; `edition` is the drawer's from before it was asked. */
  async keepState(state: TillState, edition: number): Promise<void> {
    this.revoked.set(false)
    this.minutesOff.set(Math.round((Date.now() - Date.parse(state.now)) / 60_000))
    await remember(this.database, 'till', state)
    this.state.set(state)
    await this.drawers.believe(state.drawer, edition)
  }

  /** Sends what waits and reads what changed. One at a time; a second caller waits for the first one's. */
  pulse(): Promise<void> {
    this.#pulse ??= this.#beat().finally(() => {
      this.#pulse = null
    })
    return this.#pulse
  }

  async #beat(): Promise<void> {
    try {
      await this.network.ask(() => this.#exchange())
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'till_not_enrolled') this.revoked.set(true)
      else if (!isAway(error)) throw error
    }
  }

  async #exchange(): Promise<void> {
    const [failed] = await sendWaiting(this.drawers, this.outbox, token => this.linkOf(token))
    const edition = await this.drawers.edition()
    await this.keepState(await call(device.readTill, {}), edition)
    await aloneOrNot('sync', async () => {
      const sent = (await this.outbox.recent(1000)).filter(sale => sale.state !== 'waiting' && !sale.counted)
      const before = this.edition.value
      await syncCatalogue(this.database, (products, gone) => {
        if (products.length + gone.length === 0) return
        this.catalogue.put(products)
        for (const id of gone) this.catalogue.remove(id)
        this.edition.set(this.edition.value + 1)
      })
      await syncStock(this.database)
      await this.outbox.countUpTo(sent.map(sale => sale.id))
      await this.outbox.forgetBefore(new Date(Date.now() - keptDays * 86_400_000).toISOString())
      this.categories.set(await this.database.getAll('categories'))
      const now = new Date().toISOString()
      await remember(this.database, 'syncedAt', now)
      this.syncedAt.set(now)
      if (this.edition.value !== before) this.#channel.tell('goods')
    })
    if (failed) throw failed.error
  }

  /** Where a customer finds the receipt again. */
  linkOf(token: string): string {
    return new URL(`${this.state.value?.receiptAddress ?? '/receipt/'}${token}`, location.origin).href
  }
}

const TillContext = createContext<Till | null>(null)
export const TillProvider = TillContext.Provider

export function useTill(): Till {
  const till = useContext(TillContext)
  if (!till) throw new Error('There is no till around this screen.')
  return till
}
