import { sql } from 'kysely'
import type { BoughtAs } from '../../../contract/buying.ts'
import { gtin14 } from '../../../gs1/public.ts'
import type { Reader } from '../../platform/database/public.ts'

/**
 * The variants that a supplier's own number means, and the one whose carton carries a barcode; archived products are not
 * bought. More than one is an answer too: whoever asks says so.
 */
export async function findBoughtAs(
  reader: Reader,
  { code, supplierId = null }: { code: string; supplierId?: number | null | undefined },
): Promise<{ items: BoughtAs[] }> {
  const gtin = gtin14(code)
  const { rows } = await sql<BoughtAs>`
    select p.id as "productId", v.id as "variantId", v.product_number as "productNumber", v.name, meant.by, meant.units
      from (
        select variant_id, 'supplier_number' as by, 1::bigint as units
          from supplier_product
         where supplier_id = ${supplierId}::bigint and normalize(supplier_number, nfc) = normalize(${code}::text, nfc)
        union all
        select unit.variant_id, 'unit_barcode', unit.units
          from barcode join purchase_unit unit on unit.id = barcode.purchase_unit_id
         where barcode.code in (normalize(${code}::text, nfc), ${gtin.ok ? gtin.gtin14 : null}::text)
      ) meant
      join variant v on v.id = meant.variant_id and v.archived_at is null
      join product p on p.id = v.product_id and p.archived_at is null
     order by v.product_number limit 20`.execute(reader.db)
  return { items: rows }
}

/**
 * The product numbers of the variants that suppliers' own numbers mean, by position of the pair asked for; a number that
 * several variants share gives several. One statement, for one pair or for 100,000.
 */
export async function findBySupplierNumbers(
  reader: Reader,
  pairs: readonly { supplierId: number; number: string }[],
): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ position: number; numbers: string[] }>`
    select (given.position - 1)::int as position, array_agg(v.product_number order by v.product_number) as numbers
      from unnest(${pairs.map(one => one.supplierId)}::bigint[], ${pairs.map(one => one.number)}::text[])
           with ordinality as given (supplier_id, number, position)
      join supplier_product sp on sp.supplier_id = given.supplier_id
           and normalize(sp.supplier_number, nfc) = normalize(given.number, nfc)
      join variant v on v.id = sp.variant_id
     group by given.position`.execute(reader.db)
  return new Map(rows.map(row => [row.position, row.numbers]))
}
