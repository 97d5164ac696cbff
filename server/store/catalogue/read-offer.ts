import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import { availableOf, type StorePicture } from './availability.ts'

export interface OfferedVariant {
  readonly id: number
  readonly name: string
  readonly productNumber: string
  readonly optionValues: readonly string[]
  readonly priceMinor: number
  readonly decimals: number
  readonly gtin: string | null
  /** What can be sent. */
  readonly available: number
  /** What can be collected, and where. */
  readonly collectable: readonly { readonly name: string; readonly available: number }[]
}

/** A product with everything that its page tells. */
export interface Offer {
  readonly id: number
  readonly name: string
  readonly description: string
  readonly categoryId: number | null
  readonly taxBasisPoints: number
  readonly backordersAllowed: boolean
  readonly tracksSerials: boolean
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly pictures: readonly StorePicture[]
  readonly variants: readonly OfferedVariant[]
}

/** A product that is in the store; undefined for any other. */
export async function readOffer(reader: Reader, productId: number): Promise<Offer | undefined> {
  const [{ rows }, variants] = await Promise.all([
    sql<Omit<Offer, 'variants'>>`
      select p.id, p.name, coalesce(nullif(p.store_description, ''), p.description) as description,
             p.category_id as "categoryId", coalesce(rate.basis_points, 0) as "taxBasisPoints",
             p.backorders_allowed as "backordersAllowed", p.tracks_serials as "tracksSerials",
             coalesce((select json_agg(json_build_object('name', name, 'values', offered) order by position)
                         from product_option where product_id = p.id), '[]') as options,
             coalesce((select json_agg(json_build_object('id', id, 'alt', alt, 'width', width, 'height', height) order by ordinal, id)
                         from picture where product_id = p.id), '[]') as pictures
        from product p left join tax_rate rate on rate.id = p.tax_rate_id
       where p.id = ${productId} and p.published and p.archived_at is null`.execute(reader.db),
    readVariants(reader, productId),
  ])
  return rows[0] === undefined || variants.length === 0 ? undefined : { ...rows[0], variants }
}

async function readVariants(reader: Reader, productId: number): Promise<OfferedVariant[]> {
  const { rows } = await sql<OfferedVariant>`
    select v.id, v.name, v.product_number as "productNumber", v.option_values as "optionValues",
           v.price_minor as "priceMinor", v.decimals,
           (select code from barcode where variant_id = v.id and is_gtin and purchase_unit_id is null order by code limit 1) as gtin,
           ${availableOf('v.id', 'store.location_id', reader.today)} as available,
           coalesce((select json_agg(json_build_object('name', l.name, 'available',
                              ${availableOf('v.id', 'point.location_id', reader.today)}) order by l.name)
                       from store_collection_point point join location l on l.id = point.location_id), '[]') as collectable
      from variant v cross join store
     where v.product_id = ${productId} and v.archived_at is null order by v.position, v.id`.execute(reader.db)
  return rows
}
