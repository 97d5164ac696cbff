import { type RawBuilder, sql } from 'kysely'
import type { SalesOrder } from '../../contract/sales.ts'
import type { Reader } from '../platform/database/public.ts'

/*
 * The one place where this room looks into tables above it: a clerk reads an order and its notes on one page, an order is
 * not cancelled without naming them, and it is found by what was sent on them.
 */

/** The delivery notes of an order, oldest first. */
export async function notesOfOrder(reader: Reader, orderId: number): Promise<SalesOrder['deliveryNotes']> {
  const { rows } = await sql<SalesOrder['deliveryNotes'][number]>`
    select n.id, d.number, n.state, json_build_object('id', l.id, 'name', l.name) as location, d.created_at as "createdAt",
           coalesce(s.name, 'Lotbook') as "createdBy"
      from delivery_note n
      join document d on d.id = n.id
      join location l on l.id = n.location_id
      left join staff s on s.id = d.created_by
     where n.order_id = ${orderId}
     order by n.id`.execute(reader.db)
  return rows
}

const most = 2000

/**
 * The orders on whose notes this text stands as a serial, a lot number or a dispatch identifier: the whole of it, as it is
 * written. Each look goes by an index on the text; of a lot that went to very many, the latest are found.
 */
export function ordersWithGoods(text: string): RawBuilder<unknown> {
  const whole = text.normalize('NFC')
  return sql`
    select n.order_id as id from delivery_note n join (
      select m.document_id from unit u join movement_unit mu on mu.unit_id = u.id join movement m on m.id = mu.movement_id
       where normalize(u.serial, nfc) = ${whole}
       union all
      select a.document_id from unit u join allocation a on a.id = u.allocation_id where normalize(u.serial, nfc) = ${whole}
       union all
      select sent.document_id from lot cross join lateral (
        select m.document_id from movement m
         where m.variant_id = lot.variant_id and m.lot_id = lot.id order by m.id desc limit ${most}) sent
       where normalize(lot.number, nfc) = ${whole}
       union all
      select a.document_id from lot join allocation a on a.variant_id = lot.variant_id and a.lot_id = lot.id and a.ended_at is null
       where normalize(lot.number, nfc) = ${whole}
       union all
      (select l.note_id from delivery_note_line_identifier i join delivery_note_line l on l.id = i.line_id
        where normalize(i.value, nfc) = ${whole} order by l.note_id desc limit ${most})
    ) found on found.document_id = n.id
     where n.state <> 'cancelled'`
}
