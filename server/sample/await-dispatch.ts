import * as sales from '../sales/public.ts'
import * as stock from '../stock/public.ts'
import { daysBefore, type Made, type Step } from './steps.ts'

/** What this morning's customers want: goods of each kind that asks for dispatch identifiers. */
const wishes: readonly (readonly (readonly [number: string, quantity: number])[])[] = [
  [
    ['PHONE-REF', 1],
    ['CASE-X1', 1],
  ],
  [['SANDWICH', 3]],
  [
    ['GIFT-CARD', 2],
    ['MUG-SAND', 2],
  ],
  [
    ['PHONE-REF', 2],
    ['SANDWICH', 1],
  ],
]

/** Places them, so that Order Dispatch has something to give identifiers to; what is not there is left out. */
export async function awaitDispatch(step: Step, made: Made, now: Date): Promise<void> {
  const at = daysBefore(now, 0, 10)
  for (const [index, wish] of wishes.entries()) {
    await step(async tx => {
      const lines: { variantId: number; quantity: number; priceMinor: number }[] = []
      for (const [number, quantity] of wish) {
        const { variantId, product } = made.variants.get(number)!
        const query = { search: number, locationId: made.warehouse.id, onlyInStock: true, limit: 5 }
        const { items } = await stock.listStock(tx, query)
        const available = items.find(row => row.variantId === variantId)?.available ?? 0
        if (available >= quantity) lines.push({ variantId, quantity, priceMinor: product.priceMinor })
      }
      if (lines.length === 0) return null
      const customerId = made.customers[(index * 2 + 1) % made.customers.length]!
      const input = { customerId, locationId: made.warehouse.id, notes: '', lines }
      return (await sales.placeSalesOrder(tx, input)).id
    }, at)
  }
}
