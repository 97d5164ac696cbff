import { type Basket, emptyBasket, isBlank } from '../basket/basket.ts'
import { Cell } from './cell.ts'
import type { Channel } from './channel.ts'
import type { KeptBasket, TillDatabase } from './database.ts'
import { newId } from './ids.ts'
import { takenSlots } from './locks.ts'

/**
 * The basket of this tab and those that are put aside. Each change is on the disk a moment later, so that a browser that
 * is killed finds its basket again; what is put aside by one tab can be taken up by another, and by one only.
 */
export class Baskets {
  readonly mine: Cell<Basket>
  /** On hold, or in other tabs, oldest first. */
  readonly others: Cell<readonly KeptBasket[]> = new Cell<readonly KeptBasket[]>([])
  readonly #database: TillDatabase
  readonly #channel: Channel
  readonly #slot: number
  #writing: Promise<unknown> = Promise.resolve()

  private constructor(database: TillDatabase, channel: Channel, slot: number, mine: Basket) {
    this.#database = database
    this.#channel = channel
    this.#slot = slot
    this.mine = new Cell(mine)
    channel.hear('baskets', () => void this.readOthers())
  }

  static async open(database: TillDatabase, channel: Channel, slot: number): Promise<Baskets> {
    const kept = await database.getAll('baskets')
    const left = kept.find(basket => basket.slot === slot)
    const baskets = new Baskets(database, channel, slot, left ? whole(left).basket : emptyBasket(newId()))
    await baskets.readOthers()
    return baskets
  }

  /** All that are on this device, this tab's first. */
  get all(): readonly Basket[] {
    return [this.mine.value, ...this.others.value.map(kept => kept.basket)]
  }

  /** Changes this tab's basket; on screen at once. */
  change(basket: Basket): void {
    this.mine.set(basket)
    void this.#write(async () => {
      if (this.mine.value !== basket) return
      if (isBlank(basket)) await this.#database.delete('baskets', basket.id)
      else await this.#database.put('baskets', this.#kept(basket))
    })
  }

  /** Is back when all changes of this tab are on the disk. */
  async onDisk(): Promise<void> {
    await this.#writing
  }

  /** Begins anew; the former basket was sold, or thrown away. */
  begin(): void {
    const former = this.mine.value.id
    this.mine.set(emptyBasket(newId()))
    void this.#write(() => this.#database.delete('baskets', former))
  }

  /** Puts the basket aside under a note, as “blue coat”. */
  async hold(note: string): Promise<void> {
    const basket = this.mine.value
    if (isBlank(basket)) return
    await this.#write(() =>
      this.#database.put('baskets', { ...this.#kept(basket), ...asideNow(note), slot: null }),
    )
    this.mine.set(emptyBasket(newId()))
    await this.readOthers()
  }

  /** Takes a held basket up; what lies here is put aside for it. False when another tab was quicker. */
  async recall(id: string): Promise<boolean> {
    await this.hold('')
    const transaction = this.#database.transaction('baskets', 'readwrite')
    const kept = await transaction.store.get(id)
    const isFree = kept?.slot === null
    if (kept && isFree) await transaction.store.put(this.#kept(kept.basket))
    await transaction.done
    if (kept && isFree) this.mine.set(whole(kept).basket)
    this.#channel.tell('baskets')
    await this.readOthers()
    return isFree
  }

  async throwAway(id: string): Promise<void> {
    await this.#write(() => this.#database.delete('baskets', id))
    await this.readOthers()
  }

  async readOthers(): Promise<void> {
    await putAsideOrphans(this.#database, this.#slot)
    const kept = (await this.#database.getAll('baskets')).map(whole)
    const others = kept.filter(({ slot, basket }) => slot !== this.#slot && !isBlank(basket))
    this.others.set(others.toSorted((one, other) => (one.heldAt ?? '').localeCompare(other.heldAt ?? '')))
  }

  #kept(basket: Basket): KeptBasket {
    return { id: basket.id, slot: this.#slot, basket, heldAt: null, note: '' }
  }

  /** One after the other, so that the last change is the one that stays. */
  #write(work: () => Promise<unknown>): Promise<unknown> {
    this.#writing = this.#writing.then(work, work).then(() => this.#channel.tell('baskets'))
    return this.#writing
  }
}

/** What tabs that are closed left behind can be recalled as if it were held. */
async function putAsideOrphans(database: TillDatabase, mine: number): Promise<void> {
  const alive = (await takenSlots()).add(mine)
  const transaction = database.transaction('baskets', 'readwrite')
  for (const basket of await transaction.store.getAll()) {
    if (basket.slot !== null && !alive.has(basket.slot))
      await transaction.store.put({ ...basket, slot: null, ...asideNow('') })
  }
  await transaction.done
}

/** A basket that an older version of the till wrote lacks what came later. */
const whole = (kept: KeptBasket): KeptBasket => ({
  ...kept,
  basket: { ...emptyBasket(kept.id), ...kept.basket },
})

const asideNow = (note: string) => ({ heldAt: new Date().toISOString(), note })
