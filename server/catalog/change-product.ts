import { sql } from 'kysely'
import type { ProductDetail } from '../../contract/catalog.ts'
import type { DispatchIdentifierMode } from '../../contract/dispatch-identifiers.ts'
import type { Reader, Tx } from '../platform/database/public.ts'
import { type Refusal, refuse } from '../platform/refusal.ts'
import type { ProductInput } from './add-products.ts'
import { storeRules } from './capture-rules.ts'
import { refuseBlockedMode } from './identifier-mode.ts'
import { nameVariants } from './name-variants.ts'
import { storeDetails, storeInStore } from './product-details.ts'
import { readProduct } from './read-product.ts'
import { setParentNumber, setVariants } from './set-variants.ts'

export type ProductChange = ProductInput & { readonly version: number; readonly archived: boolean }

/**
 * Changes a product as a whole. Its tracking, and the decimals that its quantities are counted with, only before the first
 * inventory change: the update asks for that on the row which lockTracking stamps, so one of the two waits for the other.
 * Refuses not_found, changed_meanwhile, tracking_locked, decimals_locked, identifier_mode_blocked, product_number_taken,
 * barcode_taken and barcode_wrong.
 */
export async function changeProduct(
  tx: Tx,
  productId: number,
  change: ProductChange,
): Promise<ProductDetail> {
  const former = await updateProduct(tx, productId, change)
  if (former === null) throw await explainNoChange(tx, productId, change)
  await refuseBlockedMode(tx, { productId, product: change.name, from: former.mode, to: former.newMode })
  const { options, variants = [], productNumber, barcodes, priceMinor, unitsPerPu } = change
  if (options !== undefined && options.length > 0)
    await setVariants(tx, productId, { parentNumber: productNumber, options, variants })
  else if (options === undefined && former.hasOptions) await renameParent(tx, productId, productNumber)
  else {
    const only = { productNumber, barcodes, priceMinor, unitsPerPu, optionValues: [], archived: false }
    await setVariants(tx, productId, {
      parentNumber: null,
      options: [],
      variants: [{ id: former.firstVariant, ...only }],
    })
  }
  const { capture: rules, details, store, tracking } = change
  if (rules !== undefined) await storeRules(tx, [{ productId, tracking, rules }])
  if (details !== undefined) await storeDetails(tx, [{ productId, details }])
  if (store !== undefined) await storeInStore(tx, [{ productId, store }])
  return readProduct(tx, productId)
}

interface Former {
  readonly hasOptions: boolean
  readonly firstVariant: number
  /** The dispatch identifier mode before and after. */
  readonly mode: DispatchIdentifierMode
  readonly newMode: DispatchIdentifierMode
}

/** What the product was made of, or null when the guard did not let the change through. */
async function updateProduct(tx: Tx, productId: number, change: ProductChange): Promise<Former | null> {
  const { name, description, tracking, decimals } = change
  const { rows } = await sql<Former>`
    with before as materialized (
      select id, dispatch_identifier_mode as mode from product where id = ${productId}
    ), product_changed as (
      update product set name = ${name}, description = ${description}, tracks_lots = ${tracking.lots},
             tracks_serials = ${tracking.serials}, backorders_allowed = ${change.backordersAllowed},
             dispatch_identifier_mode = case when ${tracking.serials} or (${decimals > 0} and dispatch_identifier_mode = 'single_use') then 'off'
               else coalesce(${change.dispatchIdentifierMode ?? null}::text, dispatch_identifier_mode) end,
             archived_at = case when ${change.archived} then coalesce(archived_at, ${tx.at}) end,
             version = version + 1, changed_at = ${tx.at}, changed_by = ${tx.actor.id}
        from before
       where product.id = ${productId} and before.id = product.id and version = ${change.version}
         and (tracking_locked_at is null or (
           tracks_lots = ${tracking.lots} and tracks_serials = ${tracking.serials}
           and not exists (select from variant where product_id = product.id and decimals <> ${decimals})))
      returning product.id, before.mode, dispatch_identifier_mode as new_mode
    ), counted as (
      update variant set decimals = ${decimals}
        from product_changed where variant.product_id = product_changed.id and variant.decimals <> ${decimals}
    )
    select exists (select from product_option where product_id = product_changed.id) as "hasOptions",
           (select id from variant where product_id = product_changed.id
             order by archived_at is not null, position, id limit 1) as "firstVariant", mode, new_mode as "newMode"
      from product_changed`.execute(tx.db)
  return rows[0] ?? null
}

/** The name may be new, and so the names of the variants; options and variants stay as they are. */
async function renameParent(tx: Tx, productId: number, parentNumber: string): Promise<void> {
  await setParentNumber(tx, productId, parentNumber)
  await nameVariants(tx, [productId])
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
