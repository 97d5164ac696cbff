import { noRules } from '../../../contract/capture-rules.ts'
import { type DispatchIdentifierMode, identifierModeProblem } from '../../../contract/dispatch-identifiers.ts'
import type { ProductField } from '../../../contract/product-import.ts'
import { refuse } from '../../platform/refusal.ts'
import type { ModeChange } from '../identifier-mode.ts'
import { idleRules } from './detail-texts.ts'
import { type KnownProduct, noBuying, type ProductValues } from './known-products.ts'
import { changedBuying, planBuying } from './plan-buying.ts'
import { changedDetails, planDetails } from './plan-details.ts'
import { type ProductRow, plainNames } from './product-row.ts'
import type { ShopNames } from './shop-places.ts'

/** What a row makes of its product, or the sentence that it is refused with. */
export type Planned = { values: ProductValues; changes: ProductField[] } | { wrong: string }

export interface RowToPlan {
  readonly row: ProductRow
  /** Null for a new product or variant. */
  readonly known: KnownProduct | null
  /** Of a new variant of a known product, another one. */
  readonly sibling: KnownProduct | null
  /** Null for a product without options. */
  readonly optionValues: readonly string[] | null
}

export interface Taking {
  readonly mapped: ReadonlySet<ProductField>
  readonly emptyClears: boolean
  readonly headings: Readonly<Record<ProductField, string>>
  readonly names: ShopNames
  /** Whom the source of the file is named after. */
  readonly sourceSupplier: number | null
}

/** A field's value after the row: matched columns count, an empty cell leaves the value or clears it. */
export type Take = <Value>(
  field: ProductField,
  given: Value | null | undefined,
  former: Value,
  none: Value,
) => Value

/** What a variant has of its own. */
const clearedVariant = {
  codes: [],
  price: 0,
  unitsPerPu: 1,
  buying: noBuying,
  archived: false,
  optionValues: [],
}

const cleared: Omit<ProductValues, 'productNumber' | 'name'> = {
  ...clearedVariant,
  description: '',
  decimals: 0,
  lots: false,
  serials: false,
  identifierMode: 'off',
  backorders: false,
  published: false,
  category: null,
  taxRateId: null,
  locationId: null,
  binId: null,
  capture: noRules,
}

const ruleFields = Object.keys(noRules) as (keyof typeof noRules)[]

/**
 * The product as it would be after the row: matched columns count, an empty cell leaves the value or clears it, everything
 * else stays. Serial brings lot, unless the row itself says that there are no lots.
 */
export function planProduct({ row, known, sibling, optionValues }: RowToPlan, taking: Taking): Planned {
  const before: ProductValues = known ?? {
    ...cleared,
    name: '',
    ...sibling,
    ...clearedVariant,
    productNumber: row.productNumber!,
  }
  const take: Take = (field, given, former, none) => {
    if (!taking.mapped.has(field)) return former
    return given ?? (taking.emptyClears ? none : former)
  }
  const serials = take('serials', row.serials, before.serials, false)
  const details = planDetails(row, before, take, taking)
  if ('wrong' in details) return details
  const decimals = take('decimals', row.decimals, before.decimals, 0)
  const buying = planBuying(row, before.buying, { take, taking, decimals })
  if ('wrong' in buying) return buying
  const values: ProductValues = {
    ...details,
    productNumber: before.productNumber,
    name: take('name', row.name, before.name, ''),
    description: take('description', row.description, before.description, ''),
    codes: take('barcodes', row.barcodes, before.codes, []),
    price: take('price', row.price, before.price, 0),
    unitsPerPu: take('unitsPerPu', row.unitsPerPu, before.unitsPerPu, 1),
    buying,
    decimals,
    lots: take('lots', row.lots, before.lots, false) || (serials && row.lots !== false),
    serials,
    identifierMode: planMode(row, before, { serials, take }),
    backorders: take('backorders', row.backorders, before.backorders, false),
    archived: take('archived', row.archived, before.archived, false),
    published: take('published', row.published, before.published, false),
    optionValues: optionValues ?? before.optionValues,
  }
  const wrong = whatIsWrong(values, known ?? sibling, taking) ?? (known && whyNotBack(known, values))
  if (wrong !== null) return { wrong }
  return { values, changes: known === null ? [] : changesOf(known, values) }
}

/** Products that become tracked with serial numbers have no other identifiers, unless the row itself asks for them. */
function planMode(
  row: ProductRow,
  before: Pick<ProductValues, 'identifierMode'>,
  { serials, take }: { serials: boolean; take: Take },
): DispatchIdentifierMode {
  const mode = take('identifierMode', row.identifierMode, before.identifierMode, 'off')
  return serials && !row.identifierMode ? 'off' : mode
}

/** What the row does to the mode, for the question whether that can be done now. */
export function modeChange(known: KnownProduct, { identifierMode: to }: ProductValues): ModeChange {
  return { productId: known.productId, product: known.name, from: known.identifierMode, to }
}

function whatIsWrong(
  values: ProductValues,
  known: KnownProduct | null,
  { headings, mapped }: Taking,
): string | null {
  const { productNumber, name, lots, serials, identifierMode, decimals, price, published } = values
  if (known !== null && known.parentNumber !== null && known.decimals !== decimals)
    return `${headings.decimals} ${decimals} is not what “${known.name}” is counted with (${known.decimals}), and all its variants are. Correct it, or change it on the page of the product.`
  if (name === '') return `${headings.name} is empty, but ${productNumber} needs a name. Enter it.`
  if (published && mapped.has('published') && price === 0 && !(known?.published ?? false))
    return `${productNumber} has no selling price, so it cannot be put into the online store. Enter ${headings.price}, or write No at ${headings.published}.`
  if (serials && !lots)
    return `${productNumber} cannot be tracked with serial numbers without lots. Write Yes at ${headings.lots}, or No at ${headings.serials}.`
  if (serials && decimals > 0)
    return `${productNumber} is tracked with serial numbers, so it is counted in whole pieces: ${headings.decimals} must be 0.`
  const unfit = identifierModeProblem(identifierMode, values)
  if (unfit !== null) return `${productNumber}: ${headings.identifierMode} does not fit. ${unfit}`
  const hasRules = ruleFields.some(rule => mapped.has(rule))
  const idle = hasRules
    ? idleRules(values.capture, { ...values, serials: serials || identifierMode === 'single_use' })
    : null
  if (idle !== null) return idle
  if (known === null || known.trackingLockedAt === null) return null
  const details = { name: known.name, since: known.trackingLockedAt.slice(0, 10) }
  if (known.lots !== lots || known.serials !== serials) return refuse('tracking_locked', details).message
  if (known.decimals !== decimals) return refuse('decimals_locked', details).message
  return null
}

/** A variant of options that its product has no more stays archived: a product without options has one live variant. */
function whyNotBack(known: KnownProduct, values: ProductValues): string | null {
  if (known.parentNumber !== null || known.optionValues.length === 0 || values.archived) return null
  return `${known.productNumber} was a variant of “${known.name}”, which has no options any more. Give it options on its page first.`
}

/** The fields in which a product differs from what it was. */
export function changesOf(known: KnownProduct, values: ProductValues): ProductField[] {
  const codes = (of: ProductValues) => JSON.stringify(of.codes.map(one => one.code).sort())
  const lines = (text: string) => text.replace(/\r\n?/g, '\n')
  const differs: Partial<Record<ProductField, boolean>> = {
    name: known.name !== values.name,
    description: lines(known.description) !== lines(values.description),
    barcodes: codes(known) !== codes(values),
    price: known.price !== values.price,
    unitsPerPu: known.unitsPerPu !== values.unitsPerPu,
    decimals: known.decimals !== values.decimals,
    lots: known.lots !== values.lots,
    serials: known.serials !== values.serials,
    identifierMode: known.identifierMode !== values.identifierMode,
    backorders: known.backorders !== values.backorders,
    archived: known.archived !== values.archived,
    published: known.published !== values.published,
    options: known.optionValues.join('\n') !== values.optionValues.join('\n'),
    ...changedDetails(known, values),
    ...changedBuying(known.buying, values.buying),
  }
  return (Object.keys(differs) as ProductField[]).filter(field => differs[field])
}

export function sentenceOfChanges(changes: readonly ProductField[]): string {
  return `Changes ${changes.map(field => plainNames[field].toLowerCase()).join(', ')}.`
}
