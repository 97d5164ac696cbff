import { sql } from 'kysely'
import type { DeliveryNote, DeliveryNoteRow } from '../../contract/fulfilment.ts'
import * as documents from '../documents/public.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { noteRows } from './note-rows.ts'

/** One note with the lots, bins and serials of each line: what it claims, what went, or what it claimed before it was cancelled. */
export async function readDeliveryNote(reader: Reader, noteId: number): Promise<DeliveryNote> {
  const [header, lines, events] = await Promise.all([
    sql<DeliveryNoteRow>`${noteRows(sql`select ${noteId}::bigint as id`)}`.execute(reader.db),
    readLines(reader, noteId),
    documents.readEvents(reader, noteId),
  ])
  if (header.rows[0] === undefined) throw refuse('not_found', { what: 'delivery note' })
  return { ...header.rows[0], lines, events }
}

/** A note's allocations stay when they end, with their bins and pieces, so that one question answers for every state. */
async function readLines(reader: Reader, noteId: number): Promise<DeliveryNote['lines']> {
  const { rows } = await sql<DeliveryNote['lines'][number]>`
    select l.id, l.order_line_id as "orderLineId", v.id as "variantId", v.product_number as "productNumber",
           p.name as "productName", v.decimals, l.quantity, coalesce(picked.picks, '[]'::json) as picks
      from delivery_note_line l
      join delivery_note n on n.id = l.note_id
      join variant v on v.id = l.variant_id
      join product p on p.id = v.product_id
      left join lateral (
        select json_agg(json_build_object(
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
         where a.document_id = n.id and a.document_line_id = l.id
      ) picked on true
     where l.note_id = ${noteId}
     order by l.line_number`.execute(reader.db)
  return rows
}
