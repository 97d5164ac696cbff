import type { Lot, Unit } from '../goods/goods.ts'
import type { StockBook } from '../goods/resolve-scan.ts'
import type { TillDatabase } from './database.ts'
import type { Outbox, Taken } from './outbox.ts'

/** The stock of the till's location, out of the device's database, and what the device itself sold since it was read. */
export class DeviceStock implements StockBook {
  readonly #database: TillDatabase
  readonly #outbox: Outbox

  constructor(database: TillDatabase, outbox: Outbox) {
    this.#database = database
    this.#outbox = outbox
  }

  unitsBySerial(serial: string): Promise<Unit[]> {
    return this.#database.getAllFromIndex('units', 'bySerial', serial)
  }

  lotsOf(variantId: number): Promise<Lot[]> {
    return this.#database.getAllFromIndex('lots', 'byVariant', variantId)
  }

  lot(lotId: number): Promise<Lot | undefined> {
    return this.#database.get('lots', lotId)
  }

  /** What can be sold of a variant here; null where more may be sold than there is. */
  async sellable(variantId: number): Promise<number | null> {
    const row = await this.#database.get('sellable', variantId)
    if (row?.backordersAllowed) return null
    return (row?.quantity ?? 0) - this.#goneOf(taken => taken.variantId === variantId)
  }

  /** How much of a lot was sold on this device since the stock was read. */
  goneOfLot(lotId: number): number {
    return this.#goneOf(taken => taken.lotId === lotId)
  }

  isGone(unitId: number): boolean {
    return this.#outbox.gone.some(taken => taken.unitId === unitId)
  }

  #goneOf(which: (taken: Taken) => boolean): number {
    return this.#outbox.gone.filter(which).reduce((sum, taken) => sum + taken.quantity, 0)
  }
}
