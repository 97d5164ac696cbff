import { sql } from 'kysely'
import type { ReturnablePart } from '../../../contract/returns.ts'
import type { Reader } from '../../platform/database/public.ts'

/**
 * What delivered notes brought their customers, part by part: each piece, each lot of a line, each line of goods that are
 * all alike; with how much of it came back. `meant` is the text whose parts are marked.
 */
export async function readParts(
  reader: Reader,
  noteIds: readonly number[],
  meant: string,
): Promise<(ReturnablePart & { noteId: number })[]> {
  const whole = meant.normalize('NFC')
  const { rows } = await sql<ReturnablePart & { noteId: number }>`
    with sent as (
      select a.document_id, a.document_line_id, a.lot_id, one.unit_id, max(a.place_id) as place_id,
             sum(case when one.unit_id is null then a.quantity else 1 end)::bigint as quantity
        from allocation a left join lateral unnest(a.unit_ids) as one (unit_id) on true
       where a.document_id = any(${[...noteIds]}::bigint[]) and a.outcome = 'delivered'
       group by 1, 2, 3, 4
    )
    select l.note_id as "noteId", l.id as "noteLineId",
           json_build_object('id', v.product_id, 'variantId', v.id, 'name', v.name, 'productNumber', v.product_number,
                             'decimals', v.decimals) as product,
           case when lot.id is not null then json_build_object('id', lot.id, 'number', lot.number) end as lot,
           case when u.id is not null then json_build_object('id', u.id, 'serial', u.serial) end as unit,
           sent.quantity as delivered, coalesce(back.quantity, 0) as returned,
           case when coalesce(back.quantity, 0) >= sent.quantity then 'returned with ' || back.document || ' on ' || back.on end as blocked,
           coalesce(normalize(u.serial, nfc) = ${whole} or (u.id is null and normalize(lot.number, nfc) = ${whole})
             or exists (select from delivery_note_line_identifier i where i.line_id = l.id and normalize(i.value, nfc) = ${whole}),
             false) as "isMeant",
           json_build_object('id', place.id, 'code', place.code, 'locationId', place.location_id) as bin
      from sent join delivery_note_line l on l.id = sent.document_line_id
      join variant v on v.id = l.variant_id join place on place.id = sent.place_id
      left join lot on lot.id = sent.lot_id
      left join unit u on u.id = sent.unit_id
      left join lateral (
        select sum(rl.quantity)::bigint as quantity, (array_agg(d.number order by rl.id desc))[1] as document,
               (array_agg(r.returned_on order by rl.id desc))[1] as on
          from goods_return_line rl join goods_return r on r.id = rl.return_id join document d on d.id = r.id
         where rl.note_line_id = l.id and rl.lot_id is not distinct from sent.lot_id and rl.unit_id is not distinct from sent.unit_id
      ) back on true
     order by l.note_id, l.line_number, lot.number, u.serial`.execute(reader.db)
  return rows
}
