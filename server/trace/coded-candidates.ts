import { type RawBuilder, sql } from 'kysely'
import type { Facts } from '../../gs1/public.ts'

/**
 * What a GS1 code names, at its finest: the piece with this GTIN and serial, else the lot, else the product. A coarser
 * answer than the code asked for is not exact. A code without GTIN, or with a GTIN that the shop does not know, is
 * looked up by its serial or lot alone; in the second case that is a hint and not exact.
 */
export function codedCandidates({ gtin = '', lot = '', serial = '' }: Facts): RawBuilder<unknown> {
  return sql`
    select kind, id, rank, exact, via from (
      select candidate.*, min(rank) over () as finest from (
        select 'unit' as kind, u.id, 1 as rank, true as exact, null::text as via
          from barcode b join unit u on u.variant_id = b.variant_id and normalize(u.serial, nfc) = ${serial}
         where b.code = ${gtin}
        union all
        select 'lot', l.id, 2, ${serial === ''}::boolean, null
          from barcode b join lot l on l.variant_id = b.variant_id and normalize(l.number, nfc) = ${lot}
         where b.code = ${gtin}
        union all
        select 'product', v.product_id, 3, ${serial === '' && lot === ''}::boolean, null
          from barcode b join variant v on v.id = b.variant_id
         where b.code = ${gtin}
        union all
        (select 'unit', id, 4, ${gtin === ''}::boolean, null from unit where normalize(serial, nfc) = ${serial} limit 20)
        union all
        (select 'lot', id, 5, ${gtin === ''}::boolean, null from lot where normalize(number, nfc) = ${lot} limit 20)
      ) candidate
    ) ranked
    where rank = finest`
}
