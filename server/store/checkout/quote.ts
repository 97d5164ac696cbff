import { type SalesSums, salesSums } from '../../../contract/sales-sums.ts'
import type { DeliveryZone } from '../../../contract/store.ts'
import type { BasketLine } from '../basket/read-basket.ts'
import type { StoreFacts } from '../store-facts.ts'
import type { BuyerDetails } from './buyer-details.ts'
import { priceOf, zoneOf } from './delivery-zones.ts'

/** A way in which the goods may be sent, and what all of it then costs. */
export interface Quote {
  readonly rate: string
  readonly sums: SalesSums
}

/** What the order costs by each way of sending it; collected, there is one way, which costs nothing. None: it is not delivered there. */
export function quotesFor(
  store: StoreFacts,
  zones: readonly DeliveryZone[],
  buyer: BuyerDetails,
  lines: readonly BasketLine[],
): Quote[] {
  const sold = lines.map(line => ({ ...line, discountBasisPoints: 0 }))
  const sumsWith = (shippingMinor: number) =>
    salesSums(sold, {
      pricesIncludeTax: store.pricesIncludeTax,
      discountBasisPoints: 0,
      shippingMinor,
      shippingTaxBasisPoints: store.shippingTaxBasisPoints,
    })
  const goods = sumsWith(0)
  if (buyer.how === 'collection') return [{ rate: '', sums: goods }]
  const zone = zoneOf(zones, buyer)
  return (zone?.rates ?? []).map(rate => ({
    rate: rate.name,
    sums: sumsWith(priceOf(rate, goods.subtotalMinor)),
  }))
}
