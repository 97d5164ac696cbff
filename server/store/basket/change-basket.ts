import { sql } from 'kysely'
import { changed, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { hashOf } from './basket-cookie.ts'

/** More products than anybody buys; a robot that fills a basket ends here. */
export const mostLines = 200
const mostWholes = 100_000

/** A quantity as a visitor types it, with a point or a comma, in smallest units; undefined when it is none. */
export function readQuantity(text: string | null, decimals: number): number | undefined {
  const match = /^\s*(\d{1,7})(?:[.,](\d{1,3}))?\s*$/.exec(text ?? '')
  if (match === null) return undefined
  const [, wholes = '0', parts = ''] = match
  if (parts.replace(/0+$/, '').length > decimals || Number(wholes) > mostWholes) return undefined
  return Number(wholes) * 10 ** decimals + Number(parts.slice(0, decimals).padEnd(decimals, '0') || '0')
}

/**
 * Puts so much of a variant into the basket, to what is there of it. Gives whether the basket is a new one under the secret
 * `fresh`, because there was none or it has become an order, and whether it is too full for it. Refuses not_found for what is not in the store or has no price.
 */
export async function putIntoBasket(
  tx: Tx,
  { key, fresh }: { key: string | undefined; fresh: string },
  put: { variantId: number; quantity: string | null },
): Promise<{ isNew: boolean; isFull: boolean }> {
  const { rows } = await sql<{ decimals: number }>`
    select v.decimals from variant v join product p on p.id = v.product_id
     where v.id = ${put.variantId} and p.published and p.archived_at is null and v.archived_at is null
       and v.price_minor > 0`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'product' })
  const quantity = readQuantity(put.quantity, rows[0].decimals) ?? 0
  const basket = await basketFor(tx, key, fresh)
  if (quantity === 0) return { isNew: basket.isNew, isFull: false }
  const result = await sql`
      insert into store_basket_line as line (basket_id, variant_id, quantity, added_at)
      select ${basket.id}, ${put.variantId}, ${quantity}, ${tx.at}
       where (select count(*) from store_basket_line where basket_id = ${basket.id} and variant_id <> ${put.variantId}) < ${mostLines}
      on conflict (basket_id, variant_id) do update
         set quantity = least(line.quantity + excluded.quantity, ${mostWholes * 10 ** rows[0].decimals}::bigint)`.execute(
    tx.db,
  )
  return { isNew: basket.isNew, isFull: changed(result) === 0 }
}

/** Makes it so much of a variant; nothing takes it out of the basket. What cannot be read changes nothing. */
export async function setInBasket(
  tx: Tx,
  key: string | undefined,
  set: { variantId: number; quantity: string | null },
): Promise<void> {
  if (key === undefined) return
  const { rows } = await sql<{ id: number; decimals: number }>`
    select b.id, v.decimals from store_basket b join store_basket_line l on l.basket_id = b.id join variant v on v.id = l.variant_id
     where b.key_hash = ${hashOf(key)} and b.order_id is null and l.variant_id = ${set.variantId} for update of b`.execute(
    tx.db,
  )
  const found = rows[0]
  if (found === undefined) return
  const quantity = readQuantity(set.quantity, found.decimals)
  if (quantity === undefined) return
  if (quantity === 0)
    await sql`
      delete from store_basket_line where basket_id = ${found.id} and variant_id = ${set.variantId}`.execute(
      tx.db,
    )
  else
    await sql`
      update store_basket_line set quantity = ${quantity}
       where basket_id = ${found.id} and variant_id = ${set.variantId}`.execute(tx.db)
  await sql`update store_basket set changed_at = ${tx.at} where id = ${found.id}`.execute(tx.db)
}

async function basketFor(
  tx: Tx,
  key: string | undefined,
  fresh: string,
): Promise<{ id: number; isNew: boolean }> {
  if (key !== undefined) {
    const { rows } = await sql<{ id: number }>`
      update store_basket set changed_at = ${tx.at} where key_hash = ${hashOf(key)} and order_id is null returning id`.execute(
      tx.db,
    )
    if (rows[0] !== undefined) return { id: rows[0].id, isNew: false }
  }
  const { rows } = await sql<{ id: number }>`
    insert into store_basket (key_hash, made_at, changed_at) values (${hashOf(fresh)}, ${tx.at}, ${tx.at}) returning id`.execute(
    tx.db,
  )
  return { id: rows[0]!.id, isNew: true }
}

/** Baskets that nobody touched for two months go; orders that they became stay. */
export async function forgetOldBaskets(tx: Tx): Promise<void> {
  await sql`
    delete from store_basket where changed_at < ${tx.at}::timestamptz - make_interval(days => 60)`.execute(
    tx.db,
  )
}
