import { sql } from 'kysely'
import * as stock from '../../stock/public.ts'

/**
 * What a buyer can have of the variant and at the location that these columns hold, in smallest units: on hand, less what is
 * held, expired, chosen for somebody or promised to an order.
 */
export const availableOf = (variantColumn: string, locationColumn: string, today: string) => sql<number>`
  greatest(0, (${stock.sellableOf(variantColumn, locationColumn, today)}) - coalesce((
    select promised.quantity from reserved_level promised
     where promised.variant_id = ${sql.ref(variantColumn)} and promised.location_id = ${sql.ref(locationColumn)}), 0))`

/** The most that can be collected of variant `v` at one of the collection points. */
export const collectableOf = (today: string) => sql<number>`
  coalesce((select max(${availableOf('v.id', 'point.location_id', today)}) from store_collection_point point), 0)`

/** The first picture of product `p`, or null. */
export const chiefPicture = sql<StorePicture | null>`
  (select jsonb_build_object('id', picture.id, 'alt', picture.alt, 'width', picture.width, 'height', picture.height)
     from picture where picture.product_id = p.id order by picture.ordinal, picture.id limit 1)`

export interface StorePicture {
  readonly id: string
  readonly alt: string
  readonly width: number
  readonly height: number
}
