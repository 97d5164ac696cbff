import { sql } from 'kysely'
import type { Buying } from '../../../contract/buying.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { shownCode } from '../barcodes.ts'

/** How a variant is bought: units by their size, suppliers with the preferred one first, rules by location. Refuses not_found. */
export async function readBuying(reader: Reader, variantId: number): Promise<Buying> {
  const { rows } = await sql<Buying>`
    select v.id as "variantId", v.decimals, v.units_per_pu as "unitsPerPu",
           (select coalesce(jsonb_agg(jsonb_build_object('id', unit.id, 'name', unit.name, 'units', unit.units, 'onlyWhole', unit.only_whole,
                     'isDefault', unit.units = v.units_per_pu,
                     'barcodes', array(select ${shownCode} from barcode where barcode.purchase_unit_id = unit.id order by barcode.code))
                     order by unit.units), '[]')
              from purchase_unit unit where unit.variant_id = v.id) as units,
           (select coalesce(jsonb_agg(jsonb_build_object(
                     'supplier', jsonb_build_object('id', s.id, 'name', s.name, 'number', s.number, 'currency', s.currency),
                     'supplierNumber', sp.supplier_number, 'unitsPerPu', sp.units_per_pu, 'priceMinor', sp.price_minor,
                     'pricePer', case when sp.price_is_per_pu then 'pu' else 'sku' end,
                     'isPreferred', sp.is_preferred) order by not sp.is_preferred, lower(s.name)), '[]')
              from supplier_product sp join supplier s on s.id = sp.supplier_id and s.archived_at is null
             where sp.variant_id = v.id) as suppliers,
           (select coalesce(jsonb_agg(jsonb_build_object(
                     'location', case when l.id is not null then jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name) end,
                     'reorderPoint', rule.reorder_point, 'targetLevel', rule.target_level) order by l.name nulls first), '[]')
              from reorder_rule rule left join location l on l.id = rule.location_id
             where rule.variant_id = v.id) as rules
      from variant v where v.id = ${variantId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'product' })
  return rows[0]
}
