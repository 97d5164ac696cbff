import { sql } from 'kysely'
import type { z } from 'zod'
import type { Buying, SuppliedProduct, supplierProductInput } from '../../../contract/buying.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../../platform/paging.ts'
import { unknownParent } from './purchase-units.ts'
import { readBuying } from './read-buying.ts'

/** What a supplier sells us, by name; the cursor is the last name and id of the page before. */
export async function listSuppliedProducts(
  reader: Reader,
  supplierId: number,
  query: SearchQuery,
): Promise<Page<SuppliedProduct>> {
  const pattern = contains(query.search)
  return pageOf<SuppliedProduct & { sortName: string }>(
    query,
    ({ after, limit }) =>
      sql`
        select p.id as "productId", v.id as "variantId", v.product_number as "productNumber", v.name, v.sort_name as "sortName", v.decimals,
               v.units_per_pu as "defaultUnitsPerPu", unit.name as "unitName", sp.supplier_number as "supplierNumber",
               sp.units_per_pu as "unitsPerPu", sp.price_minor as "priceMinor", case when sp.price_is_per_pu then 'pu' else 'sku' end as "pricePer", sp.is_preferred as "isPreferred"
          from supplier_product sp
          join variant v on v.id = sp.variant_id
          join product p on p.id = v.product_id
          left join purchase_unit unit on unit.variant_id = v.id and unit.units = coalesce(sp.units_per_pu, v.units_per_pu)
         where sp.supplier_id = ${supplierId} and coalesce(v.archived_at, p.archived_at) is null
           and (${pattern}::text is null or v.name ilike ${pattern} or v.product_number ilike ${pattern} or sp.supplier_number ilike ${pattern})
           and (${after[0] ?? null}::text is null or (v.sort_name, v.id) > (${after[0] ?? null}::text, ${after[1] ?? null}::bigint))
         order by v.sort_name, v.id limit ${limit}`.execute(reader.db),
    row => [row.sortName, row.variantId],
  )
}

/**
 * Says how a supplier sells a variant. The preferred supplier is one: whoever was it before is it no more; the variant's
 * row is the queue of those who say so. Refuses not_found.
 */
export async function saveSupplierProduct(
  tx: Tx,
  { supplierId, variantId }: { supplierId: number; variantId: number },
  input: z.output<typeof supplierProductInput>,
): Promise<Buying> {
  await sql`select from variant where id = ${variantId} for no key update`.execute(tx.db)
  if (input.isPreferred)
    await sql`
      update supplier_product set is_preferred = false
       where variant_id = ${variantId} and is_preferred and supplier_id <> ${supplierId}`.execute(tx.db)
  try {
    await sql`
      insert into supplier_product (supplier_id, variant_id, supplier_number, units_per_pu, price_minor, price_is_per_pu, is_preferred)
      values (${supplierId}, ${variantId}, ${input.supplierNumber}, ${input.unitsPerPu}, ${input.priceMinor},
              ${input.pricePer === 'pu'}, ${input.isPreferred})
      on conflict (supplier_id, variant_id) do update
         set supplier_number = excluded.supplier_number, units_per_pu = excluded.units_per_pu,
             price_minor = excluded.price_minor, price_is_per_pu = excluded.price_is_per_pu, is_preferred = excluded.is_preferred`.execute(
      tx.db,
    )
  } catch (error) {
    throw unknownParent(error) ?? error
  }
  return readBuying(tx, variantId)
}

/** The supplier does not sell the variant any more; whether it did is not asked. */
export async function removeSupplierProduct(
  tx: Tx,
  { supplierId, variantId }: { supplierId: number; variantId: number },
): Promise<{ ok: true }> {
  await sql`
    delete from supplier_product where supplier_id = ${supplierId} and variant_id = ${variantId}`.execute(
    tx.db,
  )
  return { ok: true }
}
