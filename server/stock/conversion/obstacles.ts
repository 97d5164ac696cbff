import { sql } from 'kysely'
import type { ConversionObstacle } from '../../../contract/conversion.ts'
import type { Reader } from '../../platform/database/public.ts'
import { listed } from '../explain-take-out.ts'

/**
 * What stands in the way of a conversion: goods that are chosen, goods under way; and, where the conversion gives up what
 * they are told apart by, goods that are held or have expired, since nobody could keep them from being sold any more.
 */
export async function findObstacles(reader: Reader, conversionId: number): Promise<ConversionObstacle[]> {
  const { rows } = await sql<{ kind: ConversionObstacle['kind']; name: string }>`
    with converting as materialized (
      select v.id as variant_id, c.from_lots and not c.to_lots as loses_lots, c.from_serials and not c.to_serials as loses_serials
        from conversion c join variant v on v.product_id = c.product_id where c.id = ${conversionId}
    ), there as materialized (
      select l.variant_id, l.lot_id, l.place_id, c.loses_lots, c.loses_serials, place.kind
        from converting c join level l on l.variant_id = c.variant_id and l.on_hand > 0 join place on place.id = l.place_id
    ), obstacle as (
      select 'chosen' as kind, d.number as name, d.id as sort
        from converting c join allocation a on a.variant_id = c.variant_id and a.ended_at is null
        join document d on d.id = a.document_id
      union all
      -- Transfers of which something has not arrived yet.
      select 'in_transit', d.number, d.id
        from (select distinct variant_id, place_id from there where kind = 'transit') there
        join movement m on m.variant_id = there.variant_id and there.place_id in (m.from_place_id, m.to_place_id)
        join document d on d.id = m.document_id
       group by m.variant_id, d.id
      having sum(case when m.to_place_id = there.place_id then m.quantity else -m.quantity end) > 0
      union all
      select case when lot.hold_id is not null then 'held' else 'expired' end, 'lot ' || lot.number, lot.id
        from there join lot on lot.id = there.lot_id
       where there.loses_lots and (lot.hold_id is not null or lot.expires_on < ${reader.today}::date)
      union all
      select 'held', 'serial ' || unit.serial, unit.id
        from there join unit on unit.variant_id = there.variant_id and unit.place_id = there.place_id
         and unit.lot_id is not distinct from there.lot_id
       where there.loses_serials and unit.hold_id is not null
    )
    select kind, name from obstacle group by kind, name order by kind, min(sort)`.execute(reader.db)
  const kinds = [...new Set(rows.map(row => row.kind))]
  return kinds.map(kind => ({
    kind,
    names: listed(rows.filter(row => row.kind === kind).map(row => row.name)),
  }))
}
