import { gtin14 } from '../../../gs1/public.ts'
import type { Product } from './goods.ts'

interface Entry {
  readonly product: Product
  /** Name and product number without case and accents; what a search looks through. */
  readonly sought: string
}

/**
 * All products of the device in memory, found by barcode, by product number, and by any part of their names: a scan is one
 * look into a map, and a search at 50,000 products one pass over short texts.
 */
export class Catalogue {
  readonly #entries = new Map<number, Entry>()
  readonly #byBarcode = new Map<string, number>()
  readonly #byNumber = new Map<string, number>()
  #sorted: readonly Entry[] | null = null

  /** Begins anew with these. */
  replace(products: Iterable<Product>): void {
    this.#entries.clear()
    this.#byBarcode.clear()
    this.#byNumber.clear()
    this.put(products)
  }

  /** Puts in new and changed products. */
  put(products: Iterable<Product>): void {
    for (const product of products) {
      this.remove(product.variantId)
      this.#entries.set(product.variantId, { product, sought: soughtIn(product) })
      for (const code of product.barcodes) this.#byBarcode.set(barcodeKey(code), product.variantId)
      this.#byNumber.set(product.productNumber, product.variantId)
    }
    this.#sorted = null
  }

  remove(variantId: number): void {
    const product = this.get(variantId)
    if (!product) return
    for (const code of product.barcodes) forget(this.#byBarcode, barcodeKey(code), variantId)
    forget(this.#byNumber, product.productNumber, variantId)
    this.#entries.delete(variantId)
    this.#sorted = null
  }

  get size(): number {
    return this.#entries.size
  }

  get(variantId: number): Product | undefined {
    return this.#entries.get(variantId)?.product
  }

  /** By a GTIN of any length, or a barcode of the shop's own. */
  byBarcode(code: string): Product | undefined {
    return this.get(this.#byBarcode.get(barcodeKey(code)) ?? 0)
  }

  byNumber(productNumber: string): Product | undefined {
    return this.get(this.#byNumber.get(productNumber) ?? 0)
  }

  /** The first products by name of some categories (null for all) that have every word of the text, at most so many. */
  find(text: string, categoryIds: ReadonlySet<number> | null, most: number): Product[] {
    const words = folded(text).split(/\s+/).filter(Boolean)
    const found: Product[] = []
    for (const { product, sought } of this.#inOrder()) {
      if (categoryIds !== null && !categoryIds.has(product.categoryId ?? 0)) continue
      if (!words.every(word => sought.includes(word))) continue
      found.push(product)
      if (found.length === most) break
    }
    return found
  }

  #inOrder(): readonly Entry[] {
    this.#sorted ??= [...this.#entries.values()].sort((one, other) => inOrder(one.product, other.product))
    return this.#sorted
  }
}

/** By plain comparison: a sort by locale takes seconds at 50,000. */
function inOrder(one: Product, other: Product): number {
  if (one.sortName !== other.sortName) return one.sortName < other.sortName ? -1 : 1
  return one.position - other.position || one.variantId - other.variantId
}

function soughtIn({ name, productNumber, barcodes }: Product): string {
  return folded([name, productNumber, ...barcodes].join(' '))
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** A GTIN is the same with its leading zeros and without. */
function barcodeKey(code: string): string {
  const gtin = gtin14(code)
  return gtin.ok ? gtin.gtin14 : code
}

/** Only if it is still this product's: another one may have taken the code over meanwhile. */
function forget(map: Map<string, number>, key: string, variantId: number): void {
  if (map.get(key) === variantId) map.delete(key)
}
