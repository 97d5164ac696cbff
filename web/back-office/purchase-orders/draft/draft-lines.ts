import type { PurchaseLine } from '../../../../contract/purchasing.ts'
import { writeAmount } from '../../../kit/public.ts'
import { cellsOfSameMeaning, fieldOf, groupColumns, isNothing, readsInto, without } from './cell-meaning.ts'
import { type CellContext, isUnread, type LinePatch, readCell } from './cell-text.ts'
import { type ColumnId, type DraftLine, emptyLine, lineOfStored, type Unread } from './draft-line.ts'
import { LineWatchers } from './line-watchers.ts'
import type { Lookups } from './lookups.ts'
import { SerialIndex } from './serial-index.ts'

export const mostLines = 100_000

export interface CellEdit {
  readonly key: number
  readonly column: ColumnId
  readonly text: string
}

/**
 * The rows of the item grid, outside React: a change tells only those who watch the changed rows, so that typing among
 * 10,000 rows costs one row.
 */
export class DraftLines {
  readonly #lines = new Map<number, DraftLine>()
  #keys: readonly number[] = []
  #positions: Map<number, number> | null = null
  readonly #serials = new SerialIndex()
  readonly #lookups: Lookups
  #context: CellContext
  #lastKey = 0
  #revision = 0
  #savedRevision = 0
  #asksForMissing = false

  readonly #watchers = new LineWatchers()
  readonly #touched = new Set<number>()
  #depth = 0
  /** Called when a quantity of a serial product made further rows. */
  onExpanded: (rows: number) => void = () => {}

  constructor(context: CellContext, lookups: Lookups, stored: readonly PurchaseLine[] = []) {
    this.#context = context
    this.#lookups = lookups
    for (const line of stored) this.#set(lineOfStored(++this.#lastKey, line))
    this.#keys = [...this.#lines.keys()]
    this.#touched.clear()
    this.#savedRevision = this.#revision
  }

  // Reading

  /** The same array until rows come, go or move. */
  get keys(): readonly number[] {
    return this.#keys
  }
  line(key: number): DraftLine {
    return this.#lines.get(key)!
  }
  has(key: number): boolean {
    return this.#lines.has(key)
  }
  /** Grows with every change. */
  get revision(): number {
    return this.#revision
  }
  get isDirty(): boolean {
    return this.#revision !== this.#savedRevision
  }
  get context(): CellContext {
    return this.#context
  }
  positionOf(key: number): number {
    this.#positions ??= new Map(this.#keys.map((one, index) => [one, index]))
    return this.#positions.get(key) ?? -1
  }
  /** The rows with the same serial of the same product. */
  twins(line: DraftLine): number[] {
    return this.#serials.others(line)
  }
  /** What a scanned text means. */
  findProduct(text: string) {
    return this.#lookups.product(text)
  }
  watchRow(key: number, listener: () => void): () => void {
    return this.#watchers.watchRow(key, listener)
  }
  watch = (listener: () => void): (() => void) => this.#watchers.watch(listener)

  // Writing

  /** Adds rows after the others, empty unless `fields` says otherwise; gives their keys. */
  add(count = 1, fields: LinePatch = {}): number[] {
    return this.#batch(() => {
      const room = Math.max(0, Math.min(count, mostLines - this.#keys.length))
      const made = Array.from({ length: room }, () => ++this.#lastKey)
      for (const key of made) this.#set({ ...emptyLine(key), bin: this.#onlyBin(), ...fields })
      this.#order([...this.#keys, ...made])
      return made
    })
  }

  remove(keys: readonly number[]): void {
    const gone = new Set(keys)
    this.#batch(() => {
      for (const key of gone) {
        this.#touch(this.#serials.move(this.#lines.get(key), undefined))
        this.#lines.delete(key)
        this.#touched.delete(key)
      }
      this.#order(this.#keys.filter(key => !gone.has(key)))
    })
  }

  /** Enters texts into cells, as typed or pasted; what has to be looked up follows by itself. */
  enter(edits: readonly CellEdit[]): void {
    this.#batch(() => {
      // In a pasted block each row says for itself what it is.
      for (const edit of edits) this.#enterOne(edit, edits.length === 1)
    })
  }

  /** Gives rows the cell of another one. */
  copy(from: number, to: readonly number[], column: ColumnId): void {
    const source = this.line(from)
    const field = fieldOf[column]
    const unread = source.unread[column]
    this.#batch(() => {
      for (const key of to) {
        if (unread) this.#enterOne({ key, column, text: unread.text }, false)
        else this.#patch(key, column, { [field]: source[field] }, false)
      }
    })
  }

  /** Sets what was chosen from a list. */
  set(key: number, patch: LinePatch, column: ColumnId): void {
    this.#batch(() => this.#patch(key, column, patch))
  }

  /** Other bins belong to another location: cells keep their code if it has such a bin, and say so if not. */
  changeContext(context: CellContext): void {
    if (context === this.#context) return
    const former = this.#context
    this.#context = context
    const { bins } = context
    if (former.bins === bins) return
    // The same bins read anew are no change of the order.
    const keys = this.#keys.filter(key => {
      const { bin, unread } = this.line(key)
      return bin === null ? unread.bin !== undefined : bins?.get(bin.code)?.id !== bin.id
    })
    if (keys.length === 0) return
    this.#batch(() => {
      for (const key of keys) {
        const { bin, unread } = this.line(key)
        this.#enterOne({ key, column: 'bin', text: unread.bin?.text ?? bin?.code ?? '' }, false)
      }
    })
  }

  /** Marks rows with what the server said of them. */
  refuse(marks: readonly { key: number; column: ColumnId; sentence: string }[]): void {
    this.#batch(() => {
      for (const { key, column, sentence } of marks) {
        if (this.#lines.has(key)) this.#set({ ...this.line(key), refused: { column, sentence } })
      }
    }, false)
  }

  /** From now on what is still missing is shown as wrong, not only as open. */
  askForMissing(): void {
    this.#asksForMissing = true
    this.#batch(() => this.#touch(new Set(this.#keys)), false)
  }
  get asksForMissing(): boolean {
    return this.#asksForMissing
  }

  /** What was sent at this revision is stored. */
  markSaved(revision: number): void {
    this.#savedRevision = revision
    this.#watchers.tell([])
  }

  // Inside

  #enterOne({ key, column, text }: CellEdit, fillsGroup: boolean): void {
    if (column === 'productNumber' || column === 'productName' || column === 'supplier') {
      this.#lookUp(key, column, text.trim())
      return
    }
    const line = this.#lines.get(key)
    if (!line) return
    const reading = readCell(line, column, text, this.#context)
    if (isUnread(reading)) this.#setUnread(key, column, reading)
    else this.#patch(key, column, reading, fillsGroup)
  }

  #lookUp(key: number, column: 'productNumber' | 'productName' | 'supplier', text: string): void {
    const line = this.#lines.get(key)
    if (!line) return
    const isSupplier = column === 'supplier'
    if (text === '') {
      this.#patch(key, column, isSupplier ? { supplier: null } : { product: null })
      return
    }
    const meant = isSupplier
      ? line.supplier?.name
      : line.product?.[column === 'productName' ? 'name' : 'productNumber']
    if (meant === text) return
    this.#setUnread(key, column, { text, state: 'looking' })
    const asked = isSupplier
      ? this.#lookups.supplier(text).then(found => ('thing' in found ? { supplier: found.thing } : found))
      : this.#lookups.product(text).then(found => ('thing' in found ? { product: found.thing } : found))
    void asked.then(found => {
      const now = this.#lines.get(key)?.unread[column]
      // The cell was entered anew or its row removed while the answer was on its way.
      if (now?.state !== 'looking' || now.text !== text) return
      if ('reason' in found) this.#batch(() => this.#setUnread(key, column, { text, state: found.reason }))
      else this.set(key, found, column)
    })
  }

  #setUnread(key: number, column: ColumnId, unread: Unread): void {
    const line = this.line(key)
    const kept = without(line.unread, ...cellsOfSameMeaning(column))
    const quantity = readsInto[column]?.product === null ? this.#waitingQuantity(line) : {}
    // What the cell meant before must not be saved in the place of what was typed.
    const emptied = readsInto[column] ?? {}
    this.#set({
      ...line,
      ...emptied,
      ...quantity.patch,
      refused: null,
      unread: { ...kept, ...quantity.unread, [column]: unread },
    })
  }

  /** A quantity in smallest units means nothing without its product: it goes back to what a person would type. */
  #waitingQuantity({ product, quantitySku }: DraftLine): { patch?: LinePatch; unread?: DraftLine['unread'] } {
    if (product === null || quantitySku === null) return {}
    const text = writeAmount(quantitySku, this.#context.locale, product.decimals)
    return { patch: { quantitySku: null }, unread: { quantitySku: { text, state: 'waiting' } } }
  }

  #patch(key: number, column: ColumnId, patch: LinePatch, fillsGroup = true): void {
    const former = this.#lines.get(key)
    if (!former) return
    const quantity =
      patch.product !== undefined && patch.product?.variantId !== former.product?.variantId
        ? this.#waitingQuantity(former)
        : {}
    const unread = { ...without(former.unread, ...cellsOfSameMeaning(column)), ...quantity.unread }
    const line = this.#readWaiting({ ...former, ...quantity.patch, ...patch, refused: null, unread }, patch)
    this.#set(line)
    if (fillsGroup && former.group !== null) this.#fillGroup(line, column, patch)
    this.#expand(line)
  }

  /** Now that the product is known, a quantity that was typed before it can be read. */
  #readWaiting(line: DraftLine, patch: LinePatch): DraftLine {
    if (!patch.product) return line
    let read = line
    for (const column of ['quantityPu', 'quantitySku'] as const) {
      const waiting = read.unread[column]
      if (!waiting) continue
      const reading = readCell(read, column, waiting.text, this.#context)
      read = isUnread(reading)
        ? { ...read, unread: { ...read.unread, [column]: reading } }
        : { ...read, ...reading, unread: without(read.unread, column) }
    }
    return read
  }

  /** A serial number stands for one piece: a quantity of n becomes n rows of one. */
  #expand(line: DraftLine): void {
    const pieces = line.quantitySku ?? 0
    if (!line.product?.tracking.serials || pieces < 2) return
    if (this.#keys.length + pieces - 1 > mostLines) {
      const text = String(pieces)
      this.#setUnread(line.key, 'quantitySku', { text, state: 'no_quantity' })
      return
    }
    const group = line.group ?? line.key
    this.#set({ ...line, quantitySku: 1, group })
    const made = Array.from({ length: pieces - 1 }, () => ++this.#lastKey)
    for (const key of made) this.#set({ ...line, key, group, quantitySku: 1, serial: '', unread: {} })
    const at = this.positionOf(line.key)
    this.#order([...this.#keys.slice(0, at + 1), ...made, ...this.#keys.slice(at + 1)])
    this.onExpanded(pieces)
  }

  /** The pieces of one quantity mostly are of one lot: what one row says, the rows that say nothing yet say too. */
  #fillGroup(line: DraftLine, column: ColumnId, patch: LinePatch): void {
    if (!groupColumns.includes(column)) return
    for (const key of this.#keys) {
      const other = this.line(key)
      if (other.group !== line.group || key === line.key || other.product !== line.product) continue
      const news = Object.entries(patch).filter(([field]) => isNothing(other[field as keyof DraftLine]))
      if (news.length > 0 && !other.unread[column]) this.#set({ ...other, ...Object.fromEntries(news) })
    }
  }

  #onlyBin() {
    const { bins } = this.#context
    return bins?.size === 1 ? [...bins.values()][0]! : null
  }

  #set(line: DraftLine): void {
    const former = this.#lines.get(line.key)
    this.#lines.set(line.key, line)
    this.#touched.add(line.key)
    this.#touch(this.#serials.move(former, line))
  }

  /** Rows whose own content is the same but whose mark changed get a new object, so that their watchers see it. */
  #touch(keys: ReadonlySet<number>): void {
    for (const key of keys) {
      if (this.#touched.has(key)) continue
      const line = this.#lines.get(key)
      if (line) this.#lines.set(key, { ...line })
      this.#touched.add(key)
    }
  }

  #order(keys: readonly number[]): void {
    this.#keys = keys
    this.#positions = null
  }

  #batch<Answer>(work: () => Answer, isChange = true): Answer {
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
