import { sql } from 'kysely'
import type { DeliveryZone } from '../../../contract/store.ts'
import type { Reader } from '../../platform/database/public.ts'

/** Every zone by name, with its rates. */
export async function readZones(reader: Reader): Promise<DeliveryZone[]> {
  const { rows } = await sql<DeliveryZone>`
    select z.id, z.name, z.countries, z.postcode_prefixes as "postcodePrefixes",
           coalesce((select json_agg(json_build_object('name', r.name, 'priceMinor', r.price_minor, 'freeFromMinor', r.free_from_minor)
                              order by r.position) from delivery_rate r where r.zone_id = z.id), '[]') as rates
      from delivery_zone z order by lower(z.name), z.id`.execute(reader.db)
  return rows
}

/**
 * The zone that an address is in: of those of its country, the one with the longest beginning of its postcode; one without
 * beginnings is all the rest of its countries. Undefined where nothing is delivered.
 */
export function zoneOf(
  zones: readonly DeliveryZone[],
  { country, postcode }: { country: string; postcode: string },
): DeliveryZone | undefined {
  const code = postcode.toUpperCase().replace(/[\s-]/g, '')
  let best: { zone: DeliveryZone; length: number } | undefined
  for (const zone of zones) {
    if (!zone.countries.includes(country)) continue
    const prefixes = zone.postcodePrefixes.length === 0 ? [''] : zone.postcodePrefixes
    const length = Math.max(...prefixes.map(prefix => (code.startsWith(prefix) ? prefix.length : -1)))
    if (length >= 0 && (best === undefined || length > best.length)) best = { zone, length }
  }
  return best?.zone
}

/** What a rate costs for goods of this worth. */
export function priceOf(
  { priceMinor, freeFromMinor }: DeliveryZone['rates'][number],
  goodsMinor: number,
): number {
  return freeFromMinor !== null && goodsMinor >= freeFromMinor ? 0 : priceMinor
}

/** The countries that anything is delivered to. */
export const countriesOf = (zones: readonly DeliveryZone[]): string[] =>
  [...new Set(zones.flatMap(zone => zone.countries))].sort()
