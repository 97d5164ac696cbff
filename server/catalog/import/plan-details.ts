import { type CaptureRules, noRules } from '../../../contract/capture-rules.ts'
import type { ProductField } from '../../../contract/product-import.ts'
import { anySerial } from '../../../contract/serial-pattern.ts'
import { pathText, patternText } from './detail-texts.ts'
import type { ProductDetailValues } from './known-products.ts'
import type { Take } from './plan-product.ts'
import type { ProductRow } from './product-row.ts'
import type { ShopNames } from './shop-places.ts'

type Headings = Readonly<Record<'taxRate' | 'defaultLocation' | 'defaultBin', string>>

/** Category, tax, place and capture rules after the row, or the sentence that the row is refused with. */
export function planDetails(
  row: ProductRow,
  before: ProductDetailValues,
  take: Take,
  { names, headings }: { names: ShopNames; headings: Headings },
): ProductDetailValues | { wrong: string } {
  const category = take('category', row.category && names.category(row.category), before.category, null)
  const rate = named(row.taxRate, names.taxRate)
  if (rate === undefined)
    return {
      wrong: `${headings.taxRate} “${row.taxRate}” is no tax rate of this shop (${names.rates || 'it has none yet'}). Correct it, or add the rate in the settings.`,
    }
  const location = named(row.defaultLocation, text => names.location(text)?.id ?? null)
  if (location === undefined)
    return {
      wrong: `${headings.defaultLocation} “${row.defaultLocation}” is no location of this shop. Write its code or its name.`,
    }
  const locationId = take('defaultLocation', location, before.locationId, null)
  const bin = named(row.defaultBin, code => (locationId === null ? null : names.bin(locationId, code)))
  if (bin === undefined)
    return {
      wrong:
        locationId === null
          ? `${headings.defaultBin} “${row.defaultBin}” needs the location that it is in. Enter that too.`
          : `${headings.defaultBin} “${row.defaultBin}” is no bin of the default location. Correct one of them.`,
    }
  const kept = locationId === before.locationId ? before.binId : null
  return {
    category,
    taxRateId: take('taxRate', rate, before.taxRateId, null),
    locationId,
    binId: take('defaultBin', bin, kept, null),
    capture: planRules(row, before.capture, take),
  }
}

/** Null stays null; undefined is a name that means nothing here. */
function named(text: string | null | undefined, find: (text: string) => number | null) {
  if (text === null || text === undefined) return null
  return find(text) ?? undefined
}

function planRules(row: ProductRow, before: CaptureRules, take: Take): CaptureRules {
  const { kind, minLength, maxLength } = take(
    'serialPattern',
    row.serialPattern,
    before.serialPattern,
    anySerial,
  )
  return {
    requiresExpiry: take('requiresExpiry', row.requiresExpiry, before.requiresExpiry, false),
    requiresMadeOn: take('requiresMadeOn', row.requiresMadeOn, before.requiresMadeOn, false),
    requiresSupplierLot: take(
      'requiresSupplierLot',
      row.requiresSupplierLot,
      before.requiresSupplierLot,
      false,
    ),
    shelfLifeDays: take('shelfLifeDays', row.shelfLifeDays, before.shelfLifeDays, null),
    minimumDaysAtReceipt: take(
      'minimumDaysAtReceipt',
      row.minimumDaysAtReceipt,
      before.minimumDaysAtReceipt,
      null,
    ),
    minimumDaysAtSale: take('minimumDaysAtSale', row.minimumDaysAtSale, before.minimumDaysAtSale, null),
    // In the order of the contract, so that it can be compared.
    serialPattern: { kind, minLength, maxLength },
  }
}

/** Rules fit the tracking, so they are written anew when that changes. */
export const detailFields: ReadonlySet<ProductField> = new Set([
  'lots',
  'serials',
  'identifierMode',
  'category',
  'taxRate',
  'defaultLocation',
  'defaultBin',
  ...(Object.keys(noRules) as (keyof CaptureRules)[]),
])

type Rules = Record<keyof CaptureRules, boolean>

/** The fields in which two products differ here. */
export function changedDetails(one: ProductDetailValues, other: ProductDetailValues) {
  const rules = Object.keys(one.capture) as (keyof CaptureRules)[]
  return {
    category: pathText(one.category ?? []) !== pathText(other.category ?? []),
    taxRate: one.taxRateId !== other.taxRateId,
    defaultLocation: one.locationId !== other.locationId,
    defaultBin: one.binId !== other.binId,
    ...(Object.fromEntries(rules.map(rule => [rule, one.capture[rule] !== other.capture[rule]])) as Rules),
    serialPattern: patternText(one.capture.serialPattern) !== patternText(other.capture.serialPattern),
  }
}
