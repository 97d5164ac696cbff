import { sql } from 'kysely'
import type { z } from 'zod'
import type { api, ShopSettings } from '../../contract/shop.ts'
import type { Reader, Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { knownTimeZone } from './staff.ts'

type Change = z.output<(typeof api)['changeShop']['body']>

/** The shop: its address, money and time. */
export async function readShop(reader: Reader): Promise<ShopSettings> {
  const { rows } = await sql<ShopSettings>`
    select name, address, email, phone, tax_number as "taxNumber", currency, time_zone as "timeZone",
           prices_include_tax as "pricesIncludeTax", version,
           (select number from document order by id limit 1) as "currencyLockedBy",
           (select jsonb_build_object('key', key, 'width', width, 'height', height) from shop_logo) as logo
      from shop`.execute(reader.db)
  return rows[0]!
}

/**
 * Changes the shop's settings as a whole. The currency only while there is no document, whose amounts would else mean
 * something different: whoever is just writing the first one is waited for, and further ones wait for the change. Refuses
 * changed_meanwhile and currency_locked.
 */
export async function changeShop(tx: Tx, change: Change): Promise<ShopSettings> {
  const before = await readShop(tx)
  if (before.currency !== change.currency && before.currencyLockedBy === null)
    await sql`lock table document in share mode`.execute(tx.db)
  const { rows } = await sql`
    update shop set name = ${change.name}, address = ${change.address.trim()}, email = ${change.email}, phone = ${change.phone},
           tax_number = ${change.taxNumber}, currency = ${change.currency}, time_zone = ${knownTimeZone(change.timeZone)},
           prices_include_tax = ${change.pricesIncludeTax}, version = version + 1
     where version = ${change.version} and (currency = ${change.currency} or not exists (select from document))
    returning version`.execute(tx.db)
  const shop = await readShop(tx)
  if (rows.length > 0) return shop
  if (shop.version !== change.version)
    throw refuse('changed_meanwhile', { what: 'page of settings', by: 'Somebody' })
  throw refuse('currency_locked', {
    currency: shop.currency,
    document: shop.currencyLockedBy ?? 'A document',
  })
}
