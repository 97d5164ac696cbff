import { supplierInput } from '../../contract/people.ts'
import type { ProductDetails } from '../../contract/product-details.ts'
import type { Location } from '../../contract/stock.ts'
import { checkDigit } from '../../gs1/public.ts'
import * as catalog from '../catalog/public.ts'
import * as people from '../people/public.ts'
import * as stock from '../stock/public.ts'
import { awaitDispatch } from './await-dispatch.ts'
import { buyForWeeks } from './buy-for-weeks.ts'
import { customers, locations, products, type SampleProduct, suppliers } from './catalogue.ts'
import { enterUseByDates } from './enter-identifiers.ts'
import { drawPictures, makeShelves, type Shelf } from './make-shelves.ts'
import { moveAndCount, moveAndCountToday } from './move-and-count.ts'
import { openStore } from './open-store.ts'
import { sayHowToBuy } from './say-how-to-buy.ts'
import { openTill, sellForADay, sellToday } from './sell-at-till.ts'
import { sellForWeeks } from './sell-for-weeks.ts'
import { daysBefore, type Made, type Step } from './steps.ts'
import { takeOneBack, takeReturns } from './take-returns.ts'

/**
 * Fills an empty shop with a believable one: catalogue, people, places and six weeks of buying and selling, every step
 * through the use case that a clerk would use. The same steps in the same order each time, so that a job that was killed
 * in the middle goes on where it was.
 */
export async function fillShop(
  step: Step,
  now: Date,
  progress: (done: number, total: number, note: string) => void,
): Promise<void> {
  progress(0, 100, 'People, places and products')
  const made = await makeBasics(step, daysBefore(now, 45, 8))
  const withUseBy = [...made.variants.values()].filter(one => one.product.identifiers === 'multiple_use')
  for (const { variantId } of withUseBy) await enterUseByDates(step, variantId, daysBefore(now, 45, 9))
  await sayHowToBuy(step, made, daysBefore(now, 45, 10))
  const till = await openTill(step, made, daysBefore(now, 45, 11))
  await buyForWeeks(step, made, now, (done, of) => progress(10 + (30 * done) / of, 100, 'Purchase orders'))
  const delivered = await sellForWeeks(
    step,
    made,
    now,
    (done, of) => progress(40 + (55 * done) / of, 100, 'Sales orders and deliveries'),
    async soFar => {
      await moveAndCount(step, made, now)
      await takeReturns(step, made, soFar, now)
      await sellForADay(step, made, till, daysBefore(now, 4, 9), 0)
      await sellForADay(step, made, till, daysBefore(now, 3, 9), 1)
    },
  )
  progress(95, 100, 'What waits today')
  for (const { variantId } of withUseBy) await enterUseByDates(step, variantId, daysBefore(now, 0, 8))
  await moveAndCountToday(step, made, now)
  await takeOneBack(step, made, delivered, now)
  await sellToday(step, made, till, now)
  await awaitDispatch(step, made, now)
  await openStore(step, made, now)
  progress(100, 100, 'Done')
}

async function makeBasics(step: Step, at: Date): Promise<Made> {
  const supplierIds = await step(async tx => {
    const ids: [string, number][] = []
    for (const supplier of suppliers)
      ids.push([supplier.name, (await people.addSupplier(tx, supplierInput.parse(supplier))).id])
    return ids
  }, at)
  const customerIds = await step(async tx => {
    const ids: number[] = []
    for (const customer of customers) ids.push((await people.addCustomer(tx, { ...customer, notes: '' })).id)
    return ids
  }, at)
  const places = await step(async tx => {
    const made: Location[] = []
    for (const location of locations)
      made.push(await stock.addLocation(tx, { ...location, bins: [...location.bins] }))
    return made
  }, at)
  const shelves = new Map(await step(makeShelves, at))
  const { added, productIds } = await step(async tx => {
    const made = await catalog.addProducts(
      tx,
      families.map(family => inputOf(family, detailsOf(family[0]!, shelves, places))),
    )
    return {
      added: made.flatMap(one => one.variants.map(variant => variant.id)),
      productIds: made.map(one => one.id),
    }
  }, at)
  const drawn = families.map((family, index) => ({ productId: productIds[index]!, product: family[0]! }))
  await step(tx => drawPictures(tx, drawn), at)
  return {
    suppliers: new Map(supplierIds),
    customers: customerIds,
    store: places[0]!,
    warehouse: places[1]!,
    variants: new Map(
      products.map((product, index) => [product.number, { variantId: added[index]!, product }]),
    ),
  }
}

/** Each product with its variants, which stand one after the other. */
const families = products.reduce<SampleProduct[][]>((made, product) => {
  const { variantOf } = product
  const last = made.at(-1)
  if (variantOf !== undefined && last?.[0]?.variantOf?.number === variantOf.number) last.push(product)
  else made.push([product])
  return made
}, [])

/** Its shelf, and the bin of its code, at the first location that has it. */
function detailsOf(
  { supplier, bin }: SampleProduct,
  shelves: ReadonlyMap<string, Shelf>,
  places: readonly Location[],
): ProductDetails {
  const location = places.find(place => place.bins.some(one => one.code === bin))
  return {
    categoryId: shelves.get(supplier)?.categoryId ?? null,
    taxRateId: shelves.get(supplier)?.taxRateId ?? null,
    defaultLocationId: location?.id ?? null,
    defaultBinId: location?.bins.find(one => one.code === bin)?.id ?? null,
  }
}

function inputOf(family: readonly SampleProduct[], details: ProductDetails): catalog.ProductInput {
  const product = family[0]!
  return {
    ...variantOf(product),
    ...optionsOf(family),
    name: product.name,
    description: product.description ?? '',
    decimals: product.decimals ?? 0,
    tracking: { lots: product.tracking !== 'none', serials: product.tracking === 'serials' },
    dispatchIdentifierMode: product.identifiers ?? 'off',
    backordersAllowed: false,
    details,
    store: { published: true, description: '' },
  }
}

function variantOf({ number, ean, priceMinor, unitsPerPu }: SampleProduct) {
  const barcodes = ean === undefined ? [] : [ean + checkDigit(ean)]
  return { productNumber: number, barcodes, priceMinor, unitsPerPu }
}

function optionsOf(family: readonly SampleProduct[]): Partial<catalog.ProductInput> {
  const parent = family[0]!.variantOf
  if (parent === undefined) return {}
  const options = parent.options.map((name, at) => ({
    name,
    values: [...new Set(family.map(one => one.variantOf!.values[at]!))],
  }))
  const variants = family.map(one => ({
    ...variantOf(one),
    id: null,
    optionValues: [...one.variantOf!.values],
    archived: false,
  }))
  return { productNumber: parent.number, barcodes: [], options, variants }
}
