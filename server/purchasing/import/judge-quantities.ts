import type { RowProblems } from '../../platform/imports/public.ts'
import { scaledInteger } from '../../platform/imports/public.ts'
import * as stock from '../../stock/public.ts'
import type { ImportProduct } from './import-products.ts'
import type { ImportRow } from './import-row.ts'
import type { ReadRows } from './read-rows.ts'

const most = 1e12

/**
 * The quantity of a line in the product's smallest unit, or null when it cannot be known: PU and SKU quantity must agree
 * where both are given, and a row with serial numbers is as many pieces as they are. Nothing is rounded.
 */
export function judgeQuantity(
  row: ImportRow,
  product: ImportProduct,
  headings: ReadRows['headings'],
  problems: RowProblems,
): number | null {
  const answer = quantityOf(row, product, headings)
  if (typeof answer !== 'string') return answer
  if (row.piece === 0) problems.add(row.number, answer)
  return null
}

/** A number, or a sentence, or null when a quantity could not be read and that has been said. */
function quantityOf(
  row: ImportRow,
  product: ImportProduct,
  headings: ReadRows['headings'],
): number | string | null {
  const { quantityPu, quantitySku, serial, pieces } = row
  if (quantitySku === undefined || quantityPu === undefined) return null
  if (quantitySku === null && quantityPu === null)
    return typeof serial === 'string'
      ? 1
      : `${headings.quantitySku} is missing. Enter how many of ${product.number} are bought.`
  const pu = quantityPu === null ? null : scaledInteger(quantityPu, 0)
  if (quantityPu !== null && pu === null)
    return `${headings.quantityPu} ${quantityPu} is not a whole number. Enter whole purchase units, or the ${headings.quantitySku} alone.`
  const fromPu = pu === null ? null : pu * product.unitsPerPu * 10 ** product.decimals
  const sku = quantitySku === null ? fromPu! : scaledInteger(quantitySku, product.decimals)
  if (sku === null) return tooFine(quantitySku!, product, headings)
  if (sku > most || (fromPu ?? 0) > most) return `${headings.quantitySku} is too large. Check it.`
  if (typeof serial === 'string' && sku !== pieces * 10 ** product.decimals)
    return miscounted(row, serial, stock.formatQuantity(sku, product.decimals), headings)
  if (fromPu !== null && fromPu !== sku) return disagreement(quantitySku!, quantityPu!, product, headings)
  return typeof serial === 'string' ? 10 ** product.decimals : sku
}

function miscounted(
  { pieces }: ImportRow,
  serial: string,
  quantity: string,
  headings: ReadRows['headings'],
): string {
  if (pieces === 1)
    return `A serial number stands for one piece, but ${headings.quantitySku} is ${quantity}. Enter all ${quantity} in ${headings.serial}, separated by commas or as a range (A0998..A1003), or use a row for each.`
  return `${headings.serial} has ${pieces} serial numbers (from ${serial} on), but ${headings.quantitySku} is ${quantity}. Correct one of them; if commas or dots belong to the serial numbers, say so above and use a row for each.`
}

function tooFine(quantity: string, product: ImportProduct, headings: ReadRows['headings']): string {
  if (product.decimals === 0)
    return `${headings.quantitySku} ${quantity} is not a whole number, but ${product.number} is counted in whole pieces.`
  return `${headings.quantitySku} ${quantity} has more decimals than ${product.number} is counted with (${product.decimals}).`
}

function disagreement(
  sku: string,
  pu: string,
  product: ImportProduct,
  headings: ReadRows['headings'],
): string {
  const given = `${headings.quantitySku} ${sku} and ${headings.quantityPu} ${pu} do not agree`
  if (!product.isNew)
    return `${given}: ${product.number} has ${product.unitsPerPu} units per PU. Correct one of them.`
  if (product.unitsFromRow > 0)
    return `${given}: in row ${product.unitsFromRow} the new product ${product.number} has ${product.unitsPerPu} units per PU. Correct one of them.`
  return `${given}: they make no whole number of units per PU of the new product ${product.number}. Correct one of them.`
}
