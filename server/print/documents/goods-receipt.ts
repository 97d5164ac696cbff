import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { formatDayOf, formatQuantity } from '../format.ts'
import { type LotRow, printLots } from './lots.ts'
import type { Printed } from './printed.ts'
import { readShop } from './shop.ts'

interface Head {
  number: string
  order: string
  createdAt: string
  createdBy: string
  isReversed: boolean
  supplier: string | null
  locationCode: string
  location: string
}

interface Line {
  productNumber: string
  productName: string
  decimals: number
  quantity: number
  damaged: number
  damageReasons: string | null
  bins: string
  lots: LotRow[]
}

/** A goods receipt on paper: what came in of each product, lot by lot and piece by piece. Refuses not_found. */
export async function printGoodsReceipt(reader: Reader, receiptId: number): Promise<Printed> {
  const [shop, head, lines] = await Promise.all([
    readShop(reader),
    readHead(reader, receiptId),
    readLines(reader, receiptId),
  ])
  return {
    shop,
    kind: 'Goods receipt',
    number: head.number,
    warning: head.isReversed ? 'Reversed: these goods are not in stock by this receipt.' : null,
    facts: [
      { label: 'Supplier', value: head.supplier ?? 'See the purchase order' },
      { label: 'Received at', value: `${head.location} (${head.locationCode})` },
      { label: 'Purchase order', value: head.order },
      {
        label: 'Received',
        value: `${formatDayOf(head.createdAt, shop.timeZone)} by ${head.createdBy}`,
      },
    ],
    notes: '',
    columns: [
      { heading: '#', width: 9, align: 'left' },
      { heading: 'Product', width: 0, align: 'left' },
      { heading: 'Bin', width: 34, align: 'left' },
      { heading: 'Quantity', width: 30, align: 'right' },
    ],
    lines: lines.map((line, index) => ({
      cells: [
        { text: String(index + 1) },
        { text: line.productName, below: line.productNumber, belowIsCode: true },
        { text: line.bins },
        quantityOf(line),
      ],
      lots: printLots(line.lots, line.decimals, 'into'),
    })),
    totals: [],
    signatures: ['Counted by', 'Date'],
  }
}

function quantityOf({ quantity, damaged, damageReasons, decimals }: Line) {
  const text = formatQuantity(quantity, decimals)
  if (damaged === 0) return { text }
  return { text, below: `${formatQuantity(damaged, decimals)} damaged: ${damageReasons}` }
}

async function readHead(reader: Reader, receiptId: number): Promise<Head> {
  const { rows } = await sql<Head>`
    select d.number, od.number as order, d.created_at as "createdAt", coalesce(maker.name, 'Lotbook') as "createdBy",
           r.reversed_at is not null as "isReversed", s.name as supplier, l.code as "locationCode", l.name as location
      from goods_receipt r
      join document d on d.id = r.id
      join purchase_order o on o.id = r.order_id
      join document od on od.id = o.id
      join location l on l.id = r.location_id
      left join supplier s on s.id = o.supplier_id
      left join staff maker on maker.id = d.created_by
     where r.id = ${receiptId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'goods receipt' })
  return rows[0]
}

/** A receipt's row leaves empty what the order's row says already. */
async function readLines(reader: Reader, receiptId: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    with rows as (
      select ol.variant_id, r.line_number, r.quantity, r.damaged_quantity, r.damage_reason, r.place_id,
             coalesce(r.lot_number, ol.lot_number) as lot_number, coalesce(r.serial, ol.serial) as serial,
             -- Another lot than the announced one has its own dates.
             case when r.lot_number is null then coalesce(r.made_on, ol.made_on) else r.made_on end as made_on,
             case when r.lot_number is null then coalesce(r.expires_on, ol.expires_on) else r.expires_on end as expires_on,
             case when r.lot_number is null then coalesce(r.supplier_lot, ol.supplier_lot) else r.supplier_lot end as supplier_lot
        from goods_receipt_line r join purchase_order_line ol on ol.id = r.order_line_id
       where r.receipt_id = ${receiptId}
    ), known as (
      select rows.variant_id, rows.line_number, rows.quantity, rows.damaged_quantity, rows.damage_reason, rows.place_id,
             rows.lot_number, rows.serial, coalesce(rows.made_on, lot.made_on) as made_on,
             coalesce(rows.expires_on, lot.expires_on) as expires_on, coalesce(rows.supplier_lot, lot.supplier_lot) as supplier_lot
        from rows
        left join lot on lot.variant_id = rows.variant_id and normalize(lot.number, nfc) = normalize(rows.lot_number, nfc)
    ), parts as (
      select known.variant_id, known.lot_number, known.made_on, known.expires_on, known.supplier_lot, place.code as bin,
             min(line_number) as first, sum(quantity) as quantity, sum(damaged_quantity) as damaged,
             string_agg(distinct damage_reason, '; ') as reasons,
             coalesce(array_agg(serial order by line_number) filter (where serial is not null and quantity > 0), '{}') as serials
        from known join place on place.id = known.place_id
       group by known.variant_id, known.lot_number, known.made_on, known.expires_on, known.supplier_lot, place.code
    )
    select v.product_number as "productNumber", v.name as "productName", v.decimals,
           sum(part.quantity)::bigint as quantity, sum(part.damaged)::bigint as damaged,
           string_agg(distinct part.reasons, '; ') as "damageReasons", string_agg(distinct part.bin, ', ') as bins,
           coalesce(jsonb_agg(jsonb_build_object('number', part.lot_number, 'madeOn', part.made_on,
             'expiresOn', part.expires_on, 'supplierLot', part.supplier_lot, 'quantity', part.quantity, 'bin', part.bin, 'serials', part.serials)
             order by part.first) filter (where (part.lot_number is not null or part.serials <> '{}') and part.quantity > 0),
             '[]') as lots
      from parts part
      join variant v on v.id = part.variant_id
     group by v.id
     order by min(part.first)`.execute(reader.db)
  return rows
}
