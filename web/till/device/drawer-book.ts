import type { Drawer } from '../../../contract/till/drawer.ts'
import { Cell } from './cell.ts'
import type { Channel } from './channel.ts'
import type { DrawerAct, TillDatabase } from './database.ts'
import { type Kept, recall } from './keep.ts'

type Opening = DrawerAct & { readonly act: { readonly kind: 'open' } }

/**
 * The drawer as this device knows it, and what was done to it that the server is still to be told. All windows of the device
 * share it: each change is one transaction on the disk, and counts up, so that what the server said before it is not believed
 * after it.
 */
export class DrawerBook {
  readonly current = new Cell<Drawer | null>(null)
  /** What the server did not take as it was meant, until somebody at the till has read it. */
  readonly notices = new Cell<readonly DrawerAct[]>([])
  readonly #database: TillDatabase
  readonly #channel: Channel

  constructor(database: TillDatabase, channel: Channel) {
    this.#database = database
    this.#channel = channel
    channel.hear('drawer', () => void this.read())
  }

  async read(): Promise<void> {
    const [drawer, acts] = await Promise.all([
      recall(this.#database, 'drawer'),
      this.#database.getAllFromIndex('acts', 'byTime'),
    ])
    if (JSON.stringify(drawer ?? null) !== JSON.stringify(this.current.value))
      this.current.set(drawer ?? null)
    this.notices.set(acts.filter(act => act.notice))
  }

  /** Opens it, unless another window of this device was quicker: then that one's drawer is the drawer. */
  async open(opening: Opening, drawer: Drawer): Promise<void> {
    await this.#change(async ({ keep, acts }) => {
      if (await keep.get('drawer')) return
      await Promise.all([acts.put(opening), keep.put(drawer, 'drawer')])
    })
  }

  /** Writes down that cash went in or out. */
  async move(act: DrawerAct): Promise<void> {
    await this.#database.put('acts', act)
  }

  /** What is still to be told, the opening first: the device's clock may have been set back since. */
  async waiting(): Promise<DrawerAct[]> {
    const acts = (await this.#database.getAllFromIndex('acts', 'byTime')).filter(act => !act.notice)
    return acts.toSorted((one, other) => Number(other.act.kind === 'open') - Number(one.act.kind === 'open'))
  }

  /** The server has taken an opening, and says which drawer it is: another one, if the till's drawer was open already. */
  async opened({ id, at, act }: Opening, answer: Drawer): Promise<void> {
    await this.#change(async ({ keep, acts }) => {
      const known = (await keep.get('drawer')) as Drawer | null
      if (known?.id === act.drawerId) await keep.put(answer, 'drawer')
      if (answer.id === act.drawerId) await acts.delete(id)
      else await acts.put({ id, at, act, notice: { kind: 'joined', drawer: answer } })
    })
  }

  async moved(id: string): Promise<void> {
    await this.#database.delete('acts', id)
  }

  /** The server has refused it. It stays here, and is said. */
  async refused(act: DrawerAct, sentence: string): Promise<void> {
    await this.#change(async ({ acts }) => {
      await acts.put({ ...act, notice: { kind: 'refused', sentence } })
    })
  }

  /** How many changes there were; what the server says is worth something only if there is none meanwhile. */
  async edition(): Promise<number> {
    return (await recall(this.#database, 'drawerEdition')) ?? 0
  }

  /** Takes over what the server said of the drawer, unless something was done to it here since it was asked. */
  async believe(told: Drawer | null, edition: number): Promise<void> {
    const transaction = this.#database.transaction(['keep', 'acts'], 'readwrite')
    const keep = transaction.objectStore('keep')
    const [now, acts] = await Promise.all([
      keep.get('drawerEdition'),
      transaction.objectStore('acts').getAll(),
    ])
    const isCertain = (now ?? 0) === edition && acts.every(act => act.notice)
    if (isCertain) await keep.put(told, 'drawer')
    await transaction.done
    await this.read()
  }

  async closed(): Promise<void> {
    await this.#change(({ keep }) => keep.put(null, 'drawer'))
  }

  /** Somebody at the till has read it. */
  async putAway(id: string): Promise<void> {
    await this.#change(({ acts }) => acts.delete(id))
  }

  /** What was refused is told again: the device has become the till that it was. */
  async tryAgain(): Promise<void> {
    await this.#change(async ({ acts }) => {
      for (const { notice, ...act } of await acts.getAll()) {
        if (notice?.kind === 'refused') await acts.put(act)
      }
    })
  }

  async #change(work: (stores: Stores) => Promise<unknown>): Promise<void> {
    const transaction = this.#database.transaction(['keep', 'acts'], 'readwrite', { durability: 'strict' })
    const keep = transaction.objectStore('keep')
    const edition = ((await keep.get('drawerEdition')) as Kept['drawerEdition'] | undefined) ?? 0
    await keep.put(edition + 1, 'drawerEdition')
    await work({ keep, acts: transaction.objectStore('acts') })
    await transaction.done
    await this.read()
    this.#channel.tell('drawer')
  }
}

interface Stores {
  readonly keep: {
    get(key: string): Promise<unknown>
    put(value: unknown, key: string): Promise<unknown>
  }
  readonly acts: {
    getAll(): Promise<DrawerAct[]>
    put(act: DrawerAct): Promise<unknown>
    delete(id: string): Promise<unknown>
  }
}
