import type * as catalog from '../../catalog/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import { scaledInteger } from '../../platform/imports/public.ts'
import type { ImportRow } from './import-row.ts'
import type { ReadRows } from './read-rows.ts'

/** How many rows of a product have a value and how many lack it, and the first row of each kind. */
class Presence {
  with = 0
  without = 0
  firstWith = 0
  firstWithout = 0
  add(row: number, value: string | null | undefined): void {
    if (typeof value === 'string') {
      if (this.with++ === 0) this.firstWith = row
    } else if (value === null && this.without++ === 0) this.firstWithout = row
  }
}

/**
 * A product that the shop does not know. Its rows say how it would be made: tracked with serial numbers if any of them has
 * one, by lot if any has a lot number; its units per PU are the ones that most rows have, if they are whole.
 */
export class NewProduct {
  readonly isNew = true
  readonly number: string
  readonly decimals = 0
  readonly lots = new Presence()
  readonly serials = new Presence()
  readonly barcodes = new Set<string>()
  /** Set once the product has been made. */
  variantId: number | null = null
  name: string | null = null
  #nameIsFaulty = false
  readonly #rows: number[] = []
  /** Units per PU, with the first row that has them and the number of rows that do. */
  readonly #ratios = new Map<number, { row: number; count: number }>()
  #onlyPu = 0

  constructor(number: string) {
    this.number = number
  }

  add(row: ImportRow): void {
    this.#rows.push(row.number)
    this.lots.add(row.number, row.lotNumber)
    this.serials.add(row.number, row.serial)
    if (typeof row.barcode === 'string') this.barcodes.add(row.barcode)
    if (row.productName === undefined) this.#nameIsFaulty = true
    this.name ??= row.productName ?? null
    this.#addRatio(row)
  }

  #addRatio({ number, quantityPu, quantitySku, serial, pieces }: ImportRow): void {
    if (typeof quantityPu !== 'string') return
    if (quantitySku === null) this.#onlyPu ||= number
    if (typeof quantitySku !== 'string') return
    const pu = scaledInteger(quantityPu, 0)
    const sku = scaledInteger(quantitySku, 0)
    if (pu === null || sku === null || sku % pu !== 0 || sku / pu > 1_000_000) return
    if (typeof serial === 'string' && sku !== pieces) return
    const ratio = this.#ratios.get(sku / pu)
    this.#ratios.set(sku / pu, { row: ratio?.row ?? number, count: (ratio?.count ?? 0) + 1 })
  }

  get tracking(): { lots: boolean; serials: boolean } {
    const serials = this.serials.with > 0
    return { lots: serials || this.lots.with > 0, serials }
  }

  /** The row that the units per PU were taken from; 0 when no row says, and a PU is taken for one SKU. */
  get unitsFromRow(): number {
    return this.#units().row
  }

  get unitsPerPu(): number {
    return this.#units().units
  }

  #units(): { units: number; row: number } {
    let best = { units: 1, row: 0, count: 0 }
    for (const [units, { row, count }] of this.#ratios) if (count > best.count) best = { units, row, count }
    return best
  }

  /** Says what stands in the way of making it, on every row that is about it. */
  judge(headings: ReadRows['headings'], problems: RowProblems): void {
    const sentence = this.#obstacle(headings)
    if (sentence !== null) for (const row of this.#rows) problems.add(row, sentence)
  }

  #obstacle(headings: ReadRows['headings']): string | null {
    if (this.name === null && !this.#nameIsFaulty)
      return `${this.number} is a new product and needs a name. Enter it as ${headings.productName} in one of its rows.`
    if (this.#onlyPu > 0 && this.unitsFromRow === 0)
      return `${this.number} is a new product, and row ${this.#onlyPu} gives only its ${headings.quantityPu}. Enter the ${headings.quantitySku} too, so that the units per PU are known.`
    if (this.barcodes.size > 50) return `${this.number} has more than 50 barcodes. A product has 50 at most.`
    return null
  }

  /** As the catalogue takes it. */
  toInput(): catalog.ProductInput {
    return {
      name: this.name!,
      productNumber: this.number,
      description: '',
      barcodes: [...this.barcodes],
      priceMinor: 0,
      unitsPerPu: this.unitsPerPu,
      decimals: this.decimals,
      tracking: this.tracking,
      backordersAllowed: false,
    }
  }
}
