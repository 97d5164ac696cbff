import { sql } from 'kysely'
import type { GoodsReceipt } from '../../contract/goods-receipts.ts'
import * as documents from '../documents/public.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

interface Row extends Omit<GoodsReceipt, 'reversed' | 'events'> {
  reversedAt: string | null
  reversedBy: string
}

/** One goods receipt with its history, without its rows. Refuses not_found. */
export async function readGoodsReceipt(reader: Reader, receiptId: number): Promise<GoodsReceipt> {
  const [{ rows }, events] = await Promise.all([
    sql<Row>`
      select r.id, d.number, jsonb_build_object('id', o.id, 'number', od.number) as order,
             case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as supplier,
             jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name) as location,
             d.created_at as "createdAt", coalesce(maker.name, 'Lotbook') as "createdBy",
             r.reversed_at as "reversedAt", coalesce(reverser.name, 'Lotbook') as "reversedBy",
             (select count(*) from goods_receipt_line line where line.receipt_id = r.id) as "lineCount"
        from goods_receipt r
        join document d on d.id = r.id
        join purchase_order o on o.id = r.order_id join document od on od.id = o.id
        join location l on l.id = r.location_id
        left join supplier s on s.id = o.supplier_id
        left join staff maker on maker.id = d.created_by
        left join staff reverser on reverser.id = r.reversed_by
       where r.id = ${receiptId}`.execute(reader.db),
    documents.readEvents(reader, receiptId),
  ])
  if (rows[0] === undefined) throw refuse('not_found', { what: 'goods receipt' })
  const { reversedAt, reversedBy, ...receipt } = rows[0]
  return { ...receipt, reversed: reversedAt === null ? null : { at: reversedAt, actor: reversedBy }, events }
}
