import type { DraftLine } from './draft-line.ts'
import { LineOrder } from './line-order.ts'
import { LineWatchers } from './line-watchers.ts'
import { SerialIndex } from './serial-index.ts'

/**
 * Rows outside React: a change tells only those who watch the changed rows, so that typing among 10,000 rows costs one
 * row.
 */
export class LineStore {
  readonly #lines = new Map<number, DraftLine>()
  readonly #serials = new SerialIndex()
  readonly #watchers = new LineWatchers()
  readonly #touched = new Set<number>()
  #depth = 0
  #revision = 0
  #savedRevision = 0
  protected readonly order = new LineOrder()

  /** The same array until rows come, go or move. */
  get keys(): readonly number[] {
    return this.order.keys
  }
  line(key: number): DraftLine {
    return this.#lines.get(key)!
  }
  has(key: number): boolean {
    return this.#lines.has(key)
  }
  positionOf(key: number): number {
    return this.order.positionOf(key)
  }
  /** The rows with the same serial of the same product. */
  twins(line: DraftLine): number[] {
    return this.#serials.others(line)
  }
  /** Grows with every change. */
  get revision(): number {
    return this.#revision
  }
  get isDirty(): boolean {
    return this.#revision !== this.#savedRevision
  }
  /** What was sent at this revision is stored. */
  markSaved(revision: number): void {
    this.#savedRevision = revision
    this.#watchers.tell([])
  }
  watchRow(key: number, listener: () => void): () => void {
    return this.#watchers.watchRow(key, listener)
  }
  watch = (listener: () => void): (() => void) => this.#watchers.watch(listener)

  /** Puts a row into its place, or a new one into none yet. */
  protected put(line: DraftLine): void {
    const former = this.#lines.get(line.key)
    this.#lines.set(line.key, line)
    this.#touched.add(line.key)
    this.touch(this.#serials.move(former, line))
  }

  protected drop(keys: ReadonlySet<number>): void {
    for (const key of keys) {
      this.touch(this.#serials.move(this.#lines.get(key), undefined))
      this.#lines.delete(key)
      this.#touched.delete(key)
    }
    this.order.remove(keys)
  }

  /** Rows whose own content is the same but whose mark changed get a new object, so that their watchers see it. */
  protected touch(keys: Iterable<number>): void {
    for (const key of keys) {
      if (this.#touched.has(key)) continue
      const line = this.#lines.get(key)
      if (line) this.#lines.set(key, { ...line })
      this.#touched.add(key)
    }
  }

  /** Everything that `work` changes is told about once, after it. `isChange` is false for what is not to be saved. */
  protected batch<Answer>(work: () => Answer, isChange = true): Answer {
    this.#depth += 1
    try {
      return work()
    } finally {
      this.#depth -= 1
      if (this.#depth === 0) {
        if (isChange) this.#revision += 1
        const touched = [...this.#touched]
        this.#touched.clear()
        this.#watchers.tell(touched)
      }
    }
  }
}
