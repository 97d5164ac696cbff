import { sql } from 'kysely'
import type { z } from 'zod'
import type { api, StoreSettings } from '../../../contract/store.ts'
import type { Configuration } from '../../platform/configuration.ts'
import { brokenConstraint, type Reader, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { publicAddress } from '../web/public-address.ts'

export type StoreChange = z.output<(typeof api)['changeStore']['body']>

export async function readStoreSettings(
  reader: Reader,
  configuration: Configuration,
): Promise<StoreSettings> {
  const { rows } = await sql<Omit<StoreSettings, 'address'>>`
    select is_open as "isOpen", location_id as "locationId",
           coalesce((select json_agg(location_id order by location_id) from store_collection_point), '[]') as "collectionIds", greeting,
           bank_details as "bankDetails", terms, days_to_pay as "daysToPay", shipping_tax_rate_id as "shippingTaxRateId",
           most_of_one as "mostOfOne",
           version, ${productsWhere(sql`p.published`)} as published, ${productsWhere(sql`not p.published and ${hasPrice}`)} as unpublished
      from store`.execute(reader.db)
  return { ...rows[0]!, address: publicAddress(configuration, '/shop') }
}

const productsWhere = (condition: ReturnType<typeof sql>) =>
  sql<number>`(select count(*)::int from product p where p.archived_at is null and ${condition})`
const hasPrice = sql`exists (select from variant v where v.product_id = p.id and v.archived_at is null and v.price_minor > 0)`

/**
 * Opens or closes the store and changes its settings as a whole. Refuses changed_meanwhile, store_needs_location for an open
 * store that sends from nowhere, and not_found for a location or tax rate that is gone.
 */
export async function changeStore(tx: Tx, change: StoreChange): Promise<void> {
  if (change.isOpen && change.locationId === null) throw refuse('store_needs_location', {})
  try {
    const { rows } = await sql`
      update store set is_open = ${change.isOpen}, location_id = ${change.locationId}, greeting = ${change.greeting},
             bank_details = ${change.bankDetails.trim()}, terms = ${change.terms}, days_to_pay = ${change.daysToPay},
             shipping_tax_rate_id = ${change.shippingTaxRateId}, most_of_one = ${change.mostOfOne}, version = version + 1
       where version = ${change.version} returning version`.execute(tx.db)
    if (rows.length === 0) throw refuse('changed_meanwhile', { what: 'page of settings', by: 'Somebody' })
    await sql`delete from store_collection_point where location_id <> all(${change.collectionIds}::bigint[])`.execute(
      tx.db,
    )
    await sql`
      insert into store_collection_point (location_id) select distinct id from unnest(${change.collectionIds}::bigint[]) as id
      on conflict do nothing`.execute(tx.db)
  } catch (error) {
    const constraint = brokenConstraint(error)
    if (constraint?.includes('location')) throw refuse('not_found', { what: 'location' })
    if (constraint?.includes('tax_rate')) throw refuse('not_found', { what: 'tax rate' })
    throw error
  }
}

/** Puts every product that has a price into the store. */
export async function publishAll(tx: Tx): Promise<void> {
  await sql`
    update product p set published = true, version = version + 1, changed_at = ${tx.at}, changed_by = ${tx.actor.id}
     where p.archived_at is null and not p.published and ${hasPrice}`.execute(tx.db)
}
