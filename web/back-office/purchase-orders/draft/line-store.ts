import type { DraftLine } from './draft-line.ts'
import { type ChangeKind, LineHistory, type LineStep } from './line-history.ts'
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
  readonly #history = new LineHistory()
  readonly #touched = new Set<number>()
  #depth = 0
  #revision = 0
  #structure = 0
  #content = 0
  #lastContent = 0
  #savedContent = 0
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
  /** Grows with every change and every mark. */
  get revision(): number {
    return this.#revision
  }
  /** Grows when rows come or go, or are of another product. */
  get structure(): number {
    return this.#structure
  }
  /** Tells one content of the order from another; undoing leads back to the former one. */
  get content(): number {
    return this.#content
  }
  get isDirty(): boolean {
    return this.#content !== this.#savedContent
  }
  /** What was sent with this content is stored. */
  markSaved(content: number): void {
    this.#savedContent = content
    this.#watchers.tell([])
  }
  get canUndo(): boolean {
    return this.#history.canUndo
  }
  get canRedo(): boolean {
    return this.#history.canRedo
  }
  watchRow(key: number, listener: () => void): () => void {
    return this.#watchers.watchRow(key, listener)
  }
  watch = (listener: () => void): (() => void) => this.#watchers.watch(listener)

  /** Everything that `work` changes is one act, told about once, after it; and undone as one. */
  together<Answer>(work: () => Answer): Answer {
    return this.batch(work)
  }
  /** Takes the last act back; gives the first of the rows that it changed. */
  undo(): number | undefined {
    return this.#firstOf(this.batch(() => this.#history.undo(this.#swap), 'mark'))
  }
  /** Does again what was undone last; gives the first of its rows. */
  redo(): number | undefined {
    return this.#firstOf(this.batch(() => this.#history.redo(this.#swap), 'mark'))
  }
  #firstOf(step: LineStep | undefined): number | undefined {
    const places = [...(step?.lines.keys() ?? [])]
      .map(key => this.positionOf(key))
      .filter(place => place >= 0)
    return places.length === 0 ? undefined : this.keys[places.reduce((one, other) => Math.min(one, other))]
  }
  /** Called with the rows that undoing or doing again put back. */
  protected onRestored(_keys: readonly number[]): void {}

  /** Puts a row into its place, or a new one into none yet. */
  protected put(line: DraftLine): void {
    const former = this.#lines.get(line.key)
    this.#history.note(line.key, former ?? null)
    if (former?.product?.variantId !== line.product?.variantId) this.#structure += 1
    this.#lines.set(line.key, line)
    this.#touched.add(line.key)
    this.touch(this.#serials.move(former, line))
  }

  protected drop(keys: ReadonlySet<number>): void {
    for (const key of keys) this.#forget(key)
    this.order.remove(keys)
  }

  #forget(key: number): void {
    const former = this.#lines.get(key)
    if (former === undefined) return
    this.#history.note(key, former)
    this.touch(this.#serials.move(former, undefined))
    this.#lines.delete(key)
    this.#touched.delete(key)
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

  protected batch<Answer>(work: () => Answer, kind: ChangeKind = 'step'): Answer {
    this.#depth += 1
    const { keys } = this
    if (this.#depth === 1) this.#history.begin(kind, keys, this.#content)
    try {
      return work()
    } finally {
      this.#depth -= 1
      if (this.keys !== keys) this.#structure += 1
      if (this.#depth === 0) this.#end(kind, this.keys !== keys)
    }
  }

  #end(kind: ChangeKind, isMoved: boolean): void {
    if (kind === 'mark' || (this.#touched.size === 0 && !isMoved)) this.#history.drop()
    else {
      this.#history.end(kind === 'step')
      this.#content = ++this.#lastContent
    }
    this.#revision += 1
    const touched = [...this.#touched]
    this.#touched.clear()
    this.#watchers.tell(touched)
  }

  #swap = ({ lines, keys, content }: LineStep): LineStep => {
    const back: LineStep = { lines: new Map(), keys: this.keys, content: this.#content }
    for (const [key, former] of lines) {
      back.lines.set(key, this.#lines.get(key) ?? null)
      // A new object, since what was found wrong with the old one was found among other rows.
      if (former === null) this.#forget(key)
      else this.put({ ...former })
    }
    this.order.restore(keys)
    this.#content = content
    this.onRestored([...lines.keys()].filter(key => this.#lines.has(key)))
    return back
  }
}
