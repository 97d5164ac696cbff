import type { RowProblems } from '../../platform/imports/public.ts'
import type { ImportProduct, KnownProduct } from './import-products.ts'
import type { ImportRow } from './import-row.ts'
import type { NewProduct } from './new-product.ts'
import type { ReadRows } from './read-rows.ts'

/** Of each product that the shop has, the first row of the file with a lot number and the first with a serial number. */
export type Evidence = ReadonlyMap<ImportProduct, { lot: number | null; serial: number | null }>

export function evidenceOf(
  rows: readonly ImportRow[],
  products: readonly (ImportProduct | null)[],
): Evidence {
  const found = new Map<ImportProduct, { lot: number | null; serial: number | null }>()
  rows.forEach(({ number, lotNumber, serial }, index) => {
    const product = products[index]
    if (!product || product.isNew) return
    const before = found.get(product)
    if (before === undefined)
      found.set(product, { lot: lotNumber ? number : null, serial: serial ? number : null })
    else {
      before.lot ??= lotNumber ? number : null
      before.serial ??= serial ? number : null
    }
  })
  return found
}

/**
 * Lot and serial numbers may stand only where the product is tracked so. A product of which no row has one is ordered
 * without: they are asked for when the goods come in. Where other rows of it have one, a row without is a mistake.
 */
export function judgeTracking(
  row: ImportRow,
  product: ImportProduct,
  evidence: Evidence,
  headings: ReadRows['headings'],
  problems: RowProblems,
): void {
  const sentences = product.isNew
    ? newProductSentences(row, product)
    : knownProductSentences(row, product, evidence)
  for (const sentence of [...sentences, ...dateSentences(row, product, headings)]) {
    if (sentence) problems.add(row.number, sentence)
  }
}

type Sentence = string | false

function knownProductSentences(
  { lotNumber, serial }: ImportRow,
  product: KnownProduct,
  evidence: Evidence,
): Sentence[] {
  const { number, tracking, piecesHaveSerials } = product
  const { lot: lotRow = null, serial: serialRow = null } = evidence.get(product) ?? {}
  return [
    tracking.lots &&
      lotNumber === null &&
      lotRow !== null &&
      `${number} has a lot number in row ${lotRow}, and none here. Enter it here too, or in none of its rows: then it is asked for when the goods come in.`,
    !tracking.lots &&
      typeof lotNumber === 'string' &&
      `${number} is not tracked by lot. Remove the lot number, or switch tracking on at the product.`,
    tracking.serials &&
      serial === null &&
      serialRow !== null &&
      `${number} has serial numbers in row ${serialRow}, and none here. Enter one for each piece, or in none of its rows: then they are asked for when the goods come in.`,
    !piecesHaveSerials &&
      typeof serial === 'string' &&
      `${number} is not tracked with serial numbers. Remove the serial number, or switch tracking on at the product.`,
  ]
}

/**
 * Its rows themselves say how a new product is tracked, so those that differ are wrong. Where as many lack a number as have
 * one, nobody can say who is right: both sides are named.
 */
function newProductSentences({ lotNumber, serial }: ImportRow, product: NewProduct): Sentence[] {
  const { number, lots, serials } = product
  const evidence = (presence: typeof lots, what: string, tracked: string) =>
    `${number} is a new product and would be tracked ${tracked}, because row ${presence.firstWith} has a ${what}. Enter one here too, or remove it there.`
  const doubt = (presence: typeof lots, what: string, tracked: string) =>
    `${what} would make the new product ${number} tracked ${tracked}, but row ${presence.firstWithout} has none. Remove it here, or enter one there.`
  const unsure = (presence: typeof lots) => presence.without > 0 && presence.with <= presence.without
  return [
    lotNumber === null && lots.with > 0 && evidence(lots, 'lot number', 'by lot'),
    typeof lotNumber === 'string' && unsure(lots) && doubt(lots, `Lot number ${lotNumber}`, 'by lot'),
    serial === null && serials.with > 0 && evidence(serials, 'serial number', 'with serial numbers'),
    typeof serial === 'string' &&
      unsure(serials) &&
      doubt(serials, `Serial number ${serial}`, 'with serial numbers'),
  ]
}

function dateSentences(
  { madeOn, expiresOn, supplierLot }: ImportRow,
  product: ImportProduct,
  headings: ReadRows['headings'],
): Sentence[] {
  const heading = expiresOn ? headings.expiresOn : headings.madeOn
  return [
    Boolean(madeOn || expiresOn) &&
      !product.tracking.lots &&
      `${heading} belongs to a lot, but ${product.number} is not tracked by lot. Remove the date, or switch tracking on at the product.`,
    Boolean(supplierLot) &&
      !product.tracking.lots &&
      `${headings.supplierLot} belongs to a lot, but ${product.number} is not tracked by lot. Remove it, or switch tracking on at the product.`,
    Boolean(madeOn && expiresOn && madeOn > expiresOn) &&
      `${headings.expiresOn} ${expiresOn} is before ${headings.madeOn} ${madeOn}. Correct one of them.`,
  ]
}
