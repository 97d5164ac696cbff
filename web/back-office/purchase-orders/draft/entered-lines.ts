import { cellsOfSameMeaning, groupColumns, newsFor, readsInto, without } from './cell-meaning.ts'
import { type CellContext, isUnread, type LinePatch, readCell } from './cell-text.ts'
import { defaultBinFor } from './default-bin.ts'
import type { ColumnId, DraftLine, LineProduct, Unread } from './draft-line.ts'
import { LineStore } from './line-store.ts'
import type { Lookups } from './lookups.ts'
import { pricedByOffer, withTerms } from './purchase-unit.ts'
import { readWaiting, waitingQuantity } from './waiting-quantity.ts'

export const mostLines = 100_000

export interface CellEdit {
  readonly key: number
  readonly column: ColumnId
  readonly text: string
}

/** A row is taxed as its product is, until a person says otherwise. */
function taxOfProduct(
  { product: former, taxBasisPoints: tax }: DraftLine,
  { product }: LinePatch,
): LinePatch {
  if (!product || product.variantId === former?.variantId) return {}
  return tax === null || tax === former?.taxBasisPoints ? { taxBasisPoints: product.taxBasisPoints } : {}
}

type LookedUp = 'productNumber' | 'productName' | 'supplier'
const isLookedUp = (column: ColumnId): column is LookedUp =>
  column === 'productNumber' || column === 'productName' || column === 'supplier'

/** What texts that are entered into cells make of rows. */
export abstract class EnteredLines extends LineStore {
  protected readonly lookups: Lookups
  protected lastKey = 0
  /** Called when a quantity of a serial product made further rows. */
  onExpanded: (rows: number) => void = () => {}

  constructor(lookups: Lookups) {
    super()
    this.lookups = lookups
  }

  abstract get context(): CellContext

  /** Enters texts into cells, as typed or pasted; what has to be looked up follows by itself. */
  enter(edits: readonly CellEdit[]): void {
    this.batch(() => {
      // In a pasted block each row says for itself what it is.
      for (const edit of edits) this.enterOne(edit, edits.length === 1)
    })
  }

  protected enterOne({ key, column, text }: CellEdit, fillsGroup: boolean): void {
    if (!this.has(key)) return
    if (isLookedUp(column)) {
      this.#lookUp(key, column, text.trim())
      return
    }
    const reading = readCell(this.line(key), column, text, this.context)
    if (isUnread(reading)) this.#setUnread(key, column, reading)
    else this.patch(key, column, reading, fillsGroup)
  }

  #lookUp(key: number, column: LookedUp, text: string): void {
    const line = this.line(key)
    const isSupplier = column === 'supplier'
    if (text === '') {
      this.patch(key, column, isSupplier ? { supplier: null } : { product: null })
      return
    }
    const meant = isSupplier
      ? line.supplier?.name
      : line.product?.[column === 'productName' ? 'name' : 'productNumber']
    if (meant === text) return
    this.#setUnread(key, column, { text, state: 'looking' })
    this.#ask(key, column, text)
  }

  #ask(key: number, column: LookedUp, text: string): void {
    const asked =
      column === 'supplier'
        ? this.lookups.supplier(text).then(found => ('thing' in found ? { supplier: found.thing } : found))
        : this.lookups
            .product(text, this.supplierOf(key))
            .then(found => ('thing' in found ? this.#asFound(key, found.thing) : found))
    void asked.then(found => {
      const now = (this.has(key) ? this.line(key) : undefined)?.unread[column]
      // The cell was entered anew or its row removed while the answer was on its way.
      if (now?.state !== 'looking' || now.text !== text) return
      this.batch(() => {
        if ('reason' in found) this.#setUnread(key, column, { text, state: found.reason })
        else this.patch(key, column, { ...found, ...this.#binOf(key, found) })
      }, 'follow')
    })
  }

  #binOf(key: number, found: LinePatch): LinePatch {
    return found.product ? defaultBinFor(found.product, this.line(key), this.context) : {}
  }

  /** Who sells the row: its own supplier, or else the order's. */
  protected supplierOf(key: number): number | null {
    return this.line(key).supplier?.id ?? this.context.supplierId
  }

  /** A carton's code says how many came with it, unless that was said already. */
  #asFound(key: number, product: LineProduct): LinePatch {
    const { quantitySku, unread } = this.line(key)
    const isTold = quantitySku !== null || unread.quantitySku || unread.quantityPu
    if (product.scannedUnits === undefined || isTold) return { product }
    return { product, quantitySku: product.scannedUnits * 10 ** product.decimals }
  }

  /** Asks for units and prices of rows whose product or supplier is another one now, and fills them in. */
  protected followTerms(keys: readonly number[]): void {
    const asked = keys.flatMap(key => {
      const { product } = this.line(key)
      return product === null ? [] : [{ key, product, supplierId: this.supplierOf(key) }]
    })
    if (asked.length === 0) return
    const terms = asked.map(({ product, supplierId }) => this.lookups.terms(product.variantId, supplierId))
    void Promise.all(terms).then(found => {
      // Terms that could not be asked are not asked for again until the row changes.
      if (found.every(one => one === null)) return
      this.batch(() => {
        // Rows that share a product go on sharing it.
        const renewed = new Map<LineProduct, LineProduct>()
        for (const [index, { key, product, supplierId }] of asked.entries()) {
          if (!this.has(key) || this.line(key).product !== product || this.supplierOf(key) !== supplierId)
            continue
          const said = found[index]
          if (!said) continue
          const next = renewed.get(product) ?? withTerms(product, said)
          renewed.set(product, next)
          const { unit } = this.line(key).unread
          this.patch(key, 'unit', { product: next }, false)
          if (unit) this.enterOne({ key, column: 'unit', text: unit.text }, false)
        }
      }, 'follow')
    })
  }

  /** A question whose answer came after the row was put back is asked again. */
  protected askAgain(keys: readonly number[]): void {
    for (const key of keys) {
      for (const [column, unread] of Object.entries(this.line(key).unread)) {
        if (unread.state === 'looking') this.#ask(key, column as LookedUp, unread.text)
      }
    }
  }

  #setUnread(key: number, column: ColumnId, unread: Unread): void {
    const line = this.line(key)
    const kept = without(line.unread, ...cellsOfSameMeaning(column))
    const quantity = readsInto[column]?.product === null ? waitingQuantity(line, this.context) : {}
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

  protected patch(key: number, column: ColumnId, patch: LinePatch, fillsGroup = true): void {
    if (!this.has(key)) return
    const former = this.line(key)
    const quantity =
      patch.product !== undefined && patch.product?.variantId !== former.product?.variantId
        ? waitingQuantity(former, this.context)
        : {}
    const unread = { ...without(former.unread, ...cellsOfSameMeaning(column)), ...quantity.unread }
    const patched = {
      ...former,
      ...quantity.patch,
      ...taxOfProduct(former, patch),
      ...patch,
      refused: null,
      unread,
    }
    const priced = pricedByOffer(former, patched, this.context.pricePer)
    const line = patch.product ? readWaiting(priced, this.context) : priced
    this.put(line)
    const isUnasked = patch.product && patch.product.units === undefined
    if (isUnasked || (patch.supplier !== undefined && line.product !== null)) this.followTerms([key])
    if (fillsGroup && former.group !== null) this.#fillGroup(line, column, patch)
    this.expand(line)
  }

  /**
   * A serial number stands for one piece: a quantity of n becomes n rows of one. Pieces that may come in without stay
   * together until one of them is said, or `isNamed` says that they will be.
   */
  protected expand(line: DraftLine, isNamed = line.serial !== ''): void {
    const pieces = line.quantitySku ?? 0
    if (!line.product?.piecesHaveSerials || pieces < 2) return
    if (!line.product.tracking.serials && !isNamed) return
    if (this.keys.length + pieces - 1 > mostLines) {
      const text = String(pieces)
      this.#setUnread(line.key, 'quantitySku', { text, state: 'no_quantity' })
      return
    }
    const group = line.group ?? line.key
    this.put({ ...line, quantitySku: 1, group })
    const made = Array.from({ length: pieces - 1 }, () => ++this.lastKey)
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
}
