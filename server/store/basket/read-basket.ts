import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import { availableOf, chiefPicture, collectableOf, type StorePicture } from '../catalogue/availability.ts'
import type { StoreFacts } from '../store-facts.ts'
import { hashOf } from './basket-cookie.ts'

export interface BasketLine {
  readonly variantId: number
  readonly productId: number
  readonly name: string
  readonly productName: string
  readonly quantity: number
  readonly decimals: number
  readonly priceMinor: number
  readonly taxBasisPoints: number
  readonly backordersAllowed: boolean
  readonly picture: StorePicture | null
  /** Taken out of the store, or left without a price, since it was put into the basket. */
  readonly isGone: boolean
  readonly available: number
  /** The most that one of the collection points has. */
  readonly collectable: number
}

export interface Basket {
  readonly id: number
  readonly checkout: unknown
  readonly lines: readonly BasketLine[]
}

/** Whether it is more than one buyer may have in an order. */
export const isTooMuch = ({ mostOfOne }: StoreFacts, { quantity, decimals }: BasketLine): boolean =>
  quantity > mostOfOne * 10 ** decimals

/** The basket that a browser's secret stands for, while it is no order yet. */
export async function readBasket(reader: Reader, key: string | undefined): Promise<Basket | undefined> {
  if (key === undefined) return undefined
  const { rows } = await sql<{ id: number; checkout: unknown }>`
    select id, checkout from store_basket where key_hash = ${hashOf(key)} and order_id is null`.execute(
    reader.db,
  )
  if (rows[0] === undefined) return undefined
  return { ...rows[0], lines: await readBasketLines(reader, rows[0].id) }
}

export async function readBasketLines(reader: Reader, basketId: number): Promise<BasketLine[]> {
  const { rows } = await sql<BasketLine>`
    select l.variant_id as "variantId", p.id as "productId", v.name, p.name as "productName", l.quantity, v.decimals,
           v.price_minor as "priceMinor", coalesce(rate.basis_points, 0) as "taxBasisPoints",
           p.backorders_allowed as "backordersAllowed", ${chiefPicture} as picture,
           not p.published or coalesce(p.archived_at, v.archived_at) is not null or v.price_minor = 0 as "isGone",
           ${availableOf('v.id', 'store.location_id', reader.today)} as available,
           ${collectableOf(reader.today)} as collectable
      from store_basket_line l join variant v on v.id = l.variant_id join product p on p.id = v.product_id
      left join tax_rate rate on rate.id = p.tax_rate_id cross join store
     where l.basket_id = ${basketId} order by l.added_at, l.variant_id`.execute(reader.db)
  return rows
}

/** How many products are in it, for the head of every page. */
export async function countBasket(reader: Reader, key: string | undefined): Promise<number> {
  if (key === undefined) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from store_basket_line l join store_basket b on b.id = l.basket_id
     where b.key_hash = ${hashOf(key)} and b.order_id is null`.execute(reader.db)
  return rows[0]!.count
}
