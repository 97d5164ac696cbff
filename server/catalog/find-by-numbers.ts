import { sql } from 'kysely'
import type { CaptureRules } from '../../contract/capture-rules.ts'
import type { Tracking } from '../../contract/catalog.ts'
import type { Reader } from '../platform/database/public.ts'
import { captureColumn } from './capture-rules.ts'

/** A variant with what its product says of it. */
export interface FoundProduct {
  readonly productId: number
  readonly variantId: number
  /** With the option values. */
  readonly name: string
  readonly productNumber: string
  readonly priceMinor: number
  readonly unitsPerPu: number
  readonly decimals: number
  readonly tracking: Tracking
  readonly piecesHaveSerials: boolean
  readonly archived: boolean
  readonly capture: CaptureRules
}

/**
 * The variants with these product numbers, by the number as it was given; numbers that no variant has are missing from the
 * map. One statement, for one number or for 100,000.
 */
export async function findByNumbers(
  reader: Reader,
  productNumbers: readonly string[],
): Promise<Map<string, FoundProduct>> {
  const { rows } = await sql<FoundProduct & { given: string }>`
    select given, p.id as "productId", v.id as "variantId", v.name, v.product_number as "productNumber",
           v.price_minor as "priceMinor", v.units_per_pu as "unitsPerPu", v.decimals,
           jsonb_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking, p.pieces_have_serials as "piecesHaveSerials",
           coalesce(p.archived_at, v.archived_at) is not null as archived, ${captureColumn} as capture
      from unnest(${[...new Set(productNumbers)]}::text[]) as given
      join variant v on normalize(v.product_number, nfc) = normalize(given, nfc)
      join product p on p.id = v.product_id`.execute(reader.db)
  return new Map(rows.map(({ given, ...product }) => [given, product]))
}
