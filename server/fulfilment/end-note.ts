import { sql } from 'kysely'
import type { DeliveryNoteState } from '../../contract/fulfilment.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

export interface EndedNote {
  number: string
  orderId: number
  lines: { lineId: number; quantity: number }[]
}

/**
 * Brings a note from ready to its end, once, and gives what it held of which order lines. The order's row is locked before
 * the note's, as everywhere. Refuses not_found and wrong_state (somebody ended it meanwhile).
 */
export async function endNote(
  tx: Tx,
  noteId: number,
  state: Exclude<DeliveryNoteState, 'ready'>,
): Promise<EndedNote> {
  const { rows } = await sql<EndedNote>`
    with of_order as materialized (
      select o.id from sales_order o where o.id = (select order_id from delivery_note where id = ${noteId})
         for update
    ), ended as (
      update delivery_note n set state = ${state}, ended_at = ${tx.at}
        from of_order
       where n.id = ${noteId} and n.order_id = of_order.id and n.state = 'ready'
      returning n.id, n.order_id
    )
    select d.number, ended.order_id as "orderId",
           (select json_agg(json_build_object('lineId', l.order_line_id, 'quantity', l.quantity))
              from delivery_note_line l where l.note_id = ended.id) as lines
      from ended join document d on d.id = ended.id`.execute(tx.db)
  if (rows[0] === undefined) throw await whyNotEnded(tx, noteId)
  return rows[0]
}

async function whyNotEnded(tx: Tx, noteId: number) {
  const { rows } = await sql<{ document: string; state: DeliveryNoteState }>`
    select d.number as document, n.state from delivery_note n join document d on d.id = n.id
     where n.id = ${noteId}`.execute(tx.db)
  if (rows[0] === undefined) return refuse('not_found', { what: 'delivery note' })
  return refuse('wrong_state', { ...rows[0], needed: 'ready' })
}
