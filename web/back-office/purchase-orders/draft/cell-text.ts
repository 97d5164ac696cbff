import { netAmountMinor } from '../../../../contract/purchase-sums.ts'
import {
  puOfSku,
  readFraction,
  skuOfPu,
  thousandthsOf,
  writeFraction,
} from '../../../../contract/purchase-units.ts'
import { currencyDecimals, parseMoney, parseQuantity } from '../../../kit/public.ts'
import type { ColumnId, DraftLine, LineProduct, Unread } from './draft-line.ts'
import { pricedPart } from './order-sums.ts'
import type { PricePer } from './price-per.ts'
import { nameOfUnit, readUnit } from './purchase-unit.ts'
import { readTypedDate } from './typed-date.ts'

/** How this shop and this reader write, and what bins the goods can go to. */
export interface CellContext {
  readonly locale: string
  readonly currency: string
  /** What a price is for that is entered now. */
  readonly pricePer: PricePer
  /** The order's supplier, who sells what no row says otherwise of. */
  readonly supplierId: number | null
  /** Bins of the location for depositing by their codes; null while no location is chosen. */
  readonly bins: ReadonlyMap<string, { readonly id: number; readonly code: string }> | null
}

export type LinePatch = Partial<Omit<DraftLine, 'key' | 'unread'>>

/** What a typed or pasted text makes of a cell that can be read without asking the server. */
export type CellReading = LinePatch | Unread

export const isUnread = (reading: CellReading): reading is Unread => 'state' in reading && 'text' in reading

/** Reads every cell but those of products and suppliers, which are looked up. An empty text empties the cell. */
export function readCell(
  line: DraftLine,
  column: Exclude<ColumnId, 'productNumber' | 'productName' | 'supplier'>,
  typed: string,
  context: CellContext,
): CellReading {
  const text = typed.trim()
  switch (column) {
    case 'quantityPu':
    case 'quantitySku':
      return readQuantity(line.product, column, text, context)
    case 'unit':
      return readUnit(line, text)
    case 'price': {
      if (text === '') return { priceMinor: null }
      const priceMinor = parseMoney(text, context.locale, context.currency)
      return priceMinor === null ? { text, state: 'no_price' } : { priceMinor, pricePer: context.pricePer }
    }
    case 'discount':
    case 'tax':
      return readPercent(column, text, context)
    case 'bin':
      return readBin(text, context)
    case 'lotNumber':
    case 'serial':
    case 'supplierLot':
      return readIdentifier(column, text)
    case 'madeOn':
    case 'expiresOn': {
      if (text === '') return column === 'madeOn' ? { madeOn: null } : { expiresOn: null }
      const date = readTypedDate(text, context.locale)
      if (date === null) return { text, state: 'no_date' }
      return column === 'madeOn' ? { madeOn: date } : { expiresOn: date }
    }
  }
}

/** A quantity cannot be read before its product is known, since only the product says how it is counted. */
function readQuantity(
  product: LineProduct | null,
  column: 'quantityPu' | 'quantitySku',
  text: string,
  { locale }: CellContext,
): CellReading {
  if (text === '') return { quantitySku: null }
  if (product === null) return { text, state: 'waiting' }
  if (column === 'quantitySku') {
    const units = parseQuantity(text, locale, product.decimals)
    return units === null || units === 0 ? { text, state: 'no_quantity' } : { quantitySku: units }
  }
  const thousandths = parseQuantity(text, locale, 3)
  const pu =
    thousandths === null ? readFraction(text) : { numerator: BigInt(thousandths), denominator: 1000n }
  if (pu === null || pu.numerator === 0n) return { text, state: 'no_quantity' }
  const quantitySku = skuOfPu(pu, product.unitsPerPu, product.decimals)
  return quantitySku === null ? { text, state: 'no_whole_quantity' } : { quantitySku }
}

/** "12.5" or "12.5 %", exact to a hundredth of a percent. */
function readPercent(column: 'discount' | 'tax', text: string, { locale }: CellContext): CellReading {
  const field = column === 'discount' ? 'discountBasisPoints' : 'taxBasisPoints'
  if (text === '') return { [field]: null }
  const basisPoints = parseQuantity(text.replace(/\s*%$/, ''), locale, 2)
  return basisPoints === null || basisPoints > 10_000
    ? { text, state: 'no_percent' }
    : { [field]: basisPoints }
}

function readBin(text: string, { bins }: CellContext): CellReading {
  if (text === '') return { bin: null }
  if (bins === null) return { text, state: 'no_location' }
  const exact = bins.get(text)
  if (exact) return { bin: exact }
  const alike = [...bins.values()].filter(bin => bin.code.toLowerCase() === text.toLowerCase())
  return alike.length === 1 ? { bin: alike[0]! } : { text, state: 'unknown_bin' }
}

function readIdentifier(column: 'lotNumber' | 'serial' | 'supplierLot', text: string): CellReading {
  if (text.length > 100) return { text, state: 'too_long' }
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return { text, state: 'hidden_sign' }
  if (column === 'supplierLot') return { supplierLot: text }
  return column === 'lotNumber' ? { lotNumber: text } : { serial: text }
}

/** Writes the cells of lines; number formats are made once, since one costs more than a row. */
export function cellWriter({ locale, currency }: Pick<CellContext, 'locale' | 'currency'>) {
  const formats = new Map<string, Intl.NumberFormat>()
  const plain = (value: number, least: number, most: number, useGrouping: boolean) => {
    const key = `${least}-${most}-${useGrouping}`
    let format = formats.get(key)
    if (format === undefined) {
      format = new Intl.NumberFormat(locale, {
        minimumFractionDigits: least,
        maximumFractionDigits: most,
        useGrouping,
        numberingSystem: 'latn',
      })
      formats.set(key, format)
    }
    return format.format(value)
  }
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const moneyDecimals = currencyDecimals(currency)
  const money = (minor: number, grouped: boolean) =>
    plain(minor / 10 ** moneyDecimals, moneyDecimals, moneyDecimals, grouped)

  /** `forEntry` gives what an editor starts with: no grouping, and dates that can be read back anywhere. */
  const text = (line: DraftLine, column: ColumnId, forEntry = false): string => {
    const unread = line.unread[column]
    if (unread) return unread.text
    const { product, quantitySku } = line
    switch (column) {
      case 'productNumber':
        return product?.productNumber ?? ''
      case 'productName':
        return product?.name ?? ''
      case 'supplier':
        return line.supplier?.name ?? ''
      case 'quantityPu': {
        if (product === null || quantitySku === null) return ''
        const pu = puOfSku(quantitySku, product.unitsPerPu, product.decimals)
        const thousandths = thousandthsOf(pu)
        return thousandths === null ? writeFraction(pu) : plain(thousandths / 1000, 0, 3, !forEntry)
      }
      case 'unit':
        return product === null ? '' : nameOfUnit(product)
      case 'quantitySku': {
        if (product === null || quantitySku === null) return ''
        return plain(quantitySku / 10 ** product.decimals, product.decimals, product.decimals, !forEntry)
      }
      case 'price':
        return line.priceMinor === null ? '' : money(line.priceMinor, !forEntry)
      case 'discount':
      case 'tax': {
        const points = column === 'discount' ? line.discountBasisPoints : line.taxBasisPoints
        if (points === null) return ''
        return forEntry ? plain(points / 100, 0, 2, false) : `${plain(points / 100, 0, 2, true)} %`
      }
      case 'bin':
        return line.bin?.code ?? ''
      case 'lotNumber':
      case 'serial':
      case 'supplierLot':
        return line[column]
      case 'madeOn':
      case 'expiresOn': {
        const date = line[column]
        if (date === null || forEntry) return date ?? ''
        return dates.format(new Date(`${date}T00:00:00Z`))
      }
    }
  }
  const amount = (line: DraftLine): string => {
    const part = pricedPart(line)
    return part === null || line.priceMinor === null ? '' : money(netAmountMinor(part), true)
  }
  return {
    text,
    amount,
    money: (minor: number) => money(minor, true),
    quantity: (value: number) => plain(value, 0, 3, true),
  }
}
export type CellWriter = ReturnType<typeof cellWriter>
