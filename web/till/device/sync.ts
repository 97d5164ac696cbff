import type { AnswerOf } from '../../../contract/endpoint.ts'
import { api as sync, type TillLot, type TillPiece, type TillProduct } from '../../../contract/till/sync.ts'
import { call } from '../../client/public.ts'
import type { Lot, Product, Unit } from '../goods/goods.ts'
import type { TillDatabase } from './database.ts'
import { recall } from './keep.ts'

type CataloguePage = AnswerOf<typeof sync.syncCatalogue>
type StockPage = AnswerOf<typeof sync.syncStock>
type Table = 'products' | 'sellable' | 'lots' | 'units'

const limit = 2000

/** Reads what changed in the catalogue onto the disk, page by page, and hands each page to `apply` once it is there. */
export async function syncCatalogue(
  database: TillDatabase,
  apply: (products: readonly Product[], gone: readonly number[]) => void,
): Promise<void> {
  await run(
    database,
    'catalogueCursor',
    since => call(sync.syncCatalogue, { query: { since, limit } }),
    async (page, told, keepCursor) => {
      const products = page.products.map(productOf)
      const left = await strangers(database, 'products', told?.products)
      const gone = [...page.gone, ...left]
      await writeCatalogue(database, page, products, gone, keepCursor)
      apply(products, gone)
    },
    page => ({ products: page.products.map(product => product.variantId) }),
  )
}

/** Reads what changed in the stock of the till's location. */
export async function syncStock(database: TillDatabase): Promise<void> {
  await run(
    database,
    'stockCursor',
    since => call(sync.syncStock, { query: { since, limit } }),
    async (page, told, keepCursor) => {
      const [sellable, lots, units] = await Promise.all([
        strangers(database, 'sellable', told?.sellable),
        strangers(database, 'lots', told?.lots),
        strangers(database, 'units', told?.units),
      ])
      await writeStock(database, page, { sellable, lots, units }, keepCursor)
    },
    page => ({
      sellable: page.sellable.map(row => row.variantId),
      lots: page.lots.map(lot => lot.id),
      units: page.pieces.map(piece => piece.id),
    }),
  )
}

type Told = Partial<Record<Table, Set<number>>>

/**
 * One run over the pages. In a whole telling, what was not told by its end is gone; should such a run break off, it begins
 * anew, which is why its cursor is kept only at the end.
 */
async function run<Page extends { cursor: string; more: boolean; full: boolean }>(
  database: TillDatabase,
  cursor: 'catalogueCursor' | 'stockCursor',
  read: (since: string | undefined) => Promise<Page>,
  write: (page: Page, told: Told | null, keepCursor: boolean) => Promise<void>,
  idsOf: (page: Page) => Partial<Record<Table, number[]>>,
): Promise<void> {
  const told: Told = {}
  let since = await recall(database, cursor)
  for (let more = true; more; ) {
    const page = await read(since)
    for (const [table, ids] of Object.entries(idsOf(page)) as [Table, number[]][])
      told[table] = new Set([...(told[table] ?? []), ...ids])
    await write(page, page.full && !page.more ? told : null, !page.full || !page.more)
    since = page.cursor
    more = page.more
  }
}

/** What the device has that a whole telling did not name. */
async function strangers(
  database: TillDatabase,
  table: Table,
  told: ReadonlySet<number> | undefined,
): Promise<number[]> {
  if (told === undefined) return []
  return (await database.getAllKeys(table)).filter(id => !told.has(id))
}

async function writeCatalogue(
  database: TillDatabase,
  page: CataloguePage,
  products: readonly Product[],
  gone: readonly number[],
  keepCursor: boolean,
): Promise<void> {
  const transaction = database.transaction(['products', 'categories', 'keep'], 'readwrite')
  const table = transaction.objectStore('products')
  const categories = transaction.objectStore('categories')
  await Promise.all([
    ...products.map(product => table.put(product)),
    ...gone.map(id => table.delete(id)),
    categories.clear(),
    ...page.categories.map(category => categories.put(category)),
    keepCursor ? transaction.objectStore('keep').put(page.cursor, 'catalogueCursor') : null,
    transaction.done,
  ])
}

async function writeStock(
  database: TillDatabase,
  page: StockPage,
  left: Record<'sellable' | 'lots' | 'units', number[]>,
  keepCursor: boolean,
): Promise<void> {
  const transaction = database.transaction(['sellable', 'lots', 'units', 'keep'], 'readwrite')
  const sellable = transaction.objectStore('sellable')
  const lots = transaction.objectStore('lots')
  const units = transaction.objectStore('units')
  await Promise.all([
    ...page.sellable.map(row => sellable.put(row)),
    ...left.sellable.map(id => sellable.delete(id)),
    ...page.lots.map(lot => lots.put(lotOf(lot))),
    ...[...page.lotsGone, ...left.lots].map(id => lots.delete(id)),
    ...page.pieces.map(piece => units.put(unitOf(piece))),
    ...[...page.piecesGone, ...left.units].map(id => units.delete(id)),
    keepCursor ? transaction.objectStore('keep').put(page.cursor, 'stockCursor') : null,
    transaction.done,
  ])
}

function productOf({
  tracking,
  productId: _,
  productName: __,
  optionValues: ___,
  ...product
}: TillProduct): Product {
  return { ...product, tracksLots: tracking.lots, minimumDaysAtSale: product.minimumDaysAtSale ?? 0 }
}

function lotOf({ id, ...lot }: TillLot): Lot {
  return { lotId: id, ...lot }
}

function unitOf({ id, ...piece }: TillPiece): Unit {
  return { unitId: id, ...piece }
}
