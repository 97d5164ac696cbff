import { sql } from 'kysely'
import type { DeliveryZone, ZoneInput } from '../../../contract/store.ts'
import { changed, type Reader, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { readZones } from '../checkout/delivery-zones.ts'

export async function listZones(reader: Reader): Promise<{ items: DeliveryZone[] }> {
  return { items: await readZones(reader) }
}

export async function addZone(tx: Tx, input: ZoneInput): Promise<DeliveryZone> {
  const { rows } = await sql<{ id: number }>`
    insert into delivery_zone (name, countries, postcode_prefixes)
    values (${input.name}, ${distinct(input.countries)}::text[], ${distinct(input.postcodePrefixes)}::text[])
    returning id`.execute(tx.db)
  return withRates(tx, rows[0]!.id, input)
}

/** Refuses not_found. */
export async function changeZone(tx: Tx, zoneId: number, input: ZoneInput): Promise<DeliveryZone> {
  const result = await sql`
    update delivery_zone set name = ${input.name}, countries = ${distinct(input.countries)}::text[],
           postcode_prefixes = ${distinct(input.postcodePrefixes)}::text[]
     where id = ${zoneId}`.execute(tx.db)
  if (changed(result) === 0) throw refuse('not_found', { what: 'delivery zone' })
  await sql`delete from delivery_rate where zone_id = ${zoneId}`.execute(tx.db)
  return withRates(tx, zoneId, input)
}

/** Refuses not_found. */
export async function removeZone(tx: Tx, zoneId: number): Promise<{ ok: true }> {
  const result = await sql`delete from delivery_zone where id = ${zoneId}`.execute(tx.db)
  if (changed(result) === 0) throw refuse('not_found', { what: 'delivery zone' })
  return { ok: true }
}

async function withRates(tx: Tx, zoneId: number, { rates }: ZoneInput): Promise<DeliveryZone> {
  await sql`
    insert into delivery_rate (zone_id, position, name, price_minor, free_from_minor)
    select ${zoneId}, position, name, price_minor, free_from_minor
      from unnest(${rates.map(rate => rate.name)}::text[], ${rates.map(rate => rate.priceMinor)}::bigint[],
                  ${rates.map(rate => rate.freeFromMinor)}::bigint[])
           with ordinality as given (name, price_minor, free_from_minor, position)`.execute(tx.db)
  return (await readZones(tx)).find(zone => zone.id === zoneId)!
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]
