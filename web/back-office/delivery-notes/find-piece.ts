import type { AnswerOf, Endpoint } from '../../../contract/endpoint.ts'
import type { OpenLine } from '../../../contract/fulfilment.ts'
import { api } from '../../../contract/public.ts'
import type { LotChoice, UnitChoice } from '../../../contract/stock.ts'
import type { Match } from '../../../contract/trace.ts'
import { readScan } from '../../../gs1/public.ts'
import type { CallInput } from '../../client/public.ts'
import { isNamedBy } from '../sales-orders/product-by-code.ts'

/** Reads an endpoint. */
export type Ask = <E extends Endpoint>(endpoint: E, input: CallInput<E>) => Promise<AnswerOf<E>>

/** What a scanned or typed code means for the lines of a delivery note. */
export type FoundPiece =
  | { what: 'unit'; unit: UnitChoice; line: OpenLine }
  | { what: 'lot'; lot: LotChoice; line: OpenLine }
  | { what: 'line'; line: OpenLine }
  | { what: 'elsewhere'; match: Match; text: string }
  | { what: 'damaged'; sentence: string }
  | { what: 'unknown'; text: string }

/**
 * Finds the line that a code belongs to: by a serial first, then a lot, then a product. A GS1 code is looked for among
 * the lines of its own GTIN only; what it names that is not on this order is said by name.
 */
export async function findPiece(ask: Ask, lines: readonly OpenLine[], scanned: string): Promise<FoundPiece> {
  const scan = readScan(scanned)
  if (scan.kind === 'damaged') return { what: 'damaged', sentence: scan.problem.sentence }
  const coded = scan.kind === 'gs1' ? scan : null
  const among = coded?.gtin ? await linesOfProduct(ask, lines, coded.gtin) : lines
  const serial = coded ? coded.serial : scan.text
  const lot = coded ? coded.lot : scan.text
  // A code that names a piece or a lot which is not there must not pass for its product.
  const product = coded && (serial || lot) ? undefined : (coded?.gtin ?? scan.text)
  return (
    (serial ? await findUnit(ask, among, serial) : null) ??
    (lot ? findLot(among, lot) : null) ??
    (product ? await findLine(ask, lines, product) : null) ??
    (await findElsewhere(ask, scanned, serial ?? lot ?? scan.text))
  )
}

async function linesOfProduct(ask: Ask, lines: readonly OpenLine[], code: string): Promise<OpenLine[]> {
  const found = await ask(api.catalog.listVariants, { query: { search: code, limit: 5, archived: false } })
  const named = new Set(found.items.filter(one => isNamedBy(one, code)).map(one => one.variantId))
  return lines.filter(line => named.has(line.variantId))
}

async function findUnit(ask: Ask, lines: readonly OpenLine[], serial: string): Promise<FoundPiece | null> {
  const tracked = new Map(lines.filter(line => line.tracking.serials).map(line => [line.variantId, line]))
  const found = await Promise.all(
    [...tracked.keys()].map(variantId =>
      ask(api.stock.listUnits, {
        params: { variantId },
        query: { search: serial, onlyFree: false, onlyOnHand: false, limit: 500 },
      }),
    ),
  )
  const unit = found.flatMap(page => page.items).find(one => isSame(one.serial, serial))
  return unit ? { what: 'unit', unit, line: tracked.get(unit.variantId)! } : null
}

function findLot(lines: readonly OpenLine[], number: string): FoundPiece | null {
  for (const line of lines) {
    const lot = line.lots.find(one => isSame(one.number, number))
    if (lot === undefined) continue
    // A lot of serial-tracked pieces does not say which piece.
    return line.tracking.serials ? { what: 'line', line } : { what: 'lot', lot, line }
  }
  return null
}

async function findLine(ask: Ask, lines: readonly OpenLine[], code: string): Promise<FoundPiece | null> {
  const line =
    lines.find(one => isSame(one.productNumber, code)) ?? (await linesOfProduct(ask, lines, code))[0]
  return line ? { what: 'line', line } : null
}

async function findElsewhere(ask: Ask, scanned: string, text: string): Promise<FoundPiece> {
  const { matches } = await ask(api.trace.find, { query: { text: scanned } })
  const match = matches.find(one => one.exact)
  return match ? { what: 'elsewhere', match, text } : { what: 'unknown', text }
}

const isSame = (one: string, other: string) => one.normalize('NFC') === other.normalize('NFC')
