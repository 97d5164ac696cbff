import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import { type Refusal, refuse } from '../../platform/refusal.ts'
import * as stock from '../../stock/public.ts'

/** Where a piece is with regard to its last sale. */
export interface PieceSale {
  unitId: number
  /** As sentences name it. */
  what: string
  /** The delivery line that sent it to the customer who has it; null when no customer has it. */
  noteLineId: number | null
  noteId: number | null
  orderId: number | null
  /** The return by which it came back last. */
  returned: { document: string; on: string } | null
  where: string
}

/** By the last movement of each piece: whoever it went to then has it. In no particular order. */
export async function readPieceSales(reader: Reader, unitIds: readonly number[]): Promise<PieceSale[]> {
  const { rows } = await sql<PieceSale>`
    select u.id as "unitId", 'Serial ' || u.serial || ' of ' || v.name as what, line.id as "noteLineId", n.id as "noteId",
           n.order_id as "orderId", ${stock.whereabouts('u.id')} as where,
           (select jsonb_build_object('document', d.number, 'on', r.returned_on)
              from goods_return_line rl join goods_return r on r.id = rl.return_id join document d on d.id = r.id
             where rl.unit_id = u.id order by rl.id desc limit 1) as returned
      from unit u join variant v on v.id = u.variant_id
      cross join lateral (
        select m.document_id, m.document_line_id, m.to_place_id
          from movement_unit mu join movement m on m.id = mu.movement_id
         where mu.unit_id = u.id order by mu.movement_id desc limit 1
      ) last
      left join delivery_note n on n.id = last.document_id and n.state = 'delivered'
       and last.to_place_id = (select id from place where kind = 'customer')
      left join delivery_note_line line on line.id = last.document_line_id and line.note_id = n.id
     where u.id = any(${[...unitIds]}::bigint[])`.execute(reader.db)
  return rows
}

/** Why a piece that no customer has cannot come back: already_returned with the return that did it, or not_with_customer. */
export function whyNotBack({ what, returned, where }: PieceSale): Refusal {
  if (returned !== null) return refuse('already_returned', { what, ...returned })
  return refuse('not_with_customer', { what, where })
}
