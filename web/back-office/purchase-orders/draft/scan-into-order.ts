import { type Facts, readScan } from '../../../../gs1/public.ts'
import type { LinePatch } from './cell-text.ts'
import { defaultBinFor } from './default-bin.ts'
import { type ColumnId, type DraftLine, isBlankLine, type LineProduct } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'

/** What a scan did, and to which cell; or why it did nothing. */
export type Scanned =
  | {
      readonly what: 'added' | 'counted' | 'filled'
      readonly name: string
      readonly key: number
      readonly column: ColumnId
    }
  | { readonly what: 'twice'; readonly name: string; readonly serial: string; readonly key: number }
  | { readonly what: 'unknown'; readonly text: string }
  | { readonly what: 'damaged'; readonly sentence: string }
  | { readonly what: 'nothing' }

/** Whether a text that was typed or scanned into a cell says more than the cell can hold. */
export function isCodedScan(text: string): boolean {
  const scan = readScan(text)
  return scan.kind === 'damaged' || (scan.kind === 'gs1' && scan.gtin !== undefined)
}

/**
 * Takes a scan: a GS1 code fills lot, dates and serial of the next open row of its product; a plain number counts one more
 * of it. What the order does not have yet gets a row of its own.
 */
export async function scanIntoOrder(lines: DraftLines, text: string): Promise<Scanned> {
  const scan = readScan(text)
  if (scan.kind === 'damaged') return { what: 'damaged', sentence: scan.problem.sentence }
  const facts: Facts = scan.kind === 'gs1' ? scan : {}
  const code = facts.gtin ?? scan.text
  const found = await lines.findProduct(code)
  if ('thing' in found) return lines.together(() => takeFacts(lines, found.thing, facts))
  if (facts.gtin !== undefined || scan.kind === 'gtin') return { what: 'unknown', text: code }
  const [key] = lines.add()
  if (key !== undefined) lines.enter([{ key, column: 'productNumber', text: code }])
  return { what: 'nothing' }
}

function takeFacts(lines: DraftLines, product: LineProduct, facts: Facts): Scanned {
  const rows = lines.keys
    .map(key => lines.line(key))
    .filter(line => line.product?.variantId === product.variantId)
  const { name } = product
  const { serial } = facts
  if (product.piecesHaveSerials && serial !== undefined) {
    const twin = rows.find(line => line.serial.normalize('NFC') === serial.normalize('NFC'))
    if (twin) return { what: 'twice', name, serial, key: twin.key }
    const patch = { ...lotOf(product, facts), serial }
    const open = openForSerial(rows, product, facts.lot)
    if (open) return fill(lines, open, patch, 'serial')
    return add(lines, product, patch, rows, 'serial')
  }
  if (product.tracking.lots && facts.lot !== undefined && !product.tracking.serials) {
    const same = rows.find(
      line => line.lotNumber === facts.lot && line.quantitySku !== null && line.serial === '',
    )
    if (same) return countOne(lines, same, product)
    const open = rows.find(line => line.lotNumber === '' && !line.unread.lotNumber)
    if (open) return fill(lines, open, lotOf(product, facts), 'lotNumber')
    return add(lines, product, lotOf(product, facts), rows, 'lotNumber')
  }
  const known = product.tracking.serials
    ? undefined
    : rows.findLast(line => line.quantitySku !== null && line.lotNumber === '' && line.serial === '')
  return known
    ? countOne(lines, known, product)
    : add(lines, product, lotOf(product, facts), rows, 'quantitySku')
}

/** The next row without a serial: one of the lot that was scanned, else one without a lot, else any. */
function openForSerial(
  rows: readonly DraftLine[],
  { tracking }: LineProduct,
  lot: string | undefined,
): DraftLine | undefined {
  // Of pieces that may come in unnamed one row can hold several: the named one parts from them.
  const takesOne = (quantity: number | null) => quantity === 1 || (!tracking.serials && (quantity ?? 0) > 1)
  const open = rows.filter(line => line.serial === '' && !line.unread.serial && takesOne(line.quantitySku))
  if (lot === undefined) return open[0]
  return open.find(line => line.lotNumber === lot) ?? open.find(line => line.lotNumber === '') ?? open[0]
}

function lotOf({ tracking }: LineProduct, { lot, madeOn, expiresOn, bestBefore }: Facts): LinePatch {
  const expiry = expiresOn ?? bestBefore
  if (!tracking.lots) return {}
  return {
    ...(lot === undefined ? {} : { lotNumber: lot }),
    ...(madeOn === undefined ? {} : { madeOn }),
    ...(expiry === undefined ? {} : { expiresOn: expiry }),
  }
}

function fill(lines: DraftLines, line: DraftLine, patch: LinePatch, column: ColumnId): Scanned {
  lines.setAlone(line.key, patch, column)
  return { what: 'filled', name: line.product!.name, key: line.key, column }
}

function countOne(lines: DraftLines, { key, quantitySku }: DraftLine, scanned: LineProduct): Scanned {
  lines.setAlone(key, { quantitySku: quantitySku! + onceOf(scanned) }, 'quantitySku')
  return { what: 'counted', name: scanned.name, key, column: 'quantitySku' }
}

/** What one scan means: a piece, or all that a carton holds. */
const onceOf = ({ scannedUnits = 1, decimals }: LineProduct): number => scannedUnits * 10 ** decimals

/** A further row stands below those of its product, with their terms; the first takes an empty row if there is one. */
function add(
  lines: DraftLines,
  product: LineProduct,
  patch: LinePatch,
  rows: readonly DraftLine[],
  column: ColumnId,
): Scanned {
  const last = rows.at(-1)
  const quantitySku = patch.serial === undefined ? onceOf(product) : 10 ** product.decimals
  const blank = lines.keys.findLast(key => isBlankLine(lines.line(key)))
  const defaults = defaultBinFor(product, { bin: last?.bin ?? null, unread: {} }, lines.context)
  const fields = { product, quantitySku, ...defaults, ...patch }
  if (last === undefined && blank !== undefined) {
    lines.set(blank, fields, 'productNumber')
    return { what: 'added', name: product.name, key: blank, column }
  }
  const { supplier, priceMinor, pricePer, discountBasisPoints, taxBasisPoints, bin } = last ?? {}
  const terms = last ? { supplier, priceMinor, pricePer, discountBasisPoints, taxBasisPoints, bin } : {}
  const { taxBasisPoints: tax } = product
  const [key] = lines.add(1, { taxBasisPoints: tax, ...(terms as LinePatch), ...fields }, last?.key ?? null)
  if (key === undefined) return { what: 'nothing' }
  return { what: 'added', name: product.name, key, column }
}
