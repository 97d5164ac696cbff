import type { DeliveryChoice, DeliveryNote, OpenLine } from '../../contract/fulfilment.ts'
import type { Location } from '../../contract/stock.ts'
import * as fulfilment from '../fulfilment/public.ts'
import type { Tx } from '../platform/database/public.ts'
import * as sales from '../sales/public.ts'
import * as stock from '../stock/public.ts'
import { billOrder } from './bill-orders.ts'
import { products } from './catalogue.ts'
import { after, daysBefore, type Made, type Step } from './steps.ts'

/** How far an order got by today. */
type Fate = 'delivered' | 'part delivered' | 'note ready' | 'waiting' | 'cancelled'

const orderCount = 64

/** Before its sales, what else happened in the shop up to then is told. */
const firstOfLastDays = 58

/**
 * Six weeks of orders from both locations. Most are delivered; the last days show every state that an order can be in.
 * `meanwhile` is asked once, before the last days, with the notes that were delivered by then.
 */
export async function sellForWeeks(
  step: Step,
  made: Made,
  now: Date,
  progress: (done: number, of: number) => void,
  meanwhile: (delivered: readonly DeliveryNote[]) => Promise<void>,
): Promise<DeliveryNote[]> {
  const delivered: DeliveryNote[] = []
  for (let index = 0; index < orderCount; index++) {
    if (index === firstOfLastDays) await meanwhile(delivered)
    const days = Math.max(0, 33 - Math.floor((index * 34) / orderCount))
    const location = days < 20 && index % 3 === 0 ? made.store : made.warehouse
    const note = await sell(step, made, {
      index,
      location,
      at: daysBefore(now, days, 9 + (index % 8)),
      fate: fateOf(index),
    })
    if (note !== null) delivered.push(note)
    progress(index + 1, orderCount + 1)
  }
  await recallPowerBanks(step, made, daysBefore(now, 0, 8))
  return delivered
}

function fateOf(index: number): Fate {
  const fromEnd = orderCount - index
  if (fromEnd <= 4) return 'waiting'
  if (fromEnd <= 6) return 'note ready'
  if (fromEnd === 8 || fromEnd === 12) return 'part delivered'
  return index % 17 === 9 ? 'cancelled' : 'delivered'
}

interface Sale {
  index: number
  location: Location
  at: Date
  fate: Fate
}

/** Gives the delivered note, or null of what did not get so far. */
async function sell(
  step: Step,
  made: Made,
  { index, location, at, fate }: Sale,
): Promise<DeliveryNote | null> {
  const orderId = await step(async tx => {
    const lines = await basket(tx, made, index, location)
    if (lines.length === 0) return null
    const customerId = made.customers[(index * 5) % made.customers.length]!
    return (await sales.placeSalesOrder(tx, { customerId, locationId: location.id, notes: '', lines })).id
  }, at)
  if (orderId === null || fate === 'waiting') return null
  if (fate === 'cancelled') {
    await step(tx => sales.cancelSalesOrder(tx, orderId), after(at, 1))
    return null
  }
  const note = await step(
    async tx => {
      const { items } = await fulfilment.listOpenLines(tx, orderId)
      const wanted = fate === 'part delivered' ? items.slice(0, 1) : items
      const lines: DeliveryChoice[] = []
      for (const line of wanted) lines.push(await chooseFor(tx, line, location))
      return (await fulfilment.createDeliveryNote(tx, orderId, { lines })).id
    },
    after(at, 2),
  )
  if (fate === 'note ready') return null
  const delivered = await step(tx => fulfilment.deliverDeliveryNote(tx, note), after(at, 4))
  await billOrder(step, orderId, index, after(at, 5))
  return delivered
}

/** Two to four products of which enough can be sold at the location that day. */
async function basket(tx: Tx, made: Made, index: number, location: Location) {
  const lines: { variantId: number; quantity: number; priceMinor: number }[] = []
  const wantedCount = 2 + (index % 3)
  for (let offset = 0; offset < products.length && lines.length < wantedCount; offset++) {
    const { variantId, product } = made.variants.get(
      products[(index * 7 + offset * 5) % products.length]!.number,
    )!
    const { items } = await stock.listStock(tx, {
      search: product.number,
      locationId: location.id,
      onlyInStock: true,
      limit: 5,
    })
    const available = items.find(row => row.variantId === variantId)?.available ?? 0
    const quantity =
      product.tracking === 'serials' || product.identifiers === 'single_use'
        ? 1
        : product.decimals
          ? 750
          : 1 + ((index + offset) % 6)
    if (available > quantity * 2) lines.push({ variantId, quantity, priceMinor: product.priceMinor })
  }
  return lines
}

async function chooseFor(tx: Tx, line: OpenLine, location: Location): Promise<DeliveryChoice> {
  const choice = { orderLineId: line.orderLineId, quantity: line.open, lots: [], unitIds: [] }
  if (line.tracking.serials) {
    const { items } = await stock.listUnits(tx, line.variantId, {
      locationId: location.id,
      onlyFree: true,
      onlyOnHand: true,
      limit: line.open,
    })
    return { ...choice, unitIds: items.map(unit => unit.id) }
  }
  const lots = line.tracking.lots ? line.suggestedLots : []
  return { ...choice, lots, identifiers: await identifiersFor(tx, line, location) }
}

/** What is given out at dispatch: a value of the product's list, or the words of whoever packed it. */
async function identifiersFor(tx: Tx, line: OpenLine, { id }: Location): Promise<string[]> {
  if (line.identifierMode === 'off') return []
  const { items } = await fulfilment.listIdentifierOptions(tx, line.variantId, { locationId: id })
  return Array.from({ length: line.open }, (_, index) => items[0]?.value ?? `Packed, no. ${index + 1}`)
}

/** The reason to have lots at all: this morning the maker recalled the first batch of power banks. */
async function recallPowerBanks(step: Step, made: Made, at: Date): Promise<void> {
  const { variantId } = made.variants.get('POWER-20')!
  await step(async tx => {
    const { items } = await stock.listLots(tx, variantId, { onlyOnHand: true, limit: 10 })
    const first = items.toSorted((a, b) => a.id - b.id)[0]!
    return stock.holdLot(tx, first.id, {
      kind: 'recalled',
      reason: 'Maker’s notice: cells may overheat while charging',
    })
  }, at)
}
