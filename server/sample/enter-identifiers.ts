import * as stock from '../stock/public.ts'
import type { SampleProduct } from './catalogue.ts'
import { isoDate, type Step } from './steps.ts'

interface Stocked {
  variantId: number
  product: SampleProduct
}

/** Gives every piece in stock that has none its serial number, as a clerk does in “Product Serial Numbers”. */
export async function enterSerials(step: Step, { variantId, product }: Stocked, at: Date): Promise<void> {
  await step(async tx => {
    const { version, shelves } = await stock.readIdentifiers(tx, variantId)
    const known = shelves.reduce((count, shelf) => count + shelf.units.length, 0)
    const bins = shelves.flatMap(shelf =>
      Array.from({ length: shelf.onHand - shelf.units.length }, () => shelf.bin.id),
    )
    const prefix = `${product.number}-${isoDate(at).replaceAll('-', '').slice(2)}`
    const added = bins.map((binId, index) => ({
      binId,
      lotId: null,
      serial: `${prefix}-${String(known + index + 1).padStart(3, '0')}`,
    }))
    return stock.saveSerials(tx, variantId, { version, added, corrected: [] })
  }, at)
}

/** The dates that are given out again and again, the soonest first, in the place of those that were. */
export async function enterUseByDates(step: Step, variantId: number, at: Date): Promise<void> {
  const days = [3, 4, 5, 6, 7]
  const values = days.map(day => `Use by ${isoDate(new Date(at.getTime() + day * 86_400_000))}`)
  await step(async tx => {
    const { version } = await stock.readIdentifiers(tx, variantId)
    return stock.saveIdentifierValues(tx, variantId, { version, values })
  }, at)
}
