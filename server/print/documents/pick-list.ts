import { sql } from 'kysely'
import type { DeliveryNoteState } from '../../../contract/fulfilment.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { formatDayOf, formatQuantity } from '../format.ts'
import { type LotRow, printLots } from './lots.ts'
import type { Printed } from './printed.ts'
import { readShop } from './shop.ts'

interface Head {
  number: string
  state: DeliveryNoteState
  order: string
  createdAt: string
  customer: string
  locationCode: string
  location: string
}

interface Pick {
  bin: string
  productNumber: string
  productName: string
  decimals: number
  quantity: number
  lot: LotRow
}

/**
 * What to fetch for a delivery note, in the order of the bins, so that one walk past the shelves is enough. Its number is
 * on it as bars, and every lot and serial to be taken. Refuses not_found.
 */
export async function printPickList(reader: Reader, noteId: number): Promise<Printed> {
  const [shop, head, picks] = await Promise.all([
    readShop(reader),
    readHead(reader, noteId),
    readPicks(reader, noteId),
  ])
  return {
    shop,
    kind: 'Pick list',
    number: head.number,
    warning: warnings[head.state],
    facts: [
      { label: 'Fetch from', value: `${head.location} (${head.locationCode})` },
      { label: 'Customer', value: head.customer },
      { label: 'Order', value: head.order },
      { label: 'Made', value: formatDayOf(head.createdAt, shop.timeZone) },
    ],
    notes: '',
    columns: [
      { heading: 'Bin', width: 34, align: 'left' },
      { heading: 'Product', width: 0, align: 'left' },
      { heading: 'Quantity', width: 30, align: 'right' },
    ],
    lines: picks.map(({ bin, productName, productNumber, quantity, decimals, lot }) => ({
      cells: [
        { text: bin },
        { text: productName, below: productNumber, belowIsCode: true },
        { text: formatQuantity(quantity, decimals) },
      ],
      lots: lot.number === null && lot.serials.length === 0 ? [] : printLots([lot], decimals, 'from'),
    })),
    totals: [],
    signatures: ['Picked by', 'Date'],
  }
}

const warnings: Record<DeliveryNoteState, string | null> = {
  draft: 'Draft: not everything is chosen yet.',
  ready: null,
  shipped: 'Shipped: these goods have left the shelves already.',
  delivered: 'Delivered: these goods have left the shelves already.',
  cancelled: 'Cancelled: leave these goods where they are.',
}

async function readHead(reader: Reader, noteId: number): Promise<Head> {
  const { rows } = await sql<Head>`
    select d.number, n.state, od.number as order, d.created_at as "createdAt", c.name as customer,
           l.code as "locationCode", l.name as location
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

async function readPicks(reader: Reader, noteId: number): Promise<Pick[]> {
  const { rows } = await sql<Pick>`
    select place.code as bin, v.product_number as "productNumber", v.name as "productName", v.decimals, a.quantity,
           json_build_object('number', lot.number, 'madeOn', null, 'expiresOn', lot.expires_on, 'quantity', a.quantity,
             'bin', null, 'serials', coalesce((select json_agg(u.serial order by u.serial) from unit u
                                                where u.id = any(a.unit_ids)), '[]'::json)) as lot
      from allocation a
      join delivery_note_line l on l.id = a.document_line_id and l.note_id = a.document_id
      join place on place.id = a.place_id
      join variant v on v.id = a.variant_id
      left join lot on lot.id = a.lot_id
     where a.document_id = ${noteId} and a.outcome is distinct from 'released'
     order by place.code, v.sort_name, lot.expires_on, lot.number, a.id`.execute(reader.db)
  return rows
}
