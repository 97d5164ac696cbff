import { sql } from 'kysely'
import type { CaptureRules } from '../../../contract/capture-rules.ts'
import type { DispatchIdentifierMode } from '../../../contract/dispatch-identifiers.ts'
import type { Reader } from '../../platform/database/public.ts'
import type { StoredCode } from '../barcodes.ts'
import { captureColumn } from '../capture-rules.ts'
import { pathOfCategory } from '../categories/list-categories.ts'

/** What a file can say of where a product belongs and what must be known of its goods. */
export interface ProductDetailValues {
  /** Names from the top of the tree down. */
  readonly category: readonly string[] | null
  readonly taxRateId: number | null
  readonly locationId: number | null
  readonly binId: number | null
  readonly capture: CaptureRules
}

export interface PurchaseUnitValues {
  readonly name: string
  readonly units: number
  readonly onlyWhole: boolean
  /** By code. */
  readonly codes: readonly StoredCode[]
}

/** What a file can say of how a variant is bought. */
export interface BuyingValues {
  /** By size, each name and each size once. */
  readonly units: readonly PurchaseUnitValues[]
  /** Those that the variant has come before those that it gets. */
  readonly suppliers: readonly { readonly supplierId: number; readonly number: string | null }[]
  /** Of the rule for all locations that have none of their own. */
  readonly reorderPoint: number | null
  readonly targetLevel: number | null
}

export const noBuying: BuyingValues = { units: [], suppliers: [], reorderPoint: null, targetLevel: null }

/** Everything of a product that a file can say. */
export interface ProductValues extends ProductDetailValues {
  readonly productNumber: string
  readonly name: string
  readonly description: string
  readonly codes: readonly StoredCode[]
  readonly price: number
  readonly unitsPerPu: number
  readonly buying: BuyingValues
  readonly decimals: number
  readonly lots: boolean
  readonly serials: boolean
  readonly identifierMode: DispatchIdentifierMode
  readonly backorders: boolean
  readonly archived: boolean
  /** In the online store. */
  readonly published: boolean
  /** One for each option of its product. */
  readonly optionValues: readonly string[]
}

export interface KnownProduct extends ProductValues {
  readonly productId: number
  readonly variantId: number
  readonly version: number
  readonly trackingLockedAt: string | null
  /** Null for a product without options. */
  readonly parentNumber: string | null
}

/** Which of these product numbers the shop has, as they were given. One statement, for one number or for 100,000. */
export async function knownNumbers(reader: Reader, given: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ given: string }>`
    select given from unnest(${given}::text[]) as given
      join variant v on normalize(v.product_number, nfc) = normalize(given, nfc)`.execute(reader.db)
  return new Set(rows.map(row => row.given))
}

/** The products with these numbers, by the number as it was given. */
export async function readKnown(
  reader: Reader,
  given: readonly string[],
): Promise<Map<string, KnownProduct>> {
  const { rows } = await sql<KnownProduct & { given: string }>`
    select given, p.id as "productId", v.id as "variantId", p.version, v.product_number as "productNumber", p.name,
           p.description, v.price_minor as price, v.units_per_pu as "unitsPerPu", v.decimals, p.tracks_lots as lots,
           p.tracks_serials as serials, p.dispatch_identifier_mode as "identifierMode", p.backorders_allowed as backorders, coalesce(v.archived_at, p.archived_at) is not null as archived, p.published,
           p.tracking_locked_at as "trackingLockedAt", p.parent_number as "parentNumber", v.option_values as "optionValues", ${pathOfCategory} as category, p.tax_rate_id as "taxRateId",
           p.default_location_id as "locationId", p.default_bin_id as "binId", ${captureColumn} as capture,
           coalesce((select jsonb_agg(jsonb_build_object('code', code, 'isGtin', is_gtin) order by code)
                       from barcode where variant_id = v.id and purchase_unit_id is null), '[]') as codes, ${buyingColumn} as buying
      from unnest(${given}::text[]) as given
      join variant v on normalize(v.product_number, nfc) = normalize(given, nfc)
      join product p on p.id = v.product_id`.execute(reader.db)
  return new Map(rows.map(({ given, ...product }) => [given, product]))
}

/** Of variant v, in the order of `BuyingValues`. */
const buyingColumn = sql`
  jsonb_build_object(
    'units', coalesce((
      select jsonb_agg(jsonb_build_object('name', unit.name, 'units', unit.units, 'onlyWhole', unit.only_whole, 'codes', coalesce((
               select jsonb_agg(jsonb_build_object('code', code, 'isGtin', is_gtin) order by code)
                 from barcode where purchase_unit_id = unit.id), '[]')) order by unit.units)
        from purchase_unit unit where unit.variant_id = v.id), '[]'),
    'suppliers', coalesce((
      select jsonb_agg(jsonb_build_object('supplierId', supplier_id, 'number', supplier_number) order by not is_preferred, supplier_id)
        from supplier_product where variant_id = v.id), '[]'),
    'reorderPoint', (select reorder_point from reorder_rule where variant_id = v.id and location_id is null),
    'targetLevel', (select target_level from reorder_rule where variant_id = v.id and location_id is null))`
