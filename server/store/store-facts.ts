import { sql } from 'kysely'
import type { Reader } from '../platform/database/public.ts'
import type { Language } from './language/languages.ts'

/** What every page knows of the shop and its store. */
export interface StoreFacts {
  /** What its pages and e-mails speak: that of its goods and terms. There is one so far, so that nobody chooses it. */
  readonly language: Language
  readonly name: string
  readonly address: string
  readonly email: string
  readonly phone: string
  readonly taxNumber: string
  readonly currency: string
  readonly timeZone: string
  readonly pricesIncludeTax: boolean
  readonly logo: { readonly key: string; readonly width: number; readonly height: number } | null
  readonly isOpen: boolean
  /** Where parcels are sent from; set while it is open. */
  readonly locationId: number | null
  readonly greeting: string
  readonly bankDetails: string
  readonly terms: string
  readonly daysToPay: number
  readonly shippingTaxBasisPoints: number
  /** How much of one product an order may have, in wholes. */
  readonly mostOfOne: number
  readonly delivers: boolean
  readonly collectionPoints: readonly { readonly id: number; readonly name: string }[]
}

export async function readStoreFacts(reader: Pick<Reader, 'db'>): Promise<StoreFacts> {
  const { rows } = await sql<Omit<StoreFacts, 'language'>>`
    select shop.name, shop.address, shop.email, shop.phone, shop.tax_number as "taxNumber", shop.currency,
           shop.time_zone as "timeZone", shop.prices_include_tax as "pricesIncludeTax",
           (select jsonb_build_object('key', key, 'width', width, 'height', height) from shop_logo) as logo,
           store.is_open as "isOpen", store.location_id as "locationId", store.greeting, store.bank_details as "bankDetails",
           store.terms, store.days_to_pay as "daysToPay",
           coalesce((select basis_points from tax_rate where id = store.shipping_tax_rate_id), 0) as "shippingTaxBasisPoints",
           store.most_of_one as "mostOfOne", exists (select from delivery_zone) as delivers,
           coalesce((select json_agg(json_build_object('id', l.id, 'name', l.name) order by l.name)
                       from store_collection_point point join location l on l.id = point.location_id
                      where l.archived_at is null), '[]') as "collectionPoints"
      from shop, store`.execute(reader.db)
  return { ...rows[0]!, language: 'en' }
}
