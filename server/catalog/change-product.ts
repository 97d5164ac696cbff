import { sql } from 'kysely'
import type { Product } from '../../contract/catalog.ts'
import { brokenConstraint, type Reader, type Tx } from '../platform/database/public.ts'
import { type Refusal, refuse } from '../platform/refusal.ts'
import type { ProductInput } from './add-products.ts'
import { type StoredCode, storedCodes } from './barcodes.ts'
import { storeRules } from './capture-rules.ts'
import { refuseTakenBarcode, refuseTakenNumber } from './explain-taken.ts'
import { readProduct } from './read-product.ts'
import { searchTextOf } from './search-text.ts'

export type ProductChange = ProductInput & { readonly version: number; readonly archived: boolean }

/**
 * Changes a product as a whole. Its tracking, and the decimals that its quantities are counted with, only before the first
 * inventory change: the update asks for that on the row which lockTracking stamps, so one of the two waits for the other.
 * Refuses not_found, changed_meanwhile, tracking_locked, decimals_locked, product_number_taken, barcode_taken and
 * barcode_wrong.
 */
export async function changeProduct(tx: Tx, productId: number, change: ProductChange): Promise<Product> {
  const codes = storedCodes(change.barcodes)
  await refuseOthersNumber(tx, productId, change.productNumber)
  const variantId = await updateProduct(tx, productId, change, codes)
  if (variantId === null) throw await explainNoChange(tx, productId, change)
  await replaceBarcodes(tx, variantId, codes)
  const { capture: rules, tracking } = change
  if (rules !== undefined) await storeRules(tx, [{ productId, tracking, rules }])
  return readProduct(tx, productId)
}

async function refuseOthersNumber(tx: Tx, productId: number, productNumber: string): Promise<void> {
  const { rows } = await sql`
    select from variant where normalize(product_number, nfc) = normalize(${productNumber}::text, nfc)
       and product_id <> ${productId}`.execute(tx.db)
  if (rows.length > 0) throw await refuseTakenNumber(tx, productNumber)
}

/** The id of the variant that was changed with its product, or null when the guard did not let the change through. */
async function updateProduct(
  tx: Tx,
  productId: number,
  change: ProductChange,
  codes: readonly StoredCode[],
): Promise<number | null> {
  const { name, productNumber, description, tracking, decimals } = change
  const codeLines = codes.map(one => one.code).join('\n')
  try {
    const { rows } = await sql<{ id: number }>`
      with product_changed as (
        update product set name = ${name}, description = ${description}, tracks_lots = ${tracking.lots},
               tracks_serials = ${tracking.serials}, backorders_allowed = ${change.backordersAllowed},
               search_text = ${searchTextOf(sql`${name}::text`, sql`${productNumber}::text`, sql`nullif(${codeLines}, '')`)},
               archived_at = case when ${change.archived} then coalesce(archived_at, ${tx.at}) end,
               version = version + 1, changed_at = ${tx.at}, changed_by = ${tx.actor.id}
         where id = ${productId} and version = ${change.version}
           and (tracking_locked_at is null or (
             tracks_lots = ${tracking.lots} and tracks_serials = ${tracking.serials}
             and not exists (select from variant where product_id = product.id and decimals <> ${decimals})))
        returning id
      )
      update variant set product_number = ${productNumber}, price_minor = ${change.priceMinor},
             units_per_pu = ${change.unitsPerPu}, decimals = ${decimals}
        from product_changed where variant.product_id = product_changed.id
      returning variant.id`.execute(tx.db)
    return rows[0]?.id ?? null
  } catch (error) {
    // Somebody took the number between our look and our write; the transaction is gone, so it cannot be asked who.
    if (brokenConstraint(error) === 'variant_product_number')
      throw refuse('product_number_taken', { productNumber, name: 'another product' })
    throw error
  }
}

async function explainNoChange(reader: Reader, productId: number, change: ProductChange): Promise<Refusal> {
  const now = await readProduct(reader, productId)
  if (now.version !== change.version)
    return refuse('changed_meanwhile', { what: 'product', by: await lastChangedBy(reader, productId) })
  const since = (now.trackingLockedAt ?? reader.at).slice(0, 10)
  const sameTracking =
    now.tracking.lots === change.tracking.lots && now.tracking.serials === change.tracking.serials
  return refuse(sameTracking ? 'decimals_locked' : 'tracking_locked', { name: now.name, since })
}

async function lastChangedBy(reader: Reader, productId: number): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select staff.name from product p join staff on staff.id = coalesce(p.changed_by, p.created_by)
     where p.id = ${productId}`.execute(reader.db)
  return rows[0]?.name ?? 'Somebody'
}

async function replaceBarcodes(tx: Tx, variantId: number, codes: readonly StoredCode[]): Promise<void> {
  const wanted = codes.map(one => one.code)
  await sql`delete from barcode where variant_id = ${variantId} and code <> all(${wanted}::text[])`.execute(
    tx.db,
  )
  await sql`
    insert into barcode (code, variant_id, is_gtin)
    select code, ${variantId}, is_gtin
      from unnest(${wanted}::text[], ${codes.map(one => one.isGtin)}::bool[]) as given (code, is_gtin)
     order by code on conflict do nothing`.execute(tx.db)
  const { rows } = await sql<{ code: string; is_gtin: boolean }>`
    select code, is_gtin from barcode where code = any(${wanted}::text[]) and variant_id <> ${variantId} limit 1`.execute(
    tx.db,
  )
  const taken = rows[0]
  if (taken !== undefined) throw await refuseTakenBarcode(tx, { code: taken.code, isGtin: taken.is_gtin })
}
