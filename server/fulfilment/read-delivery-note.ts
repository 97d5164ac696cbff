import { sql } from 'kysely'
import type { DeliveryNote } from '../../contract/fulfilment.ts'
import * as documents from '../documents/public.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { identifiersAsked, identifiersGiven } from './identifiers.ts'
import { noteRows } from './note-rows.ts'

/** One note with the lots, bins and serials of each line: what it claims, what went, or what it claimed before it was cancelled. */
export async function readDeliveryNote(reader: Reader, noteId: number): Promise<DeliveryNote> {
  const { rows } = await sql<Omit<DeliveryNote, 'correctedAt'>>`
    select head.*, n.version, n.without_identifiers_because as "withoutIdentifiersBecause",
           ${linesOf(noteId)} as lines, ${documents.eventsOf(sql`head.id`)} as events
      from (${noteRows(sql`select ${noteId}::bigint as id`)}) head join delivery_note n on n.id = head.id`.execute(
    reader.db,
  )
  if (rows[0] === undefined) throw refuse('not_found', { what: 'delivery note' })
  // When a wrong serial or lot on it was last swapped for the right one, after it was delivered.
  const correctedAt = rows[0].events.findLast(event => event.what === 'swapped')?.at ?? null
  return { ...rows[0], correctedAt }
}

/** A note's allocations stay when they end, with their bins and pieces, so that one question answers for every state. */
const linesOf = (noteId: number) => sql`(
  select coalesce(json_agg(json_build_object(
           'id', l.id, 'orderLineId', l.order_line_id, 'variantId', v.id, 'productNumber', v.product_number,
           'productName', v.name, 'decimals', v.decimals, 'quantity', l.quantity,
           'quantitySuggested', l.quantity_suggested, 'quantityReturned', l.quantity_returned, 'quantityChosen', coalesce(picked.quantity, 0),
           'identifiersLacking', greatest(0, ${identifiersAsked} - ${identifiersGiven}),
           'identifiers', coalesce((
             select json_agg(json_build_object('position', i.position, 'value', i.value) order by i.position)
               from delivery_note_line_identifier i where i.line_id = l.id), '[]'::json),
           'picks', coalesce(picked.picks, '[]'::json)
         ) order by l.line_number), '[]')
    from delivery_note_line l
    join variant v on v.id = l.variant_id
    join product p on p.id = v.product_id
    left join lateral (
      select sum(a.quantity)::bigint as quantity, json_agg(json_build_object(
               'lot', case when lot.id is not null then
                 json_build_object('id', lot.id, 'number', lot.number, 'expiresOn', lot.expires_on) end,
               'bin', place.code,
               'quantity', a.quantity,
               'units', coalesce((
                 select json_agg(json_build_object('id', u.id, 'serial', u.serial) order by u.serial)
                   from unit u where u.id = any(a.unit_ids)), '[]'::json)
             ) order by lot.expires_on, lot.number, place.code, a.id) as picks
        from allocation a
        join place on place.id = a.place_id
        left join lot on lot.id = a.lot_id
       where a.document_id = l.note_id and a.document_line_id = l.id and a.outcome is distinct from 'swapped'
    ) picked on true
   where l.note_id = ${noteId})`
