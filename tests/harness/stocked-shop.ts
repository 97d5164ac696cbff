import * as documents from '../../server/documents/public.ts'
import type { Tx } from '../../server/platform/database/public.ts'
import * as stock from '../../server/stock/public.ts'
import type { TestShop } from './shop.ts'

type Tracking = 'none' | 'lots' | 'serials'

/** A place to sell from, made by the plainest means: the promises are about what happens after. */
export interface Shelf {
  readonly locationId: number
  readonly binId: number
  readonly otherBinId: number
}

export async function makeShelf(shop: TestShop, code = 'HS'): Promise<Shelf> {
  const [location] = await shop.rows<{ id: number }>(
    `insert into location (code, name, kind, created_at) values ($1, 'Harbour Street', 'store', now()) returning id`,
    [code],
  )
  const bins = await shop.rows<{ id: number }>(
    `insert into place (kind, location_id, code) select 'bin', $1, unnest(array['A-01', 'A-02']) returning id`,
    [location!.id],
  )
  return { locationId: location!.id, binId: bins[0]!.id, otherBinId: bins[1]!.id }
}

let made = 0

/** Gives the variant's id. */
export async function makeProduct(
  shop: TestShop,
  tracking: Tracking,
  name = `Product ${++made}`,
): Promise<number> {
  const rows = await shop.rows<{ id: number }>(
    `with made as (
       insert into product (name, tracks_lots, tracks_serials, created_at, created_by) values ($1, $2, $3, now(), 1) returning id
     ) insert into variant (product_id, product_number, name, sort_name) select id, $1, $1, lower($1) from made returning id`,
    [name, tracking !== 'none', tracking === 'serials'],
  )
  return rows[0]!.id
}

/** Receives goods under a goods receipt of their own. */
export async function receiveGoods(shop: TestShop, rows: Omit<stock.GoodsRow, 'lineId'>[]): Promise<void> {
  await shop.act(tx => receiveIn(tx, rows))
}

export async function receiveIn(tx: Tx, rows: Omit<stock.GoodsRow, 'lineId'>[]): Promise<void> {
  const receipt = await documents.openDocument(tx, 'goods_receipt')
  await stock.receive(tx, {
    documentId: receipt.id,
    goods: stock.goodsOf(rows.map((row, lineId) => ({ lineId, ...row }))),
  })
}

let line = 0

/** Reserves for an order of one line; gives the line's id. */
export async function placeOrder(
  shop: TestShop,
  shelf: Shelf,
  variantId: number,
  quantity: number,
): Promise<number> {
  const lineId = ++line
  await shop.act(async tx => {
    const order = await documents.openDocument(tx, 'sales_order')
    await stock.reserve(tx, {
      documentId: order.id,
      locationId: shelf.locationId,
      lines: [{ lineId, variantId, quantity }],
    })
  })
  return lineId
}

/** Allocates under a delivery note of its own; gives the note's id and number. */
export async function makeNote(
  shop: TestShop,
  shelf: Shelf,
  picks: Omit<stock.PickLine, 'lineId'>[],
): Promise<{ id: number; number: string }> {
  return shop.act(async tx => {
    const note = await documents.openDocument(tx, 'delivery_note')
    const lines = picks.map(pick => ({ lineId: ++line, ...pick }))
    await stock.allocate(tx, { documentId: note.id, locationId: shelf.locationId, picks: lines })
    return note
  })
}

export async function unitIdOf(shop: TestShop, serial: string): Promise<number> {
  const [unit] = await shop.rows<{ id: number }>('select id from unit where serial = $1', [serial])
  return unit!.id
}

export async function lotIdOf(shop: TestShop, number: string): Promise<number> {
  const [lot] = await shop.rows<{ id: number }>('select id from lot where number = $1', [number])
  return lot!.id
}

/** So many of them, as clients who act at the same moment. */
export const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** How many of these acts were done, and the codes with which the others were refused. */
export async function settle(acts: Promise<unknown>[]): Promise<{ done: number; refused: string[] }> {
  const results = await Promise.allSettled(acts)
  const refused = results.flatMap(result => (result.status === 'rejected' ? [codeOf(result.reason)] : []))
  return { done: results.length - refused.length, refused }
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? String(error)
}
