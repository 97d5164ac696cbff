import type { PurchaseLine } from '../../../../contract/purchasing.ts'
import { fieldOf } from './cell-meaning.ts'
import { type CellContext, cellWriter, type LinePatch } from './cell-text.ts'
import { type ColumnId, type DraftLine, emptyLine, lineOfStored } from './draft-line.ts'
import { EnteredLines, mostLines } from './entered-lines.ts'
import type { Lookups } from './lookups.ts'
import { type PricePer, pricedPer } from './price-per.ts'
import { inUnit, pricedByOffer } from './purchase-unit.ts'
import { type SerialQuestion, SerialsElsewhere } from './serials-elsewhere.ts'

/** The rows of the item grid, and all that can be done with them. */
export class DraftLines extends EnteredLines {
  #context: CellContext
  #asksForMissing = false
  readonly #elsewhere: SerialsElsewhere

  constructor(
    context: CellContext,
    lookups: Lookups,
    {
      stored = [],
      orderId = () => null,
    }: { stored?: readonly PurchaseLine[]; orderId?: () => number | null } = {},
  ) {
    super(lookups)
    const hasPuPrices = stored.some(line => line.pricePer === 'pu')
    this.#context = hasPuPrices ? { ...context, pricePer: 'pu' } : context
    this.#elsewhere = new SerialsElsewhere(lookups.serials, orderId, keys =>
      this.batch(() => this.touch(keys.filter(key => this.has(key))), 'mark'),
    )
    this.batch(() => {
      const lines = stored.map(line => lineOfStored(++this.lastKey, line))
      for (const line of lines) this.put(line)
      this.order.append(lines.map(line => line.key))
      for (const line of lines) this.expand(line)
    }, 'mark')
  }

  get context(): CellContext {
    return this.#context
  }
  /** What a scanned text means. */
  findProduct(text: string) {
    return this.lookups.product(text, this.#context.supplierId)
  }
  /** Where else the row's serial is: in stock, sold, or on another open order. */
  elsewhere(line: DraftLine): string | undefined {
    return this.#elsewhere.of(line)
  }

  /** Where else these serials are, asked at once. */
  findElsewhere(asked: readonly SerialQuestion[]) {
    return this.#elsewhere.find(asked)
  }

  protected override put(line: DraftLine): void {
    super.put(line)
    this.#elsewhere.look(line)
  }

  /** Adds rows after the others, or after the row `after`, empty unless `fields` says otherwise; gives their keys. */
  add(count = 1, fields: LinePatch = {}, after: number | null = null): number[] {
    return this.batch(() => {
      const room = Math.max(0, Math.min(count, mostLines - this.keys.length))
      const made = Array.from({ length: room }, () => ++this.lastKey)
      const rows = made.map(key => {
        const empty = emptyLine(key)
        return pricedByOffer(empty, { ...empty, bin: this.#onlyBin(), ...fields }, this.#context.pricePer)
      })
      for (const row of rows) this.put(row)
      if (after === null) this.order.append(made)
      else this.order.insertAfter(after, made)
      for (const row of rows) this.expand(row)
      return made
    })
  }

  remove(keys: readonly number[]): void {
    this.batch(() => this.drop(new Set(keys)))
  }

  /** Gives rows the cell of another one. */
  copy(from: number, to: readonly number[], column: ColumnId): void {
    const source = this.line(from)
    const field = fieldOf[column]
    const unread = source.unread[column]
    this.batch(() => {
      for (const key of to) {
        if (unread) this.enterOne({ key, column, text: unread.text }, false)
        else if (column === 'unit') this.#copyUnit(source, key)
        else this.patch(key, column, { [field]: source[field] }, false)
      }
    })
  }

  #copyUnit({ product: source }: DraftLine, key: number): void {
    const line = this.line(key)
    const { product } = line
    if (!source || !product) return
    const { units = [] } = product
    const has = source.unitsPerPu === 1 || units.some(unit => unit.units === source.unitsPerPu)
    if (has) this.patch(key, 'unit', inUnit(line, product, source.unitsPerPu), false)
  }

  /** Sets what was chosen from a list. */
  set(key: number, patch: LinePatch, column: ColumnId): void {
    this.batch(() => this.patch(key, column, patch))
  }

  /** Sets cells of one row and leaves those of its group as they are. */
  setAlone(key: number, patch: LinePatch, column: ColumnId): void {
    this.batch(() => this.patch(key, column, patch, false))
  }

  /** Makes a row for each piece of a row whose pieces are to be named. */
  asPieces(key: number): void {
    this.batch(() => this.expand(this.line(key), true))
  }

  /** Gives the rows these serials, one each. */
  fillSerials(keys: readonly number[], serials: readonly string[]): void {
    this.batch(() => {
      for (const [index, key] of keys.entries()) this.patch(key, 'serial', { serial: serials[index]! }, false)
    })
  }

  /** One row becomes several, each with its part of the quantity and its lot; the first part stays in the row. */
  split(key: number, parts: readonly (LinePatch & { quantitySku: number; lotNumber: string })[]): void {
    this.batch(() => {
      const [first, ...others] = parts
      if (!first) return
      const line = this.line(key)
      this.patch(key, 'lotNumber', first, false)
      const made = others.map(() => ++this.lastKey)
      for (const [index, made1] of made.entries())
        this.put({ ...line, refused: null, unread: {}, ...others[index]!, key: made1, group: null })
      this.order.insertAfter(key, made)
    })
  }

  /** Says for one SKU or one PU what prices stand; those that would not be whole stay as they are, marked. */
  pricePer(per: PricePer): void {
    this.batch(() => {
      this.#context = { ...this.#context, pricePer: per }
      for (const key of this.keys) {
        const line = this.line(key)
        const priced = pricedPer(line, per)
        if (priced !== line) this.put(priced)
      }
    })
  }

  /**
   * Other bins belong to another location: cells keep their code if it has such a bin, and say so if not. Another
   * currency may count other minor units: prices keep what was written.
   */
  changeContext(given: Omit<CellContext, 'pricePer'>): void {
    const former = this.#context
    const context = { ...given, pricePer: former.pricePer }
    this.#context = context
    if (former.supplierId !== context.supplierId)
      this.followTerms(this.keys.filter(key => this.line(key).supplier === null))
    if (former.bins === context.bins && former.currency === context.currency) return
    const edits = [
      ...(former.bins === context.bins ? [] : this.#unfitBins(this.keys)),
      ...(former.currency === context.currency ? [] : this.#pricesIn(former)),
    ]
    // The same bins read anew are no change of the order.
    if (edits.length === 0) this.batch(() => this.touch(this.keys), 'mark')
    else
      this.batch(() => {
        for (const edit of edits) this.enterOne(edit, false)
      }, 'follow')
  }

  #unfitBins(keys: readonly number[]) {
    const { bins } = this.#context
    return keys.flatMap(key => {
      const { bin, unread } = this.line(key)
      const fits = bin === null ? unread.bin === undefined : bins?.get(bin.code)?.id === bin.id
      return fits ? [] : [{ key, column: 'bin' as const, text: unread.bin?.text ?? bin?.code ?? '' }]
    })
  }

  #pricesIn(former: CellContext) {
    const writer = cellWriter(former)
    return this.keys.flatMap(key => {
      const text = writer.text(this.line(key), 'price', true)
      return text === '' ? [] : [{ key, column: 'price' as const, text }]
    })
  }

  protected override onRestored(keys: readonly number[]): void {
    for (const edit of this.#unfitBins(keys)) this.enterOne(edit, false)
    this.askAgain(keys)
  }

  /** Marks rows with what the server said of them. */
  refuse(marks: readonly { key: number; column: ColumnId; sentence: string }[]): void {
    this.batch(() => {
      for (const { key, column, sentence } of marks) {
        if (this.has(key)) this.put({ ...this.line(key), refused: { column, sentence } })
      }
    }, 'mark')
  }

  /** From now on what is still missing is shown as wrong, not only as open. */
  askForMissing(): void {
    this.#asksForMissing = true
    this.batch(() => this.touch(this.keys), 'mark')
  }
  get asksForMissing(): boolean {
    return this.#asksForMissing
  }

  #onlyBin() {
    const { bins } = this.#context
    return bins?.size === 1 ? [...bins.values()][0]! : null
  }
}
