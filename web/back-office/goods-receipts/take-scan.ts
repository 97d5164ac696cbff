import type { TFunction } from 'i18next'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { type Format, quantityWords } from './quantity-words.ts'
import {
  allowedOf,
  countedOf,
  type Draft,
  type Entry,
  entriesOf,
  entryOf,
  openOf,
  partsOf,
  withEntry,
  withPart,
} from './receiving-draft.ts'

/** What a code names. `variantIds`: the products that its number belongs to; null when it names none by itself. */
export interface Named {
  readonly text: string
  readonly serial?: string | undefined
  readonly lot?: string | undefined
  readonly expiresOn?: string | undefined
  /** How many SKUs the code means: what a carton holds; one unless told. */
  readonly units?: number | undefined
  readonly variantIds: ReadonlySet<number> | null
}

export interface Receiving {
  readonly lines: readonly PurchaseLine[]
  readonly draft: Draft
  readonly percent: number
}

/** What a scan did: the sentence, and where a row was found the row; `draft` when something was counted. */
export interface Taken {
  readonly bad: boolean
  readonly text: string
  readonly line?: PurchaseLine
  readonly draft?: Draft
}

/** Counts what a code names in its row, or says at once why not. Null when no row has anything to do with it. */
export function takeScan(t: TFunction, format: Format, receiving: Receiving, named: Named): Taken | null {
  const { variantIds } = named
  const among = receiving.lines.filter(line => variantIds === null || variantIds.has(line.variantId))
  const scan: Scan = { t, format, ...receiving, among, named }
  if (named.serial !== undefined) {
    const taken = takeSerial(scan, named.serial)
    if (taken !== null) return taken
  }
  if (named.lot !== undefined) {
    const taken = takeLot(scan, named.lot)
    if (taken !== null) return taken
  }
  return variantIds === null || among.length === 0 ? null : takeProduct(scan)
}

interface Scan extends Receiving {
  t: TFunction
  format: Format
  among: readonly PurchaseLine[]
  named: Named
}

function takeSerial(scan: Scan, serial: string): Taken | null {
  const { t, draft, named } = scan
  const pieces = scan.among.filter(line => line.piecesHaveSerials)
  const counted = pieces.find(line =>
    entriesOf(draft, line).some(entry => entry.quantity && isSame(entry.serial, serial)),
  )
  if (counted) return no(counted, t('goodsReceipts.no.already', say(counted, serial)))
  const line = pieces.find(one => one.serial !== null && isSame(one.serial, serial))
  if (line !== undefined) {
    if (openOf(line) === 0) return no(line, t('goodsReceipts.no.serialIn', say(line, serial)))
    return counts(scan, line, 0, {}, t('goodsReceipts.countedPiece', say(line, serial)))
  }
  if (named.variantIds === null || pieces.length === 0) return null
  const unannounced = pieces.find(one => one.serial === null && roomOf(scan, one) > 0)
  if (unannounced === undefined)
    return no(pieces[0]!, t('goodsReceipts.no.serialUnknown', say(pieces[0]!, serial)))
  const words = t('goodsReceipts.countedPiece', say(unannounced, serial))
  return intoPart(scan, unannounced, entry => !entry.quantity, { serial }, words)
}

function takeLot(scan: Scan, lot: string): Taken | null {
  const { t, named } = scan
  const ofLot = scan.among.filter(line => line.lotNumber !== null && isSame(line.lotNumber, lot))
  const isPieces = ofLot.length > 0 && ofLot.every(line => line.tracking.serials)
  if (isPieces)
    return { ...no(ofLot[0]!, t('goodsReceipts.no.needsSerial', say(ofLot[0]!, lot))), bad: false }
  const bulk = scan.among.filter(line => line.tracking.lots && !line.tracking.serials)
  const line = ofLot.find(one => roomOf(scan, one) > 0)
  const isIt = (entry: Entry) => isSame(entry.lot, lot)
  if (line !== undefined) return intoPart(scan, line, isIt, { lot }, null)
  if (ofLot.length > 0) return full(scan, ofLot[0]!)
  // A lot alone could be anything; with its product's number it is a lot that was not announced.
  if (named.variantIds === null || bulk.length === 0) return null
  const other = bulk.find(one => roomOf(scan, one) > 0)
  if (other === undefined) return full(scan, bulk[0]!)
  const mayTake = (entry: Entry) => isIt(entry) || (entry.lot === '' && !entry.quantity)
  return intoPart(scan, other, mayTake, { lot }, t('goodsReceipts.countedOtherLot', say(other, lot)))
}

function takeProduct(scan: Scan): Taken {
  const { t, among, named } = scan
  const line = among.find(one => roomOf(scan, one) > 0)
  if (line === undefined) return full(scan, among[0]!)
  if (line.tracking.serials)
    return { ...no(line, t('goodsReceipts.no.needsSerial', say(line, named.text))), bad: false }
  if (!line.tracking.lots) return intoPart(scan, line, () => true, {}, null)
  const open = among.filter(one => roomOf(scan, one) > 0)
  if (open.length === 1 && line.lotNumber !== null && partsOf(scan.draft, line) === 1)
    return counts(scan, line, 0, {}, null)
  return { ...no(line, t('goodsReceipts.no.needsLot', say(line, named.text))), bad: false }
}

/** Counts in the part of a row that fits, or in a new one. */
function intoPart(
  scan: Scan,
  line: PurchaseLine,
  fits: (entry: Entry) => boolean,
  change: Partial<Entry>,
  words: string | null,
): Taken {
  // A piece that has its number is not counted twice.
  const mayTake = (entry: Entry) => fits(entry) && !(entry.quantity && entry.serial !== '')
  const part = entriesOf(scan.draft, line).findIndex(mayTake)
  if (part >= 0) return counts(scan, line, part, change, words)
  const draft = withPart(scan.draft, line)
  return counts({ ...scan, draft }, line, partsOf(draft, line) - 1, change, words)
}

function counts(
  scan: Scan,
  line: PurchaseLine,
  part: number,
  change: Partial<Entry>,
  words: string | null,
): Taken {
  if (roomOf(scan, line) <= 0) return full(scan, line)
  const { expiresOn, lot, units = 1 } = scan.named
  const entry = entryOf(scan.draft, line, part)
  const one = line.tracking.serials || change.serial !== undefined ? 1 : units * 10 ** line.decimals
  // A carton of which only a part is open is not counted in part by itself.
  if (units > 1 && one > roomOf(scan, line)) return full(scan, line)
  const draft = withEntry(scan.draft, line, part, {
    quantity: (entry.quantity ?? 0) + Math.min(one, roomOf(scan, line)),
    ...(lot !== undefined && line.tracking.lots ? { lot } : {}),
    ...(expiresOn === undefined ? {} : { expiresOn }),
    ...change,
  })
  const sums = quantityWords(scan.format, line, { counted: countedOf(draft, line), open: openOf(line) })
  const text = words ?? scan.t('goodsReceipts.counted', { product: line.productName, ...sums })
  return { bad: false, text, line, draft }
}

function full({ t, format, draft }: Scan, line: PurchaseLine): Taken {
  const sums = quantityWords(format, line, { counted: countedOf(draft, line) })
  return no(line, t('goodsReceipts.no.full', { product: line.productName, ...sums }))
}

const roomOf = ({ draft, percent }: Receiving, line: PurchaseLine) =>
  allowedOf(line, percent) - countedOf(draft, line)
const no = (line: PurchaseLine, text: string): Taken => ({ bad: true, text, line })
const say = (line: PurchaseLine, text: string) => ({ product: line.productName, text })
export const isSame = (one: string, other: string) => one.normalize('NFC') === other.normalize('NFC')
