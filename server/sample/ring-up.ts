import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { salesSums } from '../../contract/sales-sums.ts'
import { type TillLineInput, type TillSaleInput, tillSaleInput } from '../../contract/till/sales.ts'
import * as fulfilment from '../fulfilment/public.ts'
import type { Tx } from '../platform/database/public.ts'
import * as stock from '../stock/public.ts'
import type { CounterBasket } from './counter-trade.ts'
import type { Made } from './steps.ts'

export interface At {
  readonly drawerId: string
  readonly signInId: string
}

/** The sale as a till's device would send it, of what is on the shelves of the shop; null when none of it is there. */
export async function ringUp(
  tx: Tx,
  made: Made,
  { drawerId, signInId }: At,
  basket: CounterBasket,
): Promise<TillSaleInput | null> {
  const lines: (TillLineInput & { decimals: number })[] = []
  for (const one of basket.goods) {
    const line = await lineOf(tx, made, one, basket.isOffline ?? false)
    if (line !== null) lines.push(line)
  }
  if (lines.length === 0) return null
  const discountBasisPoints = basket.discountBasisPoints ?? 0
  const terms = { pricesIncludeTax: true, discountBasisPoints, shippingMinor: 0, shippingTaxBasisPoints: 0 }
  const { totalMinor } = salesSums(lines, terms)
  const { method, customer } = basket
  return tillSaleInput.parse({
    id: randomUUID(),
    drawerId,
    signInId,
    takenAt: tx.at,
    provisionalNumber: basket.isOffline ? 'T1-P0001' : '',
    customerId: customer === undefined ? null : made.customers[customer],
    discountBasisPoints,
    pricesIncludeTax: true,
    totalMinor,
    lines,
    payments: [
      {
        method,
        amountMinor: totalMinor,
        // People hand over the next ten pounds.
        tenderedMinor: method === 'cash' ? Math.ceil(totalMinor / 1000) * 1000 : null,
        reference: method === 'card' ? `Terminal ${String(totalMinor % 9000).padStart(4, '0')}` : '',
      },
    ],
  })
}

/** Takes the lot that expires soonest, and the pieces that come first. Offline nobody knows what may not be sold any more. */
async function lineOf(tx: Tx, made: Made, wanted: CounterBasket['goods'][number], isOffline: boolean) {
  const { variantId, product } = made.variants.get(wanted.number)!
  const quantity = wanted.quantity ?? 1
  const at = { locationId: made.store.id, onlyOnHand: true }
  const line = { lots: [] as TillLineInput['lots'], serials: [] as string[], identifiers: [] as string[] }
  if (product.tracking === 'serials') {
    const { items } = await stock.listUnits(tx, variantId, { ...at, onlyFree: true, limit: quantity })
    if (items.length < quantity) return null
    line.serials = items.map(unit => unit.serial)
  } else if (product.tracking === 'lots') {
    const { items } = await stock.listLots(tx, variantId, { ...at, limit: 10 })
    const lot = items.find(one => (isOffline ? one.onHand : one.free) >= quantity)
    if (lot === undefined) return null
    line.lots = [{ lotId: lot.id, quantity }]
  }
  if (product.identifiers === 'at_dispatch') line.identifiers = [wanted.identifier!]
  if (product.identifiers === 'multiple_use') {
    const { items } = await fulfilment.listIdentifierOptions(tx, variantId, { locationId: made.store.id })
    line.identifiers = Array.from({ length: quantity }, () => items[0]!.value)
  }
  const discountBasisPoints = wanted.discountBasisPoints ?? 0
  return { variantId, quantity, discountBasisPoints, ...line, ...(await priceOf(tx, variantId)) }
}

async function priceOf(tx: Tx, variantId: number) {
  const { rows } = await sql<{ priceMinor: number; taxBasisPoints: number; decimals: number }>`
    select v.price_minor as "priceMinor", coalesce(rate.basis_points, 0) as "taxBasisPoints", v.decimals
      from variant v join product p on p.id = v.product_id left join tax_rate rate on rate.id = p.tax_rate_id
     where v.id = ${variantId}`.execute(tx.db)
  return rows[0]!
}
