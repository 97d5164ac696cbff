import { sql } from 'kysely'
import type { SalesOrderInput } from '../../contract/sales.ts'
import { type SoldTerms, salesSums } from '../../contract/sales-sums.ts'
import type { Tx } from '../platform/database/public.ts'
import { type Refusal, refuse } from '../platform/refusal.ts'

/** A line as it is written: the product's tax of today, and its decimals. */
export interface PricedLine {
  readonly variantId: number
  readonly quantity: number
  readonly priceMinor: number
  readonly discountBasisPoints: number
  readonly taxBasisPoints: number
  readonly decimals: number
}

interface ProductFacts {
  variantId: number
  decimals: number
  taxBasisPoints: number
  archived: boolean
}

/**
 * Gives lines their products' decimals and taxes. Refuses not_found for a product that is gone; an archived one is taken
 * only where `kept` (the variants that the order has already) names it.
 */
export async function priceLines(
  tx: Tx,
  lines: SalesOrderInput['lines'],
  kept: ReadonlySet<number> = new Set(),
): Promise<PricedLine[]> {
  const { rows } = await sql<ProductFacts>`
    select v.id as "variantId", v.decimals, coalesce(rate.basis_points, 0) as "taxBasisPoints",
           coalesce(v.archived_at, p.archived_at) is not null as archived
      from variant v join product p on p.id = v.product_id left join tax_rate rate on rate.id = p.tax_rate_id
     where v.id = any(${lines.map(line => line.variantId)}::bigint[])`.execute(tx.db)
  const facts = new Map(rows.map(row => [row.variantId, row]))
  return lines.map(({ variantId, quantity, priceMinor, discountBasisPoints = 0 }) => {
    const product = facts.get(variantId)
    if (product === undefined || (product.archived && !kept.has(variantId)))
      throw refuse('not_found', { what: 'product' })
    const { decimals, taxBasisPoints } = product
    return { variantId, quantity, priceMinor, discountBasisPoints, taxBasisPoints, decimals }
  })
}

/** What the order costs. Refuses bad_input beyond what a number on the wire carries exactly. */
export function totalOf(lines: readonly PricedLine[], terms: SoldTerms): number {
  const { totalMinor } = salesSums(lines, terms)
  if (totalMinor > Number.MAX_SAFE_INTEGER) throw tooLarge()
  return totalMinor
}

function tooLarge(): Refusal {
  const sentence = 'The order’s total is too large. Check the quantities and prices for a typing mistake.'
  return refuse('bad_input', { problems: [{ path: 'lines', sentence }] })
}
