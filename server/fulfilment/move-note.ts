import { sql } from 'kysely'
import type { DeliveryNoteState, Shipment } from '../../contract/fulfilment.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { lackingOfNote } from './identifiers.ts'

export interface MovedNote {
  number: string
  orderId: number
  /** Whether its goods had left the shelves before, with a carrier. */
  hadLeft: boolean
  lines: { lineId: number; quantity: number }[]
}

const formerStates = {
  shipped: ['ready'],
  delivered: ['ready', 'shipped'],
  cancelled: ['draft', 'ready', 'shipped'],
} as const satisfies Partial<Record<DeliveryNoteState, DeliveryNoteState[]>>

/**
 * Brings a note into its next state, once, and gives what it held of which order lines; undefined when it is in no state
 * to go there, or lacks identifiers. This is the gate of every door: what is not told apart does not leave. The order's
 * row is locked before the note's, as everywhere.
 */
export async function moveNote(
  tx: Tx,
  noteId: number,
  to: keyof typeof formerStates,
  shipment: Partial<Shipment> = {},
): Promise<MovedNote | undefined> {
  const [, { rows }] = await Promise.all([
    lockItsOrder(tx, noteId),
    sql<MovedNote>`
    with moved as (
      update delivery_note n set state = ${to}, version = n.version + 1,
             ended_at = case when ${to}::text <> 'shipped' then ${tx.at}::timestamptz end,
             shipped_at = case when ${to}::text = 'shipped' then ${tx.at}::timestamptz else n.shipped_at end,
             carrier = coalesce(nullif(${shipment.carrier ?? ''}::text, ''), n.carrier),
             tracking_number = coalesce(nullif(${shipment.trackingNumber ?? ''}::text, ''), n.tracking_number)
       where n.id = ${noteId} and n.state = any(${[...formerStates[to]]}::text[])
         and (${to}::text = 'cancelled' or n.shipped_at is not null or not exists (${lackingOfNote(sql`n.id`)}))
      returning n.id, n.order_id, n.shipped_at
    )
    select d.number, moved.order_id as "orderId", ${to}::text <> 'shipped' and moved.shipped_at is not null as "hadLeft",
           (select json_agg(json_build_object('lineId', l.order_line_id, 'quantity', l.quantity))
              from delivery_note_line l where l.note_id = moved.id) as lines
      from moved join document d on d.id = moved.id`.execute(tx.db),
  ])
  return rows[0]
}

/** A statement of its own: the lines of a note that was changed while this one waited are read after the wait. */
function lockItsOrder(tx: Tx, noteId: number) {
  return sql`
    select from sales_order where id = (select order_id from delivery_note where id = ${noteId}) for update`.execute(
    tx.db,
  )
}

/** Why a note was not moved: not_found, identifiers_needed or wrong_state. */
export async function whyNotMoved(tx: Tx, noteId: number, to: keyof typeof formerStates) {
  const [{ rows }, lacking] = await Promise.all([
    sql<{ document: string; state: DeliveryNoteState; order: string }>`
      select d.number as document, n.state, od.number as order
        from delivery_note n join document d on d.id = n.id join document od on od.id = n.order_id
       where n.id = ${noteId}`.execute(tx.db),
    sql<{ product: string; lacking: number }>`
      select product, sum(lacking)::bigint as lacking from (${lackingOfNote(sql`${noteId}::bigint`)}) one
       group by product order by product`.execute(tx.db),
  ])
  if (rows[0] === undefined) return refuse('not_found', { what: 'delivery note' })
  const { document, state, order } = rows[0]
  const [first] = lacking.rows
  if (first !== undefined && to !== 'cancelled' && (state === 'draft' || state === 'ready'))
    return refuse('identifiers_needed', { order, ...first, products: lacking.rows.length })
  return refuse('wrong_state', { document, state, needed: formerStates[to].join(' or ') })
}
