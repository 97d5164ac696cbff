import type { ProductField } from '../../../contract/product-import.ts'
import { mostVariants } from '../../../contract/product-options.ts'
import type { KnownParent } from './known-parents.ts'
import { type OptionPair, optionsText, sameText } from './options-text.ts'
import type { ProductRow } from './product-row.ts'

type Headings = Readonly<Record<ProductField, string>>

/** What a row says of its product and not of its variant: rows of one parent say the same, or nothing. */
const sharedFields = [
  'name',
  'description',
  'decimals',
  'lots',
  'serials',
  'identifierMode',
  'backorders',
  'published',
  'category',
  'taxRate',
  'defaultLocation',
  'defaultBin',
  'requiresExpiry',
  'requiresMadeOn',
  'requiresSupplierLot',
  'shelfLifeDays',
  'minimumDaysAtReceipt',
  'minimumDaysAtSale',
  'serialPattern',
] as const satisfies ProductField[]

/** A product with options and the rows of the file that are its variants, known to the shop or new. */
export class ParentOfRows {
  readonly number: string
  readonly known: KnownParent | null
  readonly #shared = new Map<ProductField, { value: unknown; row: number }>()
  readonly #owners = new Map<string, { productNumber: string; row: number | null }>()
  #options: { name: string; values: Map<string, string> }[] = []
  #namedIn: number | null = null

  constructor(number: string, known: KnownParent | null) {
    this.number = number
    this.known = known
    if (known === null) return
    this.#options = known.options.map(({ name, offered }) => ({ name, values: spellings(offered) }))
    for (const { values, productNumber, archived } of known.variants)
      if (!archived) this.#owners.set(JSON.stringify(values), { productNumber, row: null })
  }

  get optionNames(): string[] {
    return this.#options.map(one => one.name)
  }

  /** Takes a good row: gives its variant's option values, or why it cannot be. */
  take(row: ProductRow, headings: Headings, emptyClears: boolean): { values: string[] } | { wrong: string } {
    const wrong = this.#disagreement(row, headings)
    if (wrong !== null) return { wrong }
    const former = this.known?.variants.find(one => isNumber(one.productNumber, row.productNumber!))
    const formerPairs = former?.values.flatMap<OptionPair>((value, index) => {
      const name = this.#options[index]?.name
      return name === undefined ? [] : [[name, value]]
    })
    const stays = formerPairs && (!row.options || isSame(row.options, formerPairs))
    const fitting = stays ? { values: [...former!.values] } : this.#valuesOf(row, headings)
    if ('wrong' in fitting) return fitting
    const archived = row.archived ?? (!emptyClears && former?.archived === true)
    const refused = archived ? null : this.#claim(row, fitting.values)
    if (refused !== null) return { wrong: refused }
    for (const field of sharedFields)
      if (row[field] != null && !this.#shared.has(field))
        this.#shared.set(field, { value: row[field], row: row.number })
    return fitting
  }

  /** The row with what others say of the product where it says nothing itself. */
  completed(row: ProductRow): ProductRow {
    const said = [...this.#shared].filter(([field]) => row[field] === null)
    return { ...row, ...Object.fromEntries(said.map(([field, { value }]) => [field, value])) }
  }

  #disagreement(row: ProductRow, headings: Headings): string | null {
    const differing = sharedFields.filter(field => {
      const said = this.#shared.get(field)
      return said !== undefined && row[field] != null && !isEqual(said.value, row[field])
    })
    if (differing.length === 0) return null
    const { row: other } = this.#shared.get(differing[0]!)!
    const names = differing.map(field => headings[field]).join(', ')
    return `Row ${other} gives ${this.number} another ${names}. Variants of one product have that in common: correct one of the rows.`
  }

  /** One value for each option, in the spelling that was there first. */
  #valuesOf(row: ProductRow, headings: Headings): { values: string[] } | { wrong: string } {
    const { options } = row
    if (!options)
      return {
        wrong: `${headings.options} is missing: enter which variant of ${this.number} this is, as Size: M; Colour: Red.`,
      }
    if (this.#options.length === 0) {
      this.#options = options.map(([name]) => ({ name, values: new Map() }))
      this.#namedIn = row.number
    }
    const given = new Map(options.map(([name, value]) => [sameText(name), value]))
    const values = this.#options.map(({ name, values }) => {
      const value = given.get(sameText(name))
      return value === undefined ? undefined : (values.get(sameText(value)) ?? value)
    })
    if (given.size !== this.#options.length || values.includes(undefined)) {
      const names = (of: readonly string[]) => of.join(' and ')
      const who = this.#namedIn === null ? `${this.number} has` : `Row ${this.#namedIn} gives ${this.number}`
      return {
        wrong: `${who} the options ${names(this.optionNames)}, this row has ${names(options.map(([name]) => name))}. Correct one of them.`,
      }
    }
    return { values: values as string[] }
  }

  /** Takes the combination for this row's number, or says who has it. */
  #claim(row: ProductRow, values: readonly string[]): string | null {
    if (values.length !== this.#options.length)
      return `${row.productNumber} is of former options of ${this.number}. Bring it back on the page of “${this.known!.name}”.`
    const key = JSON.stringify(values)
    const owner = this.#owners.get(key)
    const text = optionsText(values.map((value, index) => [this.#options[index]!.name, value]))
    if (owner !== undefined && !isNumber(owner.productNumber, row.productNumber!)) {
      const where = owner.row === null ? '' : ` in row ${owner.row}`
      return `${owner.productNumber}${where} is the variant ${text} of ${this.number} already. Correct one of them.`
    }
    if (owner === undefined && this.#owners.size >= mostVariants)
      return `${this.number} would have more than ${mostVariants} variants. Split it into two products.`
    const full = this.#options.find(
      ({ values: offered }, index) => offered.size >= 100 && !offered.has(sameText(values[index]!)),
    )
    if (full !== undefined)
      return `${this.number} would have more than 100 values of ${full.name}. Split it into two products.`
    this.#owners.set(key, { productNumber: row.productNumber!, row: row.number })
    this.#options.forEach((option, index) => {
      option.values.set(sameText(values[index]!), values[index]!)
    })
    return null
  }
}

const spellings = (texts: readonly string[]) => new Map(texts.map(text => [sameText(text), text]))

const isNumber = (one: string, other: string) => one.normalize('NFC') === other.normalize('NFC')

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function isSame(one: readonly OptionPair[], other: readonly OptionPair[]): boolean {
  const key = (pairs: readonly OptionPair[]) => JSON.stringify(pairs.map(pair => pair.map(sameText)).sort())
  return key(one) === key(other)
}
