import { z } from 'zod'
import { id, identifier, moneyMinor, quantityOrZero } from './primitives.ts'

const optionText = identifier.max(60, 'Use 60 characters at most.')

/** Something in which the variants of a product differ, as Size with S, M and L. */
export const productOption = z.object({
  name: optionText,
  /** In the order in which they are offered. */
  values: z.array(optionText).min(1, 'Enter at least one value.').max(100, 'Use 100 values at most.'),
})
export type ProductOption = z.infer<typeof productOption>

/** What is told apart by number, price and barcodes: a variant, or the whole of a product without options. */
export const variantFields = {
  productNumber: identifier,
  /** GTINs (check digit verified) or own codes. */
  barcodes: z.array(identifier).max(50, 'Use 50 barcodes at most.').default([]),
  /** Selling price of one SKU. */
  priceMinor: moneyMinor.default(0),
  /** How many SKUs one purchase unit (a carton of 12) holds. */
  unitsPerPu: z.number().int().min(1, 'Enter at least 1.').max(1_000_000).default(1),
}

export const variantInput = z.object({
  /** Null for a new one. */
  id: id.nullable().default(null),
  /** One of each option, in their order. */
  optionValues: z.array(optionText).max(3),
  ...variantFields,
  archived: z.boolean().default(false),
})
export type VariantInput = z.output<typeof variantInput>

export const variant = z.object({
  id,
  optionValues: z.array(z.string()),
  /** The product's name with the values behind it. */
  name: z.string(),
  productNumber: z.string(),
  barcodes: z.array(z.string()),
  priceMinor: z.number().int(),
  unitsPerPu: z.number().int(),
  archived: z.boolean(),
  onHand: quantityOrZero,
  available: quantityOrZero,
})
export type Variant = z.infer<typeof variant>

export const mostVariants = 500

/** Fields of a product's input. Both left out: a new product has none, a known one keeps those it has. */
export const optionFields = {
  /** Up to three. With an empty list a product that had options becomes one without; its first variant stays. */
  options: z.array(productOption).max(3, 'A product has three options at most.').optional(),
  /** All variants of a product with options. Those left out are archived. */
  variants: z
    .array(variantInput)
    .max(mostVariants, `A product has ${mostVariants} variants at most. Split it into two.`)
    .optional(),
}

interface Varied {
  readonly options?: readonly ProductOption[] | undefined
  readonly variants?: readonly VariantInput[] | undefined
}

export interface OptionProblem {
  readonly path: (string | number)[]
  readonly sentence: string
}

/** What does not fit together in options and variants; the server asks it, and a screen may ask first. */
export function optionProblems({ options = [], variants = [] }: Varied): OptionProblem[] {
  if (options.length === 0 && variants.length > 0)
    return [{ path: ['options'], sentence: 'Name the option in which the variants differ, as Size.' }]
  if (options.length === 0) return []
  const problems: OptionProblem[] = []
  const say = (path: (string | number)[], sentence: string) => problems.push({ path, sentence })
  for (const at of repeated(options.map(option => option.name)))
    say(['options', at, 'name'], 'Another option has this name already.')
  options.forEach((option, index) => {
    for (const at of repeated(option.values))
      say(['options', index, 'values'], `“${option.values[at]}” stands here twice.`)
  })
  if (!variants.some(one => !one.archived))
    say(['variants'], 'Keep at least one variant, or archive the product.')
  const live = variants.flatMap((one, index) => (one.archived ? [] : [{ ...one, index }]))
  for (const { optionValues, index } of live)
    if (!isCombination(optionValues, options))
      say(['variants', index, 'optionValues'], 'A variant has one of the values of each option.')
  for (const at of repeated(live.map(one => JSON.stringify(one.optionValues))))
    say(['variants', live[at]!.index, 'optionValues'], 'Another variant has these values already.')
  for (const at of repeated(
    variants.map(one => one.productNumber),
    number => number.normalize('NFC'),
  ))
    say(['variants', at, 'productNumber'], 'Another variant has this product number already.')
  return problems
}

function isCombination(values: readonly string[], options: readonly ProductOption[]): boolean {
  return (
    values.length === options.length && values.every((value, index) => options[index]!.values.includes(value))
  )
}

/** Positions of texts that stood before; small and capital letters count as the same unless told. */
function repeated(
  texts: readonly string[],
  same: (text: string) => string = text => text.normalize('NFC').toLowerCase(),
): number[] {
  const seen = new Set<string>()
  return texts.flatMap((text, index) => {
    const known = seen.has(same(text))
    seen.add(same(text))
    return known ? [index] : []
  })
}
