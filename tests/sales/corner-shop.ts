import type { DeliveryChoice, DeliveryNote } from '../../contract/fulfilment.ts'
import type { SalesOrder } from '../../contract/sales.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import { Refusal } from '../../server/platform/refusal.ts'
import * as sales from '../../server/sales/public.ts'
import type { TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, receiveGoods, type Shelf } from '../harness/stocked-shop.ts'

/** A shop with one product of each kind on its shelves, and a customer. */
export interface CornerShop {
  readonly shelf: Shelf
  readonly customerId: number
  readonly bag: number
  readonly milk: number
  readonly camera: number
}

/** 100 bags; 20 milk in lots M-SOON (5), M-LATE (10) and M-EVER (5, no date); cameras CAM-1 to CAM-6 in lot C1. */
export async function stockCornerShop(shop: TestShop): Promise<CornerShop> {
  const shelf = await makeShelf(shop)
  const bag = await makeProduct(shop, 'none', 'Bag')
  const milk = await makeProduct(shop, 'lots', 'Milk')
  const camera = await makeProduct(shop, 'serials', 'Camera')
  const at = { placeId: shelf.binId }
  await receiveGoods(shop, [
    { ...at, variantId: bag, quantity: 100 },
    { ...at, variantId: milk, quantity: 5, lotNumber: 'M-EVER' },
    { ...at, variantId: milk, quantity: 10, lotNumber: 'M-LATE', expiresOn: '2027-06-30' },
    { ...at, variantId: milk, quantity: 5, lotNumber: 'M-SOON', expiresOn: '2026-12-01' },
    ...[1, 2, 3, 4, 5, 6].map(index => ({
      ...at,
      variantId: camera,
      quantity: 1,
      lotNumber: 'C1',
      serial: `CAM-${index}`,
    })),
  ])
  return { shelf, customerId: await addCustomer(shop, 'Ada Archer'), bag, milk, camera }
}

export async function addCustomer(shop: TestShop, name: string): Promise<number> {
  const [customer] = await shop.rows<{ id: number }>(
    `insert into customer (number, name, created_at, created_by)
     values ('C' || nextval('customer_number'), $1, now(), 1) returning id`,
    [name],
  )
  return customer!.id
}

/** Places an order for pairs of a variant and a quantity, at 2.50 each. */
export function order(
  shop: TestShop,
  { shelf, customerId }: Pick<CornerShop, 'shelf' | 'customerId'>,
  ...wanted: [variantId: number, quantity: number][]
): Promise<SalesOrder> {
  const lines = wanted.map(([variantId, quantity]) => ({ variantId, quantity, priceMinor: 250 }))
  return shop.act(tx =>
    sales.placeSalesOrder(tx, { customerId, locationId: shelf.locationId, notes: '', lines }),
  )
}

type Choice = Pick<DeliveryChoice, 'quantity'> & Partial<DeliveryChoice>

/** Makes a note of an order: for each of its lines a choice, or nothing. */
export function note(shop: TestShop, of: SalesOrder, ...choices: (Choice | null)[]): Promise<DeliveryNote> {
  const lines = choices.flatMap((choice, index) =>
    choice === null ? [] : [{ orderLineId: of.lines[index]!.id, lots: [], unitIds: [], ...choice }],
  )
  return shop.act(tx => fulfilment.createDeliveryNote(tx, of.id, { lines }))
}

export const deliver = (shop: TestShop, { id }: { id: number }) =>
  shop.act(tx => fulfilment.deliverDeliveryNote(tx, id))

export const cancelNote = (shop: TestShop, { id }: { id: number }) =>
  shop.act(tx => fulfilment.cancelDeliveryNote(tx, id))

/** The refusal's code and sentence; a promise that is kept, or broken by a bug, fails the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<{ code: string; sentence: string }> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, sentence: error.message }
    throw error
  }
  throw new Error('it was not refused')
}
