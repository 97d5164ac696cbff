import { sql } from 'kysely'
import type { LotTrace } from '../../contract/trace.ts'
import type { Reader } from '../platform/database/public.ts'

type Customer = LotTrace['customers'][number]
type Delivery = Customer['deliveries'][number]
interface Row extends Omit<Delivery, 'serials'> {
  customer: Customer['customer']
}
interface Piece {
  noteId: number
  id: number
  serial: string
}

/** Every customer who got some of the lot, by name, with what each delivery note brought and when. */
export async function readLotCustomers(reader: Reader, lotId: number): Promise<Customer[]> {
  const [deliveries, pieces] = await Promise.all([readDeliveries(reader, lotId), readPieces(reader, lotId)])
  const customers = new Map<number, Customer>()
  const serialsOfNote = new Map<number, Delivery['serials']>()
  for (const { customer, ...delivery } of deliveries) {
    const known = customers.get(customer.id) ?? { customer, quantity: 0, returned: 0, deliveries: [] }
    customers.set(customer.id, known)
    const serials: Delivery['serials'] = []
    serialsOfNote.set(delivery.note.id, serials)
    known.quantity += delivery.quantity
    known.returned += delivery.returned
    known.deliveries.push({ ...delivery, serials })
  }
  for (const { noteId, id, serial } of pieces) serialsOfNote.get(noteId)?.push({ id, serial })
  return [...customers.values()]
}

async function readDeliveries(reader: Reader, lotId: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select jsonb_build_object('id', c.id, 'name', c.name, 'email', coalesce(c.email, ''), 'phone', coalesce(c.phone, '')) as customer,
           jsonb_build_object('id', d.id, 'number', d.number) as note,
           jsonb_build_object('id', od.id, 'number', od.number) as "order",
           sent.at, sent.quantity, coalesce((
             select sum(rl.quantity)::bigint from delivery_note_line line join goods_return_line rl on rl.note_line_id = line.id
              where line.note_id = sent.document_id and rl.lot_id = ${lotId}), 0) as returned
      from (
        -- What a note brought back itself (it was cancelled on its way, or corrected) nobody has got.
        select m.document_id, min(m.moved_at) as at,
               sum(case when m.to_place_id = outside.id then m.quantity else -m.quantity end)::bigint as quantity
          from lot l join movement m on m.variant_id = l.variant_id and m.lot_id = l.id
          join place outside on outside.kind = 'customer' and outside.id in (m.to_place_id, m.from_place_id)
         where l.id = ${lotId}
         group by m.document_id
        having sum(case when m.to_place_id = outside.id then m.quantity else -m.quantity end) > 0) sent
      join delivery_note n on n.id = sent.document_id
      join document d on d.id = n.id
      join sales_order o on o.id = n.order_id
      join document od on od.id = o.id
      join customer c on c.id = o.customer_id
     order by lower(c.name), c.id, sent.at, d.id`.execute(reader.db)
  return rows
}

async function readPieces(reader: Reader, lotId: number): Promise<Piece[]> {
  const { rows } = await sql<Piece>`
    select m.document_id as "noteId", u.id, u.serial
      from lot l
      join movement m on m.variant_id = l.variant_id and m.lot_id = l.id
      join movement_unit mu on mu.movement_id = m.id
      join unit u on u.id = mu.unit_id
     where l.id = ${lotId} and m.to_place_id = (select id from place where kind = 'customer')
       and not exists (
         select from movement_unit later join movement back on back.id = later.movement_id
          where later.unit_id = u.id and later.movement_id > m.id and back.document_id = m.document_id)
     order by u.serial`.execute(reader.db)
  return rows
}
