import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { searchTextOf } from './search-text.ts'

/** Says anew what the variants of these products are called and found by, after a change of names, values, numbers or barcodes. */
export async function nameVariants(tx: Tx, productIds: readonly number[]): Promise<void> {
  await sql`
    update variant v set name = named.name, sort_name = named.sort_name, search_text = named.search_text
      from (
        select named.id, named.name, lower(p.name) || case when p.parent_number is null then '' else chr(1) || lpad(named.position::text, 4, '0') end as sort_name,
               ${searchTextOf(sql`named.name`, sql`nullif(concat_ws(E'\n', named.product_number, p.parent_number), '')`, sql`codes.lines`)} as search_text
          from product p
          join lateral (
            select v.id, v.product_number, v.position, array_to_string(array_prepend(p.name, v.option_values), ' · ') as name
              from variant v where v.product_id = p.id
          ) named on true
          left join lateral (
            select string_agg(code, E'\n' order by code) as lines from barcode where variant_id = named.id
          ) codes on true
         where p.id = any(${[...productIds]}::bigint[])
      ) named
     where v.id = named.id
       and (v.name, v.sort_name, v.search_text) is distinct from (named.name, named.sort_name, named.search_text)`.execute(
    tx.db,
  )
}
