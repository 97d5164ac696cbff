import type { VariantChoice } from '../../../contract/catalog.ts'
import type { SalesOrder } from '../../../contract/sales.ts'
import { lineAmountMinor, type SalesSums, salesSums } from '../../../contract/sales-sums.ts'

type DraftProduct = Pick<
  VariantChoice,
  'variantId' | 'productNumber' | 'name' | 'decimals' | 'backordersAllowed' | 'taxBasisPoints'
>

/** A line that is being typed. What cannot be read in its field is null. */
export interface DraftLine {
  /** Null for a line that is not on the stored order yet. */
  readonly id: number | null
  readonly product: DraftProduct
  readonly quantity: number | null
  readonly priceMinor: number | null
  readonly discountBasisPoints: number | null
  /** How much of the goods in stock is the order's already. */
  readonly reserved: number
}

/** What is typed for the order as a whole. */
export interface DraftTerms {
  readonly notes: string
  readonly address: string
  readonly billingAddress: string
  readonly discountBasisPoints: number | null
  readonly shippingMinor: number | null
  /** Null: taxed as the goods are, with the highest of their rates. */
  readonly shippingTaxBasisPoints: number | null
}

export const noTerms: DraftTerms = {
  notes: '',
  address: '',
  billingAddress: '',
  discountBasisPoints: 0,
  shippingMinor: 0,
  shippingTaxBasisPoints: null,
}

/** Names a line as long as it is on the screen. */
export const keyOf = ({ id, product }: DraftLine): string =>
  id === null ? `new-${product.variantId}` : `${id}`

/** One whole of a product, in its smallest counted unit. */
export const oneOf = (product: Pick<VariantChoice, 'decimals'>): number => 10 ** product.decimals

/** What a line is worth after its discount, rounded as the server rounds. */
export const worthOf = (line: DraftLine): number => lineAmountMinor(soldLine(line))

/** The tax on shipping: what was chosen, or the highest rate of the goods. */
export function shippingTaxOf(lines: readonly DraftLine[], terms: DraftTerms): number {
  return terms.shippingTaxBasisPoints ?? Math.max(0, ...lines.map(line => line.product.taxBasisPoints))
}

export function sumsOf(lines: readonly DraftLine[], terms: DraftTerms, pricesIncludeTax: boolean): SalesSums {
  return salesSums(lines.map(soldLine), {
    pricesIncludeTax,
    discountBasisPoints: terms.discountBasisPoints ?? 0,
    shippingMinor: terms.shippingMinor ?? 0,
    shippingTaxBasisPoints: shippingTaxOf(lines, terms),
  })
}

const soldLine = ({ product, quantity, priceMinor, discountBasisPoints }: DraftLine) => ({
  quantity: quantity ?? 0,
  priceMinor: priceMinor ?? 0,
  decimals: product.decimals,
  discountBasisPoints: Math.min(discountBasisPoints ?? 0, 10_000),
  taxBasisPoints: product.taxBasisPoints,
})

/** Adds one of a product: to its line if it has one, else as a new line at the product's price. */
export function withProduct(lines: readonly DraftLine[], product: VariantChoice): DraftLine[] {
  const known = lines.find(line => line.product.variantId === product.variantId)
  if (known !== undefined)
    return withLine(lines, { ...known, quantity: (known.quantity ?? 0) + oneOf(product) })
  const { priceMinor } = product
  const fresh = {
    id: null,
    product,
    quantity: oneOf(product),
    priceMinor,
    discountBasisPoints: 0,
    reserved: 0,
  }
  return [...lines, fresh]
}

export function withLine(lines: readonly DraftLine[], changed: DraftLine): DraftLine[] {
  return lines.map(line => (keyOf(line) === keyOf(changed) ? changed : line))
}

export function isReadable(line: DraftLine): boolean {
  return (
    line.quantity !== null &&
    line.quantity > 0 &&
    line.priceMinor !== null &&
    isPercentage(line.discountBasisPoints)
  )
}

export const areReadable = (terms: DraftTerms): boolean =>
  isPercentage(terms.discountBasisPoints) && terms.shippingMinor !== null

export const isPercentage = (basisPoints: number | null): boolean =>
  basisPoints !== null && basisPoints <= 10_000

/** What is sent of readable lines and terms. */
export function sentOf(lines: readonly DraftLine[], terms: DraftTerms) {
  return {
    notes: terms.notes,
    address: terms.address,
    billingAddress: terms.billingAddress,
    discountBasisPoints: terms.discountBasisPoints ?? 0,
    shippingMinor: terms.shippingMinor ?? 0,
    shippingTaxBasisPoints: shippingTaxOf(lines, terms),
    lines: lines.map(({ id, product, quantity, priceMinor, discountBasisPoints }) => ({
      ...(id === null ? {} : { id }),
      variantId: product.variantId,
      quantity: quantity ?? 0,
      priceMinor: priceMinor ?? 0,
      discountBasisPoints: discountBasisPoints ?? 0,
    })),
  }
}

/** A stored order as it is opened to be changed. */
export function draftOf(order: SalesOrder): { lines: DraftLine[]; terms: DraftTerms } {
  const { notes, address, billingAddress, discountBasisPoints, shippingMinor, shippingTaxBasisPoints } = order
  return {
    terms: {
      notes,
      address,
      billingAddress,
      discountBasisPoints,
      shippingMinor,
      shippingTaxBasisPoints: shippingMinor === 0 ? null : shippingTaxBasisPoints,
    },
    lines: order.lines.map(line => ({
      id: line.id,
      product: { ...line, name: line.productName },
      quantity: line.quantity,
      priceMinor: line.priceMinor,
      discountBasisPoints: line.discountBasisPoints,
      reserved: line.quantity - line.quantityWaiting,
    })),
  }
}
