import { sql } from 'kysely'
import type { PurchaseTerms } from '../../../contract/buying.ts'
import type { Reader } from '../../platform/database/public.ts'

/** In which units these variants are bought, and which unit and price a row starts with when `supplierId` sells it. */
export async function listPurchaseTerms(
  reader: Reader,
  {
    variantIds,
    supplierId = null,
  }: { variantIds: readonly number[]; supplierId?: number | null | undefined },
): Promise<{ items: PurchaseTerms[] }> {
  const { rows } = await sql<PurchaseTerms>`
    select v.id as "variantId", coalesce(sp.units_per_pu, v.units_per_pu) as "unitsPerPu", sp.price_minor as "priceMinor",
           case when coalesce(sp.price_is_per_pu, false) then 'pu' else 'sku' end as "pricePer",
           ${unitChoices} as units
      from variant v
      left join supplier_product sp on sp.variant_id = v.id and sp.supplier_id = ${supplierId}::bigint
     where v.id = any(${[...variantIds]}::bigint[])`.execute(reader.db)
  return { items: rows }
}

/** Single pieces, the named units and the default of variant v, each once; the smallest first. */
const unitChoices = sql`(
  select jsonb_agg(jsonb_build_object('name', unit.name, 'units', choice.units, 'onlyWhole', coalesce(unit.only_whole, false)) order by choice.units)
    from (select 1::bigint as units union select v.units_per_pu union select coalesce(sp.units_per_pu, 1)
           union select units from purchase_unit where variant_id = v.id) choice
    left join purchase_unit unit on unit.variant_id = v.id and unit.units = choice.units)`
