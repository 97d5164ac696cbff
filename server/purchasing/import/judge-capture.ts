import { sql } from 'kysely'
import { serialProblem } from '../../../contract/serial-pattern.ts'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import type { ImportProduct, KnownProduct } from './import-products.ts'
import type { ImportRow } from './import-row.ts'
import type { ReadRows } from './read-rows.ts'

/** What is known of a lot, by the file or by the shop. */
interface LotFacts {
  readonly product: KnownProduct
  readonly number: string
  madeOn: string | null
  expiresOn: string | null
  supplierLot: string | null
}
type LotsOf = Map<KnownProduct, Map<string, LotFacts>>

/**
 * Holds rows against the capture rules of products that the shop has: what must be said of their goods, how long they must
 * still keep, what their serial numbers look like. What one row or the shop says of a lot counts for all its rows.
 */
export async function judgeCapture(
  reader: Reader,
  { rows, headings }: ReadRows,
  products: readonly (ImportProduct | null)[],
  problems: RowProblems,
): Promise<void> {
  const lots: LotsOf = new Map()
  rows.forEach((row, index) => {
    const product = products[index]
    if (!product || product.isNew) return
    judgeSerial(row, product, problems)
    if (hasLotRules(product) && typeof row.lotNumber === 'string') learn(lots, product, row)
  })
  if (lots.size === 0) return
  await addWhatTheShopKnows(reader, lots)
  rows.forEach((row, index) => {
    const product = products[index]
    if (!product || product.isNew || typeof row.lotNumber !== 'string') return
    const lot = lots.get(product)?.get(row.lotNumber.normalize('NFC'))
    if (lot === undefined) return
    for (const sentence of sentencesAbout(row, lot, headings, reader.today))
      problems.add(row.number, sentence)
  })
}

function judgeSerial({ serial, number }: ImportRow, product: KnownProduct, problems: RowProblems): void {
  if (typeof serial !== 'string' || !product.piecesHaveSerials) return
  const sentence = serialProblem(serial, product.capture.serialPattern)
  if (sentence !== null)
    problems.add(number, `Serial ${serial} of ${product.number} is not right. ${sentence}`)
}

function hasLotRules({ tracking, capture }: KnownProduct): boolean {
  const { requiresExpiry, requiresMadeOn, requiresSupplierLot, minimumDaysAtReceipt } = capture
  return (
    tracking.lots &&
    (requiresExpiry || requiresMadeOn || requiresSupplierLot || minimumDaysAtReceipt !== null)
  )
}

function learn(lots: LotsOf, product: KnownProduct, row: ImportRow): void {
  const ofProduct = lots.get(product) ?? new Map<string, LotFacts>()
  lots.set(product, ofProduct)
  const number = row.lotNumber!.normalize('NFC')
  const lot = ofProduct.get(number) ?? { product, number, madeOn: null, expiresOn: null, supplierLot: null }
  ofProduct.set(number, lot)
  lot.madeOn ??= row.madeOn ?? null
  lot.expiresOn ??= row.expiresOn ?? null
  lot.supplierLot ??= row.supplierLot ?? null
}

async function addWhatTheShopKnows(reader: Reader, lots: LotsOf): Promise<void> {
  const given = [...lots.values()].flatMap(ofProduct => [...ofProduct.values()])
  const { rows } = await sql<{ position: number } & Pick<LotFacts, 'madeOn' | 'expiresOn' | 'supplierLot'>>`
    select given.position, lot.made_on as "madeOn", lot.expires_on as "expiresOn", lot.supplier_lot as "supplierLot"
      from unnest(${given.map(lot => lot.product.variantId)}::bigint[], ${given.map(lot => lot.number)}::text[])
           with ordinality as given (variant_id, number, position)
      join lot on lot.variant_id = given.variant_id and normalize(lot.number, nfc) = given.number`.execute(
    reader.db,
  )
  for (const { position, madeOn, expiresOn, supplierLot } of rows) {
    const lot = given[position - 1]!
    lot.madeOn = madeOn ?? lot.madeOn
    lot.expiresOn = expiresOn ?? lot.expiresOn
    lot.supplierLot = supplierLot ?? lot.supplierLot
  }
}

/** Of a cell that could not be read (undefined) something has been said already. */
function* sentencesAbout(
  row: ImportRow,
  { product, number, madeOn, expiresOn, supplierLot }: LotFacts,
  headings: ReadRows['headings'],
  today: string,
): Generator<string> {
  const { capture } = product
  const needs = (heading: string) =>
    `${product.number} comes in only with its ${heading}. Enter it as it stands on the goods.`
  if (capture.requiresSupplierLot && supplierLot === null && row.supplierLot === null)
    yield needs(headings.supplierLot)
  if (capture.requiresMadeOn && madeOn === null && row.madeOn === null) yield needs(headings.madeOn)
  const made = madeOn ?? (row.madeOn === undefined ? null : today)
  const expiry = expiresOn ?? daysAfter(made, capture.shelfLifeDays)
  if (row.expiresOn === undefined) return
  if (expiry === null) {
    if (capture.requiresExpiry && capture.shelfLifeDays === null) yield needs(headings.expiresOn)
    return
  }
  const required = capture.minimumDaysAtReceipt
  const left = daysBetween(today, expiry)
  if (required === null || left >= required) return
  yield `Lot ${number} of ${product.number} expires on ${expiry} and has ${left === 1 ? '1 day' : `${Math.max(left, 0)} days`} left; ${required} are required when it comes in. Correct the date, or leave the row out.`
}

const dayLength = 86_400_000

function daysAfter(date: string | null, days: number | null): string | null {
  if (date === null || days === null) return null
  return new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10)
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayLength)
