import { type RawBuilder, sql } from 'kysely'
import { type LabelQuery, labelsAtOnce } from '../../../contract/print.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Subject } from './subject.ts'

export interface Found {
  /** Of this part, in the order of the document, each as often as it is to be printed. */
  readonly subjects: readonly Subject[]
  /** Over all parts. */
  readonly count: number
}

/** What gets a label, and how often. Refuses not_found; nothing_to_label when a document names no lots and no pieces yet. */
export async function findSubjects(reader: Reader, query: LabelQuery): Promise<Found> {
  const things = thingsOf(query)
  const [{ rows: subjects }, { rows: counts }] = await Promise.all([
    sql<Subject>`
      select v.name as "productName", v.product_number as "productNumber", codes.gtin, codes.own as "ownBarcode",
             label.lot, label.made_on as "madeOn", label.expires_on as "expiresOn", label.serial
        from (select * from (${things}) thing cross join generate_series(1, thing.labels)
               order by thing.position, thing.serial limit ${labelsAtOnce} offset ${(query.part - 1) * labelsAtOnce}) label
        join variant v on v.id = label.variant_id
        left join lateral (select min(code) filter (where is_gtin) as gtin, min(code) filter (where not is_gtin) as own
                             from barcode where variant_id = v.id and purchase_unit_id is null) codes on true
       order by label.position, label.serial`.execute(reader.db),
    sql<{ count: number }>`select coalesce(sum(labels), 0)::bigint as count from (${things}) thing`.execute(
      reader.db,
    ),
  ])
  const count = counts[0]!.count
  if (count === 0) throw await explainNothing(reader, query)
  if (subjects.length === 0) throw refuse('not_found', { what: 'part of these labels' })
  return { subjects, count }
}

/** Columns: position, variant_id, lot, made_on, expires_on, serial, and how many labels of it. */
function thingsOf({ source, id, copies, lots }: LabelQuery): RawBuilder<unknown> {
  const ofLot = (quantity: RawBuilder<unknown>) =>
    lots === 'one'
      ? sql`${copies}::int`
      : sql`(${copies}::int * greatest(1, case when v.decimals = 0 then ${quantity} else 1 end))::int`
  switch (source) {
    case 'product':
      return sql`
        select v.position, v.id as variant_id, null::text as lot, null::date as made_on, null::date as expires_on,
               null::text as serial, ${copies}::int as labels
          from variant v where v.product_id = ${id} and v.archived_at is null`
    case 'variant':
      return sql`
        select v.id as position, v.id as variant_id, null::text as lot, null::date as made_on, null::date as expires_on,
               null::text as serial, ${copies}::int as labels
          from variant v where v.id = ${id}`
    case 'lot':
      return sql`
        select l.id as position, l.variant_id, l.number as lot, l.made_on, l.expires_on, null::text as serial,
               ${copies}::int as labels
          from lot l where l.id = ${id}`
    case 'unit':
      return sql`
        select u.id as position, u.variant_id, l.number as lot, l.made_on, l.expires_on, u.serial, ${copies}::int as labels
          from unit u left join lot l on l.id = u.lot_id where u.id = ${id}`
    case 'goods_receipt':
      return sql`
        select min(r.line_number) as position, line.variant_id, coalesce(r.lot_number, line.lot_number) as lot,
               min(l.made_on) as made_on, min(l.expires_on) as expires_on, coalesce(r.serial, line.serial) as serial,
               case when coalesce(r.serial, line.serial) is not null then ${copies}::int
                    else ${ofLot(sql`sum(r.quantity)`)} end as labels
          from goods_receipt_line r
          join purchase_order_line line on line.id = r.order_line_id
          join variant v on v.id = line.variant_id
          left join lot l on l.variant_id = v.id
                         and normalize(l.number, nfc) = normalize(coalesce(r.lot_number, line.lot_number), nfc)
         where r.receipt_id = ${id} and r.quantity > 0
           and (coalesce(r.serial, line.serial) is not null or coalesce(r.lot_number, line.lot_number) is not null)
         group by line.variant_id, v.decimals, coalesce(r.lot_number, line.lot_number), coalesce(r.serial, line.serial)`
    case 'purchase_order':
      return sql`
        select min(line.line_number) as position, line.variant_id, line.lot_number as lot,
               coalesce(min(line.made_on), min(l.made_on)) as made_on,
               coalesce(min(line.expires_on), min(l.expires_on)) as expires_on, line.serial,
               case when line.serial is not null then ${copies}::int else ${ofLot(sql`sum(line.quantity_sku)`)} end as labels
          from purchase_order_line line
          join variant v on v.id = line.variant_id
          join product p on p.id = v.product_id
          left join lot l on l.variant_id = line.variant_id and normalize(l.number, nfc) = normalize(line.lot_number, nfc)
         where line.order_id = ${id}
           and (line.serial is not null or (line.lot_number is not null and not p.tracks_serials))
         group by line.variant_id, v.decimals, line.lot_number, line.serial`
  }
}

/** Only a document can be there and have nothing to label. */
async function explainNothing(reader: Reader, { source, id }: LabelQuery): Promise<Error> {
  const { rows } = await sql<{ number: string }>`
    select number from document where id = ${id} and kind = ${source}`.execute(reader.db)
  if (rows[0] === undefined) return refuse('not_found', { what: words[source] })
  return refuse('nothing_to_label', { what: rows[0].number })
}

const words = {
  purchase_order: 'purchase order',
  goods_receipt: 'goods receipt',
  lot: 'lot',
  unit: 'piece',
  product: 'product',
  variant: 'variant',
} as const
