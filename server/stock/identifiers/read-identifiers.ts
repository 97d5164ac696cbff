import { sql } from 'kysely'
import type { IdentifierList } from '../../../contract/dispatch-identifiers.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { holdText } from '../blocked-because.ts'

/** What “Product Serial Numbers” shows of a variant: pieces in stock by location, bin and lot, or the list of values. Refuses not_found. */
export async function readIdentifiers(reader: Reader, variantId: number): Promise<IdentifierList> {
  const { rows } = await sql<IdentifierList>`
    select v.id as "variantId",
           jsonb_build_object('id', p.id, 'name', v.name, 'productNumber', v.product_number) as product,
           p.dispatch_identifier_mode as mode,
           jsonb_build_object('kind', p.serial_pattern, 'minLength', p.serial_min_length, 'maxLength', p.serial_max_length) as "serialPattern",
           coalesce(list.version, 0) as version,
           case when list.version is not null then jsonb_build_object('at', list.changed_at, 'by', coalesce(staff.name, 'Lotbook')) end as changed,
           coalesce((select sum(l.on_hand) / (10 ^ v.decimals)::bigint from level l join place on place.id = l.place_id and place.kind = 'bin'
                      where l.variant_id = v.id), 0)::bigint as "onHand",
           case when p.pieces_have_serials then ${shelves} else '[]'::json end as shelves,
           coalesce((select json_agg(value order by position, id) from dispatch_identifier_value
                      where variant_id = v.id and archived_at is null and p.dispatch_identifier_mode = 'multiple_use'), '[]') as values
      from variant v join product p on p.id = v.product_id
      left join identifier_list list on list.variant_id = v.id left join staff on staff.id = list.changed_by
     where v.id = ${variantId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'product' })
  const { changed, ...list } = rows[0]
  return { ...list, changed: changed && { ...changed, at: new Date(changed.at).toISOString() } }
}

/** The pieces of each level that has some, in the order in which a clerk walks: by location, bin, lot. */
const shelves = sql`coalesce((
  select json_agg(json_build_object(
           'lot', case when lot.id is not null then json_build_object('id', lot.id, 'number', lot.number, 'expiresOn', lot.expires_on) end,
           'location', json_build_object('id', location.id, 'code', location.code, 'name', location.name),
           'bin', json_build_object('id', place.id, 'code', place.code), 'onHand', l.on_hand,
           'units', coalesce(told.units, '[]'::json)
         ) order by lower(location.name), location.id, place.code, lot.expires_on, lot.number)
    from level l join place on place.id = l.place_id join location on location.id = place.location_id
    left join lot on lot.id = l.lot_id
    left join lateral (
      select json_agg(json_build_object('id', unit.id, 'serial', unit.serial, 'note', coalesce(note.number, ${holdText(sql`unit.hold_id`)}))
                      order by unit.id) as units
        from unit left join allocation a on a.id = unit.allocation_id left join document note on note.id = a.document_id
       where unit.variant_id = l.variant_id and unit.place_id = l.place_id and unit.lot_id is not distinct from l.lot_id
    ) told on true
   where l.variant_id = v.id and l.on_hand > 0), '[]'::json)`
