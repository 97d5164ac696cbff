import type { PurchaseLine } from '../../../../contract/purchasing.ts'
import { cellsOfSameMeaning, fieldOf, groupColumns, newsFor, readsInto, without } from './cell-meaning.ts'
import { type CellContext, isUnread, type LinePatch, readCell } from './cell-text.ts'
import { type ColumnId, type DraftLine, emptyLine, lineOfStored, type Unread } from './draft-line.ts'
import { LineStore } from './line-store.ts'
import type { Lookups } from './lookups.ts'
import { readWaiting, waitingQuantity } from './waiting-quantity.ts'

export const mostLines = 100_000

export interface CellEdit {
  readonly key: number
  readonly column: ColumnId
  readonly text: string
}

/** The rows of the item grid, and what entering texts into their cells makes of them. */
export class DraftLines extends LineStore {
  readonly #lookups: Lookups
  #context: CellContext
  #lastKey = 0
  #asksForMissing = false
  /** Called when a quantity of a serial product made further rows. */
  onExpanded: (rows: number) => void = () => {}

  constructor(context: CellContext, lookups: Lookups, stored: readonly PurchaseLine[] = []) {
    super()
    this.#context = context
    this.#lookups = lookups
    this.batch(() => {
      const lines = stored.map(line => lineOfStored(++this.#lastKey, line))
      for (const line of lines) this.put(line)
      this.order.append(lines.map(line => line.key))
    }, false)
  }

  get context(): CellContext {
    return this.#context
  }
  /** What a scanned text means. */
  findProduct(text: string) {
    return this.#lookups.product(text)
  }

  /** Adds rows after the others, empty unless `fields` says otherwise; gives their keys. */
  add(count = 1, fields: LinePatch = {}): number[] {
    return this.batch(() => {
      const room = Math.max(0, Math.min(count, mostLines - this.keys.length))
      const made = Array.from({ length: room }, () => ++this.#lastKey)
      for (const key of made) this.put({ ...emptyLine(key), bin: this.#onlyBin(), ...fields })
      this.order.append(made)
      return made
    })
  }

  remove(keys: readonly number[]): void {
    this.batch(() => this.drop(new Set(keys)))
  }

  /** Enters texts into cells, as typed or pasted; what has to be looked up follows by itself. */
  enter(edits: readonly CellEdit[]): void {
    this.batch(() => {
      // In a pasted block each row says for itself what it is.
      for (const edit of edits) this.#enterOne(edit, edits.length === 1)
    })
  }

  /** Gives rows the cell of another one. */
  copy(from: number, to: readonly number[], column: ColumnId): void {
    const source = this.line(from)
    const field = fieldOf[column]
    const unread = source.unread[column]
    this.batch(() => {
      for (const key of to) {
        if (unread) this.#enterOne({ key, column, text: unread.text }, false)
        else this.#patch(key, column, { [field]: source[field] }, false)
      }
    })
  }

  /** Sets what was chosen from a list. */
  set(key: number, patch: LinePatch, column: ColumnId): void {
    this.batch(() => this.#patch(key, column, patch))
  }

  /** Other bins belong to another location: cells keep their code if it has such a bin, and say so if not. */
  changeContext(context: CellContext): void {
    if (context === this.#context) return
    const former = this.#context
    this.#context = context
    const { bins } = context
    if (former.bins === bins) return
    // The same bins read anew are no change of the order.
    const keys = this.keys.filter(key => {
      const { bin, unread } = this.line(key)
      return bin === null ? unread.bin !== undefined : bins?.get(bin.code)?.id !== bin.id
    })
    if (keys.length === 0) return
    this.batch(() => {
      for (const key of keys) {
        const { bin, unread } = this.line(key)
        this.#enterOne({ key, column: 'bin', text: unread.bin?.text ?? bin?.code ?? '' }, false)
      }
    })
  }

  /** Marks rows with what the server said of them. */
  refuse(marks: readonly { key: number; column: ColumnId; sentence: string }[]): void {
    this.batch(() => {
      for (const { key, column, sentence } of marks) {
        if (this.has(key)) this.put({ ...this.line(key), refused: { column, sentence } })
      }
    }, false)
  }

  /** From now on what is still missing is shown as wrong, not only as open. */
  askForMissing(): void {
    this.#asksForMissing = true
    this.batch(() => this.touch(this.keys), false)
  }
  get asksForMissing(): boolean {
    return this.#asksForMissing
  }

  #enterOne({ key, column, text }: CellEdit, fillsGroup: boolean): void {
    if (column === 'productNumber' || column === 'productName' || column === 'supplier') {
      this.#lookUp(key, column, text.trim())
      return
    }
    if (!this.has(key)) return
    const line = this.line(key)
    const reading = readCell(line, column, text, this.#context)
    if (isUnread(reading)) this.#setUnread(key, column, reading)
    else this.#patch(key, column, reading, fillsGroup)
  }

  #lookUp(key: number, column: 'productNumber' | 'productName' | 'supplier', text: string): void {
    if (!this.has(key)) return
    const line = this.line(key)
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
      const now = (this.has(key) ? this.line(key) : undefined)?.unread[column]
      // The cell was entered anew or its row removed while the answer was on its way.
      if (now?.state !== 'looking' || now.text !== text) return
      if ('reason' in found) this.batch(() => this.#setUnread(key, column, { text, state: found.reason }))
      else this.set(key, found, column)
    })
  }

  #setUnread(key: number, column: ColumnId, unread: Unread): void {
    const line = this.line(key)
    const kept = without(line.unread, ...cellsOfSameMeaning(column))
    const quantity = readsInto[column]?.product === null ? waitingQuantity(line, this.#context) : {}
    // What the cell meant before must not be saved in the place of what was typed.
    const emptied = readsInto[column] ?? {}
    this.put({
      ...line,
      ...emptied,
      ...quantity.patch,
      refused: null,
      unread: { ...kept, ...quantity.unread, [column]: unread },
    })
  }

  #patch(key: number, column: ColumnId, patch: LinePatch, fillsGroup = true): void {
    if (!this.has(key)) return
    const former = this.line(key)
    const quantity =
      patch.product !== undefined && patch.product?.variantId !== former.product?.variantId
        ? waitingQuantity(former, this.#context)
        : {}
    const unread = { ...without(former.unread, ...cellsOfSameMeaning(column)), ...quantity.unread }
    const patched = { ...former, ...quantity.patch, ...patch, refused: null, unread }
    const line = patch.product ? readWaiting(patched, this.#context) : patched
    this.put(line)
    if (fillsGroup && former.group !== null) this.#fillGroup(line, column, patch)
    this.#expand(line)
  }

  /** A serial number stands for one piece: a quantity of n becomes n rows of one. */
  #expand(line: DraftLine): void {
    const pieces = line.quantitySku ?? 0
    if (!line.product?.tracking.serials || pieces < 2) return
    if (this.keys.length + pieces - 1 > mostLines) {
      const text = String(pieces)
      this.#setUnread(line.key, 'quantitySku', { text, state: 'no_quantity' })
      return
    }
    const group = line.group ?? line.key
    this.put({ ...line, quantitySku: 1, group })
    const made = Array.from({ length: pieces - 1 }, () => ++this.#lastKey)
    for (const key of made) this.put({ ...line, key, group, quantitySku: 1, serial: '', unread: {} })
    this.order.insertAfter(line.key, made)
    this.onExpanded(pieces)
  }

  /** The pieces of one quantity mostly are of one lot: what one row says, the rows that say nothing yet say too. */
  #fillGroup(line: DraftLine, column: ColumnId, patch: LinePatch): void {
    if (!groupColumns.includes(column)) return
    for (const key of this.keys) {
      const other = this.line(key)
      if (other.group !== line.group || key === line.key || other.product !== line.product) continue
      if (!other.unread[column]) this.put({ ...other, ...newsFor(other, patch) })
    }
  }

  #onlyBin() {
    const { bins } = this.#context
    return bins?.size === 1 ? [...bins.values()][0]! : null
  }
}
