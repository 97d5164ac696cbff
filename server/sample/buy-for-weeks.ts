import type { PurchaseLineInput } from '../../contract/purchasing.ts'
import type { Location } from '../../contract/stock.ts'
import * as purchasing from '../purchasing/public.ts'
import { type SampleProduct, suppliers } from './catalogue.ts'
import { enterSerials } from './enter-identifiers.ts'
import { after, daysBefore, isoDate, type Made, type Step } from './steps.ts'

/** Each supplier delivers three times in six weeks; the last order of one is still to be warehoused, of another a draft. */
export async function buyForWeeks(
  step: Step,
  made: Made,
  now: Date,
  progress: (done: number, of: number) => void,
): Promise<void> {
  const rounds = [40, 26, 11]
  let done = 0
  for (const [round, days] of rounds.entries()) {
    for (const [index, supplier] of suppliers.entries()) {
      await buyFrom(step, made, { supplier: supplier.name, round, at: daysBefore(now, days - index, 9) })
      progress(++done, rounds.length * suppliers.length + 2)
    }
  }
  await orderOnly(step, made, 'Kestrel Mobile', daysBefore(now, 2, 11), 'confirmed')
  await orderOnly(step, made, 'Mill & Hive', daysBefore(now, 1, 15), 'draft')
}

interface Delivery {
  supplier: string
  round: number
  at: Date
}

async function buyFrom(step: Step, made: Made, delivery: Delivery): Promise<void> {
  const target = delivery.round === 1 ? made.store : made.warehouse
  const order = await step(async tx => {
    const lines = linesFor(made, delivery, target)
    const supplierId = made.suppliers.get(delivery.supplier)!
    return purchasing.addPurchaseOrder(tx, {
      supplierId,
      locationId: target.id,
      expectedOn: null,
      notes: '',
      lines,
    })
  }, delivery.at)
  const confirmed = await step(
    tx => purchasing.confirmPurchaseOrder(tx, order.id, order.version),
    after(delivery.at, 2),
  )
  await step(tx => purchasing.warehousePurchaseOrder(tx, order.id, confirmed.version), after(delivery.at, 5))
  // The last delivery's pieces still wait for their serial numbers: the first page says so.
  const { supplier, round } = delivery
  for (const stocked of round === 2 ? [] : made.variants.values()) {
    if (stocked.product.supplier === supplier && stocked.product.identifiers === 'single_use')
      await enterSerials(step, stocked, after(delivery.at, 6))
  }
}

function linesFor(made: Made, { supplier, round, at }: Delivery, target: Location): PurchaseLineInput[] {
  return [...made.variants.values()]
    .filter(({ product }) => product.supplier === supplier)
    .flatMap(({ variantId, product }, index): PurchaseLineInput[] => {
      const binId = target.bins.find(bin => bin.code === product.bin)?.id ?? target.bins[index % 3]!.id
      const base = {
        variantId,
        supplierId: null,
        priceMinor: product.costMinor,
        binId,
        madeOn: null,
        expiresOn: null,
        serial: null,
        lotNumber: null,
      }
      if (product.tracking === 'none')
        return [
          {
            ...base,
            quantitySku: product.unitsPerPu * 10 ** (product.decimals ?? 0) * (2 + ((index + round) % 3)),
          },
        ]
      const lotNumber = lotOf(product, at, round)
      // The second delivery of what spoils soonest is nearly over by now, so that there is something to watch.
      const keeps =
        product.keepsDays === undefined
          ? null
          : round === 0 && product.keepsDays <= 60
            ? 52
            : product.keepsDays
      const expiresOn = keeps === null ? null : isoDate(after(at, keeps * 24))
      const madeOn = keeps === null ? null : isoDate(after(at, -10 * 24))
      if (product.tracking === 'lots')
        return [
          {
            ...base,
            lotNumber,
            madeOn,
            expiresOn,
            quantitySku: product.unitsPerPu * 10 ** (product.decimals ?? 0) * (2 + ((index + round) % 3)),
          },
        ]
      const count = 6 + ((index * 3 + round) % 5)
      return Array.from({ length: count }, (_, piece) => ({
        ...base,
        quantitySku: 1,
        lotNumber,
        serial: serialOf(product, round, piece),
      }))
    })
}

/** An order that waits: for the goods, or for somebody to finish it. */
async function orderOnly(
  step: Step,
  made: Made,
  supplier: string,
  at: Date,
  until: 'draft' | 'confirmed',
): Promise<void> {
  const lines = linesFor(made, { supplier, round: 3, at }, made.warehouse)
  const supplierId = made.suppliers.get(supplier)!
  const expectedOn = isoDate(after(at, 6 * 24))
  const order = await step(
    tx =>
      purchasing.addPurchaseOrder(tx, {
        supplierId,
        locationId: made.warehouse.id,
        expectedOn,
        notes: '',
        lines,
      }),
    at,
  )
  if (until === 'confirmed')
    await step(tx => purchasing.confirmPurchaseOrder(tx, order.id, order.version), after(at, 1))
}

function lotOf(product: SampleProduct, at: Date, round: number): string {
  const week = isoDate(at).slice(2, 7).replace('-', '')
  return `${product.number.split('-')[0]!.slice(0, 3)}${week}-0${round + 1}`
}

/** Phones carry IMEIs with their check digit; other makers number in their own ways. */
function serialOf(product: SampleProduct, round: number, piece: number): string {
  const running = round * 40 + piece + 1
  if (product.number.startsWith('PHONE')) {
    const body = `35693803${product.number === 'PHONE-X1' ? '5' : '6'}${String(41000 + running * 7).padStart(5, '0')}`
    return body + luhn(body)
  }
  if (product.number === 'CAM-200') return `C2-${String(running).padStart(4, '0')}/A`
  if (product.number === 'TENT-2P') return `NL${26}T${String(running).padStart(5, '0')}`
  return `${product.number.replace('-', '')}-${String(10_000 + running * 13)}`
}

function luhn(body: string): number {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return (10 - (sum % 10)) % 10
}
