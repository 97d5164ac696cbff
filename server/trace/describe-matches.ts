import { type RawBuilder, sql } from 'kysely'
import type { Match } from '../../contract/trace.ts'
import type { Reader } from '../platform/database/public.ts'

/**
 * The best 20 of the candidates (rows of kind, id, rank, exact, via), each with its label and a line that tells it from
 * others. A thing that was found in several ways is shown once, as the best of them.
 */
export async function describeMatches(reader: Reader, candidates: RawBuilder<unknown>): Promise<Match[]> {
  const { rows } = await sql<Match>`
    with best as materialized (
      select kind, id, min(rank) as rank, bool_or(exact) as exact, min(via) as via
        from (${candidates}) candidate group by kind, id order by min(rank), id limit 20
    )
    select kind, id, label, detail, exact from (
      ${pieces(reader.today)} union all ${lots(reader.today)} union all ${products}
      union all ${purchaseOrders} union all ${salesOrders} union all ${deliveryNotes} union all ${receipts}
      union all ${adjustments} union all ${conversions} union all ${transfers} union all ${stockCounts}
      union all ${goodsReceipts} union all ${returns} union all ${invoices}
      union all ${people('customer')} union all ${people('supplier')}
    ) described
    order by rank, lower(label), detail, id`.execute(reader.db)
  return rows
}

/** Why the goods may not be sold, in a few words; null when they may. Needs lot `l` and hold `h`. */
const blocked = (today: string) => sql`
  coalesce(h.kind || ' (' || h.reason || ')', case when l.expires_on < ${today}::date then 'expired ' || l.expires_on end)`

const pieces = (today: string) => sql`
  select b.*, u.serial as label, concat_ws(' · ', v.name, b.via, 'lot ' || l.number,
           case place.kind when 'bin' then 'in ' || place.code || ', ' || location.name
                           when 'customer' then 'with a customer' when 'supplier' then 'with the supplier'
                           when 'transit' then 'in transit' when 'scrap' then 'scrapped' else 'written off' end,
           ${blocked(today)}) as detail
    from best b
    join unit u on u.id = b.id
    join variant v on v.id = u.variant_id
    join place on place.id = u.place_id
    left join location on location.id = place.location_id
    left join lot l on l.id = u.lot_id
    left join hold h on h.id = coalesce(u.hold_id, l.hold_id)
   where b.kind = 'unit'`

const lots = (today: string) => sql`
  select b.*, l.number, concat_ws(' · ', v.name,
           round(coalesce(shelf.quantity, 0) / 10.0 ^ v.decimals, v.decimals) || ' on hand',
           coalesce(${blocked(today)}, 'expires ' || l.expires_on), b.via)
    from best b
    join lot l on l.id = b.id
    join variant v on v.id = l.variant_id
    left join hold h on h.id = l.hold_id
    cross join lateral (
      select sum(on_hand) as quantity from level where variant_id = l.variant_id and lot_id = l.id) shelf
   where b.kind = 'lot'`

const products = sql`
  select b.*, p.name, concat_ws(' · ', coalesce(p.parent_number, single.product_number), b.via,
           case when p.archived_at is not null then 'archived' end)
    from best b
    join product p on p.id = b.id
    left join variant single on single.product_id = p.id and single.archived_at is null and p.parent_number is null
   where b.kind = 'product'`

const purchaseOrders = sql`
  select b.*, d.number, concat_ws(' · ', s.name, replace(o.state, '_', ' '))
    from best b
    join document d on d.id = b.id
    join purchase_order o on o.id = b.id
    left join supplier s on s.id = o.supplier_id
   where b.kind = 'purchase_order'`

const salesOrders = sql`
  select b.*, d.number, concat_ws(' · ', c.name, replace(o.state, '_', ' '))
    from best b
    join document d on d.id = b.id
    join sales_order o on o.id = b.id
    join customer c on c.id = o.customer_id
   where b.kind = 'sales_order'`

const deliveryNotes = sql`
  select b.*, d.number, concat_ws(' · ', c.name, n.state, b.via)
    from best b
    join document d on d.id = b.id
    join delivery_note n on n.id = b.id
    join sales_order o on o.id = n.order_id
    join customer c on c.id = o.customer_id
   where b.kind = 'delivery_note'`

const receipts = sql`
  select b.*, d.number, concat_ws(' · ', till.name, c.name, case sale.state when 'conflict' then 'waits for a manager'
           when 'refunded' then 'money given back' end, b.via)
    from best b
    join document d on d.id = b.id
    join till_sale sale on sale.document_id = b.id
    join till on till.id = sale.till_id
    left join customer c on c.id = sale.customer_id
   where b.kind = 'till_receipt'`

const adjustments = sql`
  select b.*, d.number, concat_ws(' · ', r.name, nullif(left(a.note, 60), ''))
    from best b
    join document d on d.id = b.id
    join adjustment a on a.id = b.id
    join adjustment_reason r on r.id = a.reason_id
   where b.kind = 'adjustment'`

const conversions = sql`
  select b.*, d.number, concat_ws(' · ', p.name, c.state)
    from best b
    join document d on d.id = b.id
    join conversion c on c.id = b.id
    join product p on p.id = c.product_id
   where b.kind = 'conversion'`

const stockCounts = sql`
  select b.*, d.number, concat_ws(' · ', location.name, c.state)
    from best b
    join document d on d.id = b.id
    join stock_count c on c.id = b.id
    join location on location.id = c.location_id
   where b.kind = 'stock_count'`

const goodsReceipts = sql`
  select b.*, d.number, concat_ws(' · ', od.number, s.name, case when r.reversed_at is not null then 'reversed' end)
    from best b
    join document d on d.id = b.id
    join goods_receipt r on r.id = b.id
    join purchase_order o on o.id = r.order_id
    join document od on od.id = o.id
    left join supplier s on s.id = o.supplier_id
   where b.kind = 'goods_receipt'`

const returns = sql`
  select b.*, d.number, concat_ws(' · ', c.name, case when exists (
           select from goods_return_line l where l.return_id = r.id and l.outcome is null) then 'to inspect' end)
    from best b
    join document d on d.id = b.id
    join goods_return r on r.id = b.id
    join customer c on c.id = r.customer_id
   where b.kind = 'return'`

const invoices = sql`
  select b.*, d.number, concat_ws(' · ', c.name, od.number, case when i.cancels_id is not null then 'credit note' end)
    from best b
    join document d on d.id = b.id
    join invoice i on i.id = b.id
    join sales_order o on o.id = i.order_id
    join document od on od.id = o.id
    join customer c on c.id = o.customer_id
   where b.kind = 'invoice'`

const transfers = sql`
  select b.*, d.number, concat_ws(' · ', source.name || ' → ' || target.name, replace(x.state, '_', ' '))
    from best b
    join document d on d.id = b.id
    join transfer x on x.id = b.id
    join location source on source.id = x.from_location_id
    join location target on target.id = x.to_location_id
   where b.kind = 'transfer'`

const people = (kind: 'customer' | 'supplier') => sql`
  select b.*, x.name, concat_ws(' · ', x.number, nullif(x.email, ''),
           case when x.archived_at is not null then 'archived' end)
    from best b
    join ${sql.table(kind)} x on x.id = b.id
   where b.kind = ${sql.lit(kind)}`
