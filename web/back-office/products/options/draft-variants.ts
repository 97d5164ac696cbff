import type { Variant } from '../../../../contract/product-options.ts'

export type DraftOption = { name: string; values: string[] }

/** A row of the grid of variants. An amount is null while it cannot be read. */
export type DraftVariant = {
  id: number | null
  optionValues: string[]
  /** Null until it is typed: it is made from the product's number and the values then. */
  productNumber: string | null
  priceMinor: number | null
  unitsPerPu: number | null
  barcodes: string[]
  archived: boolean
  /** Its values are not offered any more: it is archived, for its stock and its history. */
  gone: boolean
}

export interface Varieties {
  readonly options: readonly DraftOption[]
  readonly variants: readonly DraftVariant[]
}

/** What the product is while it has no options; the first variant begins as this. */
export type Plain = Pick<DraftVariant, 'id' | 'priceMinor' | 'unitsPerPu' | 'barcodes'> & {
  readonly productNumber: string
}

export const mostOptions = 3

export function draftsOf(variants: readonly Variant[], options: readonly DraftOption[]): DraftVariant[] {
  if (options.length === 0) return []
  const offered = new Set(combinationsOf(options).map(keyOf))
  return variants.map(({ id, optionValues, productNumber, priceMinor, unitsPerPu, barcodes, archived }) => {
    // A second one with the same values can only be archived: the live ones come first, and each is alone.
    const gone = !offered.delete(keyOf(optionValues))
    return { id, optionValues, productNumber, priceMinor, unitsPerPu, barcodes, archived, gone }
  })
}

/** TSHIRT and Dark Red, M give TSHIRT-DARKRED-M. */
export function suggestedNumber(base: string, values: readonly string[]): string {
  const parts = values.map(value => value.toUpperCase().replace(/[^\p{L}\p{N}.]/gu, ''))
  return [base.trim(), ...parts].filter(part => part !== '').join('-')
}

export function numberOf(base: string, variant: DraftVariant): string {
  return variant.productNumber ?? suggestedNumber(base, variant.optionValues)
}

/** Other values for an option. New ones bring their combinations; what has none of the values left goes, or is archived. */
export function withValues(
  { options, variants }: Varieties,
  at: number,
  values: readonly string[],
  plain: Plain,
): Varieties {
  const before = options[at]!.values
  const changed = options.map((option, index) => (index === at ? { ...option, values: [...values] } : option))
  const place = filled(options.slice(0, at)).length
  const [first] = values
  if (before.length === 0 && first !== undefined)
    return settle(changed, extended(variants, place, first, plain), new Set(values.slice(1)), place)
  if (before.length > 0 && first === undefined) return settle(changed, shortened(variants, place))
  const added = new Set(values.filter(value => !before.includes(value)))
  return settle(changed, variants, added, place)
}

export function withoutOption(varieties: Varieties, at: number, plain: Plain): Varieties {
  const { options, variants } = withValues(varieties, at, [], plain)
  return { options: options.filter((_, index) => index !== at), variants }
}

/** The same value under another name: its variants stay what they are. */
export function withRenamedValue(
  { options, variants }: Varieties,
  at: number,
  position: number,
  name: string,
): Varieties {
  const former = options[at]!.values[position]!
  const place = filled(options.slice(0, at)).length
  const renamed = (values: readonly string[], index: number) =>
    values.map((value, one) => (one === index ? name : value))
  return {
    options: options.map((option, index) =>
      index === at ? { ...option, values: renamed(option.values, position) } : option,
    ),
    variants: variants.map(variant =>
      !variant.gone && variant.optionValues[place] === former
        ? { ...variant, optionValues: renamed(variant.optionValues, place) }
        : variant,
    ),
  }
}

/** How many combinations of the values there is no variant of. */
export function missingCount({ options, variants }: Varieties): number {
  return combinationsOf(options).length - variants.filter(one => !one.gone).length
}

export function withAllCombinations({ options, variants }: Varieties): Varieties {
  return settle(options, variants, 'all')
}

/** A variant that is not stored yet is taken away; one that is stays, as it may have stock. */
export function without({ options, variants }: Varieties, position: number): Varieties {
  return { options, variants: variants.filter((_, index) => index !== position) }
}

/** Makes another row stand for what there is already; the two exchange what tells them apart. */
export function withExisting({ options, variants }: Varieties, from: number, to: number): Varieties {
  const [one, other] = [variants[from]!, variants[to]!]
  const swapped = [...variants]
  swapped[from] = { ...other, optionValues: one.optionValues }
  swapped[to] = { ...one, optionValues: other.optionValues }
  return { options, variants: swapped }
}

function extended(
  variants: readonly DraftVariant[],
  place: number,
  value: string,
  plain: Plain,
): DraftVariant[] {
  const live = variants.filter(one => !one.gone)
  if (live.length === 0) {
    const productNumber = plain.id === null ? null : plain.productNumber
    const first = { ...plain, productNumber, optionValues: [value], archived: false, gone: false }
    return [first, ...variants]
  }
  return variants.map(one =>
    one.gone ? one : { ...one, optionValues: one.optionValues.toSpliced(place, 0, value) },
  )
}

function shortened(variants: readonly DraftVariant[], place: number): DraftVariant[] {
  return variants.map(one =>
    one.gone ? one : { ...one, optionValues: one.optionValues.toSpliced(place, 1) },
  )
}

/** Puts the variants into the order of their values, with new ones for combinations that an added value brings. */
function settle(
  options: readonly DraftOption[],
  variants: readonly DraftVariant[],
  added: ReadonlySet<string> | 'all' = new Set(),
  place = 0,
): Varieties {
  const left = new Set(variants)
  const like = variants.find(one => !one.gone) ?? variants[0]
  const settled = combinationsOf(options).flatMap(values => {
    const known = find(left, values)
    if (known !== undefined) {
      left.delete(known)
      return [{ ...known, gone: false }]
    }
    const isWanted = added === 'all' || added.has(values[place]!)
    return isWanted ? [newVariant(values, like)] : []
  })
  const gone = [...left].filter(one => one.id !== null).map(one => ({ ...one, gone: true }))
  return { options, variants: [...settled, ...gone] }
}

function find(variants: Iterable<DraftVariant>, values: readonly string[]): DraftVariant | undefined {
  const same = [...variants].filter(one => keyOf(one.optionValues) === keyOf(values))
  return same.find(one => !one.gone) ?? same[0]
}

function newVariant(optionValues: string[], like: DraftVariant | undefined): DraftVariant {
  const { priceMinor = 0, unitsPerPu = 1 } = like ?? {}
  const blank = { id: null, productNumber: null, barcodes: [], archived: false, gone: false }
  return { ...blank, optionValues, priceMinor, unitsPerPu }
}

function combinationsOf(options: readonly DraftOption[]): string[][] {
  const lists = filled(options).map(option => option.values)
  if (lists.length === 0) return []
  return lists.reduce<string[][]>(
    (starts, values) => starts.flatMap(start => values.map(value => [...start, value])),
    [[]],
  )
}

const filled = (options: readonly DraftOption[]) => options.filter(option => option.values.length > 0)
const keyOf = (values: readonly string[]) => JSON.stringify(values)
