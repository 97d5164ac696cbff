import { sql } from 'kysely'
import type { DeliveryNoteState, Shipment } from '../../contract/fulfilment.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as sales from '../sales/public.ts'
import { lackingOfNote } from './identifiers.ts'
import { lockItsOrder } from './lock-order.ts'

export interface MovedNote {
  /** Whether its goods had left the shelves before, with a carrier. */
  hadLeft: boolean
}

const formerStates = {
  shipped: ['ready'],
  delivered: ['ready', 'shipped'],
  cancelled: ['draft', 'ready', 'shipped'],
} as const satisfies Partial<Record<DeliveryNoteState, DeliveryNoteState[]>>

/** What a note's goods, `goods` (order_id, line_id, quantity), are to its order from now on, and what the order's history says. */
const toItsOrder = {
  shipped: { counting: sql``, what: sql`'shipped'` },
  delivered: {
    counting: sql`${sales.markingDelivered},`,
    what: sql`(select case state when 'delivered' then state else 'part delivered' end from brought)`,
  },
  cancelled: { counting: sql`${sales.takingOffNote},`, what: sql`'delivery note cancelled'` },
} as const

/**
 * Brings a note into its next state, once, and its order after it: what of its lines is delivered or on notes, its state,
 * and both histories, in one statement. Undefined when the note is in no state to go there, or lacks identifiers. This is
 * the gate of every door: what is not told apart does not leave. The order's row is locked before the note's, as
 * everywhere; who has locked it says so.
 */
export async function moveNote(
  tx: Tx,
  noteId: number,
  to: keyof typeof formerStates,
  { shipment = {}, isLocked = false }: { shipment?: Partial<Shipment> | undefined; isLocked?: boolean } = {},
): Promise<MovedNote | undefined> {
  const { counting, what } = toItsOrder[to]
  const detail = Object.values(shipment).some(Boolean) ? JSON.stringify(shipment) : null
  const [, { rows }] = await Promise.all([
    isLocked ? null : lockItsOrder(tx, noteId),
    sql<MovedNote>`
    with moved as (
      update delivery_note n set state = ${to}, version = n.version + 1,
             ended_at = case when ${to}::text <> 'shipped' then ${tx.at}::timestamptz end,
             shipped_at = case when ${to}::text = 'shipped' then ${tx.at}::timestamptz else n.shipped_at end,
             carrier = coalesce(nullif(${shipment.carrier ?? ''}::text, ''), n.carrier),
             tracking_number = coalesce(nullif(${shipment.trackingNumber ?? ''}::text, ''), n.tracking_number)
       where n.id = ${noteId} and n.state = any(${[...formerStates[to]]}::text[])
         and (${to}::text = 'cancelled' or n.shipped_at is not null or not exists (${lackingOfNote(noteId)}))
      returning n.id, n.order_id, n.shipped_at
    ), goods as (
      select moved.order_id, l.order_line_id as line_id, sum(l.quantity)::bigint as quantity
        from moved join delivery_note_line l on l.note_id = moved.id group by 1, 2
    ), ${counting} told as (
      insert into document_event (document_id, what, at, actor_id, detail)
      select id, ${to}, ${tx.at}::timestamptz, ${tx.actor.id}::bigint, ${detail}::jsonb from moved
       union all
      select moved.order_id, ${what}, ${tx.at}, ${tx.actor.id}, jsonb_build_object('note', d.number, 'noteId', d.id)
        from moved join document d on d.id = moved.id
    )
    select ${to}::text <> 'shipped' and shipped_at is not null as "hadLeft" from moved`.execute(tx.db),
  ])
  return rows[0]
}

/** Why a note was not moved: not_found, identifiers_needed or wrong_state. */
export async function whyNotMoved(tx: Tx, noteId: number, to: keyof typeof formerStates) {
  const [{ rows }, lacking] = await Promise.all([
    sql<{ document: string; state: DeliveryNoteState; order: string }>`
      select d.number as document, n.state, od.number as order
        from delivery_note n join document d on d.id = n.id join document od on od.id = n.order_id
       where n.id = ${noteId}`.execute(tx.db),
    sql<{ product: string; lacking: number }>`
      select product, sum(lacking)::bigint as lacking from (${lackingOfNote(noteId)}) one
       group by product order by product`.execute(tx.db),
  ])
  if (rows[0] === undefined) return refuse('not_found', { what: 'delivery note' })
  const { document, state, order } = rows[0]
  const [first] = lacking.rows
  if (first !== undefined && to !== 'cancelled' && (state === 'draft' || state === 'ready'))
    return refuse('identifiers_needed', { order, ...first, products: lacking.rows.length })
  return refuse('wrong_state', { document, state, needed: formerStates[to].join(' or ') })
}
