import * as catalog from '../catalog/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { drawSvg, makeSizes } from '../platform/pictures/public.ts'
import type { SampleProduct } from './catalogue.ts'
import { drawProduct } from './draw-picture.ts'

const pathOfSupplier: readonly (readonly [string, readonly string[], 'Standard rate' | 'Zero rate'])[] = [
  ['Harbour Gifts', ['Home', 'Kitchen and gifts'], 'Standard rate'],
  ['Campo Verde', ['Food', 'Oil and pantry'], 'Zero rate'],
  ['Kestrel Mobile', ['Electronics', 'Telephones and cameras'], 'Standard rate'],
  ['Nordlys Outdoor', ['Outdoor'], 'Standard rate'],
  ['Mill & Hive', ['Food', 'Honey and preserves'], 'Zero rate'],
]

/** Where the goods of a supplier belong and how they are taxed. */
export interface Shelf {
  readonly categoryId: number
  readonly taxRateId: number
}

/** Adds categories and tax rates; gives the shelf of each supplier's goods. */
export async function makeShelves(tx: Tx): Promise<[string, Shelf][]> {
  const standard = await catalog.addTaxRate(tx, { name: 'Standard rate', basisPoints: 2000 })
  const zero = await catalog.addTaxRate(tx, { name: 'Zero rate', basisPoints: 0 })
  const ids = new Map<string, number>()
  const shelves: [string, Shelf][] = []
  for (const [supplier, path, rate] of pathOfSupplier) {
    let parentId: number | null = null
    for (const name of path) {
      const id: number = ids.get(name) ?? (await catalog.addCategory(tx, { name, parentId })).id
      ids.set(name, id)
      parentId = id
    }
    const taxRateId = (rate === 'Zero rate' ? zero : standard).id
    shelves.push([supplier, { categoryId: parentId!, taxRateId }])
  }
  return shelves
}

/** Draws a picture for each of the products. */
export async function drawPictures(
  tx: Tx,
  drawn: readonly { productId: number; product: SampleProduct }[],
): Promise<void> {
  for (const [ordinal, { productId, product }] of drawn.entries()) {
    const made = await makeSizes(await drawSvg(drawProduct(product.supplier, ordinal)))
    await catalog.addPicture(tx, productId, made, product.name)
  }
}
