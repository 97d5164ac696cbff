import { sql } from 'kysely'
import type { DeliveryChoice, DeliveryNote, DeliveryNoteInput } from '../../contract/fulfilment.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as sales from '../sales/public.ts'
import * as stock from '../stock/public.ts'
import { checkChoices } from './check-choices.ts'
import { lockOrder, type OrderedLine } from './lock-order.ts'
import { readDeliveryNote } from './read-delivery-note.ts'

/**
 * Makes a delivery note of an order under a number D… of its own: what was chosen is allocated, all of it or nothing. The
 * order's row is locked first, so that two clerks who send the same order at once go one after the other. Refuses
 * not_found, wrong_state, choice_incomplete, line_over_delivered and what stock.allocate refuses.
 */
export async function createDeliveryNote(
  tx: Tx,
  orderId: number,
  input: DeliveryNoteInput,
): Promise<DeliveryNote> {
  const [order, note] = await Promise.all([
    lockOrder(tx, orderId, [...new Set(input.lines.map(choice => choice.orderLineId))]),
    documents.openDocument(tx, 'delivery_note'),
  ])
  if (order === undefined) throw refuse('not_found', { what: 'sales order' })
  if (order.state !== 'open' && order.state !== 'part_delivered')
    throw refuse('wrong_state', { document: order.number, state: order.state, needed: 'open' })
  const lines = checkChoices(order.lines, input.lines)
  const [, lineIds] = await Promise.all([
    sales.putOnNote(tx, {
      orderId,
      lines: input.lines.map(choice => ({ lineId: choice.orderLineId, quantity: choice.quantity })),
    }),
    insertNote(tx, { noteId: note.id, orderId, locationId: order.locationId, lines, choices: input.lines }),
    documents.recordEvent(tx, orderId, 'delivery note created', { note: note.number, noteId: note.id }),
  ])
  // Statements that are started together travel together, and run in this order.
  const [, made] = await Promise.all([
    stock.allocate(tx, {
      documentId: note.id,
      locationId: order.locationId,
      picks: input.lines.flatMap((choice, index) => picksOf(choice, lines[index]!, lineIds[index]!)),
    }),
    readDeliveryNote(tx, note.id),
  ])
  return made
}

interface NewNote {
  noteId: number
  orderId: number
  locationId: number
  /** For each choice, the order line that it is for. */
  lines: readonly OrderedLine[]
  choices: readonly DeliveryChoice[]
}

/** Stores the note with its lines; gives their ids in the order of the choices. */
async function insertNote(tx: Tx, note: NewNote): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with made as (
      insert into delivery_note (id, order_id, location_id) values (${note.noteId}, ${note.orderId}, ${note.locationId})
      returning id
    ), lines as (
      insert into delivery_note_line (note_id, order_line_id, line_number, variant_id, quantity)
      select made.id, c.order_line_id, c.line_number, c.variant_id, c.quantity
        from made, unnest(${note.lines.map(line => line.id)}::bigint[], ${note.lines.map(line => line.variantId)}::bigint[],
                          ${note.choices.map(choice => choice.quantity)}::bigint[])
                   with ordinality as c(order_line_id, variant_id, quantity, line_number)
      returning id, line_number
    )
    select id from lines order by line_number`.execute(tx.db)
  return rows.map(row => row.id)
}

function picksOf(choice: DeliveryChoice, line: OrderedLine, lineId: number): stock.PickLine[] {
  const pick = { lineId, orderLineId: line.id, variantId: line.variantId }
  if (line.tracking.serials)
    return [{ ...pick, quantity: choice.quantity, lotId: null, unitIds: choice.unitIds }]
  if (line.tracking.lots)
    return choice.lots.map(({ lotId, quantity }) => ({ ...pick, quantity, lotId, unitIds: null }))
  return [{ ...pick, quantity: choice.quantity, lotId: null, unitIds: null }]
}
