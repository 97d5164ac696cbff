import { sql } from 'kysely'
import type { DeliveryNote, DeliveryNoteChange, DeliveryNoteState } from '../../contract/fulfilment.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as sales from '../sales/public.ts'
import * as stock from '../stock/public.ts'
import { type Chosen, demandAll, isComplete, matchChoices, picksOf } from './check-choices.ts'
import { refuseUnlisted } from './dispatch/resolve-identifiers.ts'
import { lockOrder, openOrder } from './lock-order.ts'
import { progressOf, replaceLines } from './note-lines.ts'
import { readDeliveryNote } from './read-delivery-note.ts'

/**
 * Puts other choices in the place of all that a draft or ready note holds, in one step that nobody gets between. Refuses
 * changed_meanwhile when somebody else changed it since it was read, wrong_state when it has left or ended, and what
 * making a note refuses.
 */
export async function changeDeliveryNote(
  tx: Tx,
  noteId: number,
  input: DeliveryNoteChange,
): Promise<DeliveryNote> {
  const note = await readHead(tx, noteId)
  const lineIds = [...new Set(input.lines.map(choice => choice.orderLineId))]
  const order = openOrder(await lockOrder(tx, note.orderId, lineIds))
  const chosen = matchChoices(order.lines, input.lines)
  if (!input.draft) demandAll(order.number, chosen)
  await refuseUnlisted(tx, chosen)
  await rewriteNote(tx, { id: noteId, orderId: order.id, version: input.version }, chosen)
  return readDeliveryNote(tx, noteId)
}

export interface NoteVersion {
  readonly id: number
  readonly orderId: number
  /** The version that the choices were made on. */
  readonly version: number
}

/** The same behind the order's lock, which the caller holds. */
export async function rewriteNote(tx: Tx, note: NoteVersion, chosen: readonly Chosen[]): Promise<void> {
  const { locationId, lines: former } = await claimVersion(tx, note, isComplete(chosen) ? 'ready' : 'draft')
  const { orderId } = note
  const [, , lineIds] = await Promise.all([
    sales.takeOffNote(tx, { orderId, lines: former }),
    sales.putOnNote(tx, progressOf(orderId, chosen)),
    replaceLines(tx, note.id, chosen),
    documents.recordEvent(tx, note.id, 'changed'),
  ])
  const picks = chosen.flatMap((one, index) => picksOf(one, lineIds[index]!))
  await stock.allocateAnew(tx, { documentId: note.id, locationId, picks })
}

async function readHead(tx: Tx, noteId: number): Promise<{ orderId: number }> {
  const { rows } = await sql<{ orderId: number }>`
    select order_id as "orderId" from delivery_note where id = ${noteId}`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'delivery note' })
  return rows[0]
}

/** Takes the note for this change, if it is still as it was read; gives from where it goes, and what it held of which order lines. */
async function claimVersion(tx: Tx, { id, version }: NoteVersion, state: 'draft' | 'ready') {
  const { rows } = await sql<{ locationId: number; lines: { lineId: number; quantity: number }[] }>`
    update delivery_note n set version = n.version + 1, state = ${state}
     where n.id = ${id} and n.version = ${version} and n.state in ('draft', 'ready')
    returning n.location_id as "locationId", coalesce((select json_agg(json_build_object('lineId', l.order_line_id, 'quantity', l.quantity))
                          from delivery_note_line l where l.note_id = n.id), '[]') as lines`.execute(tx.db)
  if (rows[0] === undefined) throw await whyNotChanged(tx, id)
  return rows[0]
}

async function whyNotChanged(tx: Tx, noteId: number) {
  const { rows } = await sql<{ document: string; state: DeliveryNoteState; by: string }>`
    select d.number as document, n.state,
           coalesce((select s.name from document_event e join staff s on s.id = e.actor_id
                      where e.document_id = n.id order by e.id desc limit 1), 'Lotbook') as by
      from delivery_note n join document d on d.id = n.id where n.id = ${noteId}`.execute(tx.db)
  const { document, state, by } = rows[0]!
  if (state === 'draft' || state === 'ready')
    return refuse('changed_meanwhile', { what: `delivery note (${document})`, by })
  return refuse('wrong_state', { document, state, needed: 'draft or ready' })
}
