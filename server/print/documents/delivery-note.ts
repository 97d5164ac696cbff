import { sql } from 'kysely'
import type { DeliveryNoteState } from '../../../contract/fulfilment.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { addressed, formatDayOf, formatQuantity } from '../format.ts'
import { type LotRow, printLots } from './lots.ts'
import type { Printed } from './printed.ts'
import { readShop, type Shop } from './shop.ts'

interface Head {
  number: string
  state: DeliveryNoteState
  order: string
  createdAt: string
  endedAt: string | null
  correctedAt: string | null
  customerNumber: string
  customer: string
  address: string | null
  phone: string | null
  locationCode: string
  location: string
}

interface Line {
  productNumber: string
  productName: string
  decimals: number
  quantity: number
  lots: LotRow[]
  /** Given out at dispatch: a date, a card, any text for each piece. */
  identifiers: string[]
}

/** A delivery note on paper. While the goods wait it says the bins too, for whoever packs them. Refuses not_found. */
export async function printDeliveryNote(reader: Reader, noteId: number): Promise<Printed> {
  const [shop, head, lines] = await Promise.all([
    readShop(reader),
    readHead(reader, noteId),
    readLines(reader, noteId),
  ])
  return {
    shop,
    kind: 'Delivery note',
    number: head.number,
    warning:
      head.state === 'cancelled'
        ? 'Cancelled: these goods were not sent.'
        : head.state === 'draft'
          ? 'Draft: not everything is chosen yet.'
          : head.correctedAt !== null
            ? `Corrected on ${formatDayOf(head.correctedAt, shop.timeZone)}: replaces the paper that was printed before.`
            : null,
    facts: factsOf(head, shop),
    notes: '',
    columns: [
      { heading: '#', width: 9, align: 'left' },
      { heading: 'Product', width: 0, align: 'left' },
      { heading: 'Quantity', width: 30, align: 'right' },
    ],
    lines: lines.map((line, index) => ({
      cells: [
        { text: String(index + 1) },
        { text: line.productName, below: line.productNumber, belowIsCode: true },
        { text: formatQuantity(line.quantity, line.decimals) },
      ],
      lots: [
        ...printLots(
          head.state === 'draft' || head.state === 'ready'
            ? line.lots
            : line.lots.map(lot => ({ ...lot, bin: null })),
          line.decimals,
          'from',
        ),
        ...(line.identifiers.length === 0
          ? []
          : [{ number: null, detail: 'Dispatch identifiers', serials: line.identifiers }]),
      ],
    })),
    totals: [],
    signatures: head.state === 'cancelled' ? [] : ['Received in good order (name, signature)', 'Date'],
  }
}

function factsOf(head: Head, shop: Shop): Printed['facts'] {
  const customer = [addressed(head.customer, head.address), head.phone, head.customerNumber].filter(Boolean)
  const sent =
    head.state === 'delivered' && head.endedAt !== null
      ? { label: 'Delivered', value: formatDayOf(head.endedAt, shop.timeZone) }
      : { label: 'Made', value: formatDayOf(head.createdAt, shop.timeZone) }
  return [
    { label: 'Deliver to', value: customer.join('\n') },
    { label: 'Sent from', value: `${shop.name}\n${head.location} (${head.locationCode})` },
    { label: 'Order', value: head.order },
    sent,
  ]
}

async function readHead(reader: Reader, noteId: number): Promise<Head> {
  const { rows } = await sql<Head>`
    select d.number, n.state, od.number as order, d.created_at as "createdAt", n.ended_at as "endedAt",
           (select max(e.at) from document_event e where e.document_id = n.id and e.what = 'swapped') as "correctedAt",
           c.number as "customerNumber", c.name as customer, o.address, c.phone, l.code as "locationCode", l.name as location
      from delivery_note n
      join document d on d.id = n.id
      join sales_order o on o.id = n.order_id
      join document od on od.id = o.id
      join customer c on c.id = o.customer_id
      join location l on l.id = n.location_id
     where n.id = ${noteId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'delivery note' })
  return rows[0]
}

/** The note's allocations stay when they end, so that one question answers for every state. */
async function readLines(reader: Reader, noteId: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select v.product_number as "productNumber", v.name as "productName", v.decimals, l.quantity,
           coalesce(picked.lots, '[]'::json) as lots,
           coalesce((select json_agg(i.value order by i.position) from delivery_note_line_identifier i where i.line_id = l.id),
                    '[]'::json) as identifiers
      from delivery_note_line l
      join variant v on v.id = l.variant_id
      left join lateral (
        select json_agg(json_build_object('number', lot.number, 'madeOn', null, 'expiresOn', lot.expires_on,
                 'quantity', a.quantity, 'bin', place.code,
                 'serials', coalesce((select json_agg(u.serial order by u.serial) from unit u where u.id = any(a.unit_ids)),
                                     '[]'::json))
                 order by lot.expires_on, lot.number, place.code, a.id) as lots
          from allocation a
          join place on place.id = a.place_id
          left join lot on lot.id = a.lot_id
         where a.document_id = l.note_id and a.document_line_id = l.id and a.outcome is distinct from 'swapped'
           and (a.lot_id is not null or a.unit_ids is not null)
      ) picked on true
     where l.note_id = ${noteId}
     order by l.line_number`.execute(reader.db)
  return rows
}
