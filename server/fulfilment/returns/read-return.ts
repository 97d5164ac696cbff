import { sql } from 'kysely'
import type { GoodsReturn } from '../../../contract/returns.ts'
import * as documents from '../../documents/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

/** One return with what became of its goods: each line says in which bin they are, or were last. Refuses not_found. */
export async function readReturn(reader: Reader, returnId: number): Promise<GoodsReturn> {
  const [head, lines, events] = await Promise.all([
    sql<Omit<GoodsReturn, 'lines' | 'events'>>`
      select r.id, d.number, json_build_object('id', c.id, 'name', c.name) as customer, d.created_at as "createdAt",
             coalesce(s.name, 'Lotbook') as "createdBy", r.refund_minor as "refundMinor", r.note
        from goods_return r join document d on d.id = r.id join customer c on c.id = r.customer_id
        left join staff s on s.id = d.created_by
       where r.id = ${returnId}`.execute(reader.db),
    readLines(reader, returnId),
    documents.readEvents(reader, returnId),
  ])
  if (head.rows[0] === undefined) throw refuse('not_found', { what: 'return' })
  return { ...head.rows[0], lines, events }
}

async function readLines(reader: Reader, returnId: number): Promise<GoodsReturn['lines']> {
  const { rows } = await sql<GoodsReturn['lines'][number]>`
    select rl.id, json_build_object('id', v.product_id, 'variantId', v.id, 'name', v.name, 'productNumber', v.product_number,
                                    'decimals', v.decimals) as product,
           case when lot.id is not null then json_build_object('id', lot.id, 'number', lot.number) end as lot,
           case when u.id is not null then json_build_object('id', u.id, 'serial', u.serial) end as unit,
           rl.quantity, reason.name as reason, rl.comment,
           json_build_object('id', n.id, 'number', nd.number) as note,
           json_build_object('id', n.order_id, 'number', od.number) as order,
           json_build_object('id', place.id, 'code', place.code, 'location', location.name, 'locationId', location.id) as bin,
           rl.outcome, rl.finding, rl.inspected_at as "inspectedAt", inspector.name as "inspectedBy"
      from goods_return_line rl
      join variant v on v.id = rl.variant_id
      join return_reason reason on reason.id = rl.reason_id
      join delivery_note_line l on l.id = rl.note_line_id
      join delivery_note n on n.id = l.note_id
      join document nd on nd.id = n.id join document od on od.id = n.order_id
      join place on place.id = rl.place_id join location on location.id = place.location_id
      left join lot on lot.id = rl.lot_id
      left join unit u on u.id = rl.unit_id
      left join staff inspector on inspector.id = rl.inspected_by
     where rl.return_id = ${returnId}
     order by rl.line_number`.execute(reader.db)
  return rows
}
