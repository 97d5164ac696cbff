import { productInput } from '../contract/catalog.ts'
import { customerInput } from '../contract/people.ts'
import * as catalog from '../server/catalog/public.ts'
import * as documents from '../server/documents/public.ts'
import { addCustomer } from '../server/people/public.ts'
import * as stock from '../server/stock/public.ts'
import type { Ground } from './ground.ts'

// What every contest starts from, made through the use cases of the shop itself.

export type Tracking = 'none' | 'lots' | 'serials'

export interface Shelf {
  readonly locationId: number
  readonly binId: number
}

export async function addShelf(ground: Ground, code: string): Promise<Shelf> {
  const location = await ground.act(tx =>
    stock.addLocation(tx, { code, name: `Bench ${code}`, kind: 'warehouse', bins: ['A-01'] }),
  )
  return { locationId: location.id, binId: location.bins[0]!.id }
}

/** Gives the ids of the new variants, in order. */
export async function addVariants(
  ground: Ground,
  name: string,
  count: number,
  tracking: Tracking,
): Promise<number[]> {
  const inputs = Array.from({ length: count }, (_, index) =>
    productInput.parse({
      name: `${name} ${index + 1}`,
      productNumber: `${name}-${index + 1}`.toUpperCase(),
      tracking: { lots: tracking !== 'none', serials: tracking === 'serials' },
    }),
  )
  const products = await ground.act(tx => catalog.addProducts(tx, inputs))
  return products.map(product => product.variantId).sort((a, b) => a - b)
}

/** Receives goods under a goods receipt of their own. */
export async function takeIn(ground: Ground, goods: readonly stock.GoodsRow[]): Promise<void> {
  await ground.act(async tx => {
    const receipt = await documents.openDocument(tx, 'goods_receipt')
    await stock.receive(tx, { documentId: receipt.id, goods: stock.goodsOf(goods) })
  })
}

export async function addBuyer(ground: Ground): Promise<number> {
  const buyer = await ground.act(tx => addCustomer(tx, customerInput.parse({ name: 'Ada Byrne' })))
  return buyer.id
}

/** Statistics as a shop has them that is not new; autovacuum would gather them at a time of its own. */
export async function gatherStatistics(ground: Ground): Promise<void> {
  await ground.floor.query('analyze')
}
