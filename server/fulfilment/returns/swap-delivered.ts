import { sql } from 'kysely'
import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import type { SwapInput } from '../../../contract/note-swaps.ts'
import * as catalog from '../../catalog/public.ts'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import * as stock from '../../stock/public.ts'
import { readDeliveryNote } from '../read-delivery-note.ts'
import { readPieceSales, whyNotBack } from './piece-sales.ts'

/**
 * Swaps a wrong serial or lot on a delivered note for the one that really went, in one step that is told in the note's
 * history: the wrong goods are back in their bin (on hold there, when asked), the right ones are with the customer.
 * Refuses wrong_state, already_returned and line_over_returned (the wrong goods came back meanwhile), unit_unknown,
 * not_returnable (sold before the product was tracked like this), and what choosing the right ones refuses: unit_taken,
 * unit_elsewhere, on_hold, expired, expires_too_soon, lot_short, not_enough.
 */
export async function swapDelivered(tx: Tx, noteId: number, input: SwapInput): Promise<DeliveryNote> {
  const note = await lockNote(tx, noteId)
  const line = await readLine(tx, noteId, input)
  await catalog.lockTracking(tx, [line.variantId])
  await refuseReturned(tx, note, line, input)
  const right = await findRight(tx, note, line, input)
  const { noteLineId: lineId, quantity, wrongUnitId } = input
  await stock.swapDelivered(tx, {
    documentId: noteId,
    locationId: note.locationId,
    lineId,
    variantId: line.variantId,
    quantity,
    wrong: { lotId: input.wrongLotId, unitId: wrongUnitId },
    right,
  })
  if (input.quarantine && wrongUnitId !== null)
    await stock.holdUnit(tx, wrongUnitId, {
      kind: 'quarantined',
      reason: `Swapped on ${note.number}: ${input.reason}`,
    })
  await tell(tx, note, line, { right, quantity, reason: input.reason })
  return readDeliveryNote(tx, noteId)
}

interface Note {
  id: number
  number: string
  orderId: number
  locationId: number
}

/** Behind the order's lock, like everything about its notes; a delivered note gets a new version. */
async function lockNote(tx: Tx, noteId: number): Promise<Note> {
  await sql`
    select from sales_order where id = (select order_id from delivery_note where id = ${noteId}) for update`.execute(
    tx.db,
  )
  const { rows } = await sql<Note & { state: string }>`
    update delivery_note n set version = n.version + 1 from document d
     where n.id = ${noteId} and d.id = n.id
    returning n.id, d.number, n.order_id as "orderId", n.location_id as "locationId", n.state`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'delivery note' })
  const { state, ...note } = rows[0]
  if (state !== 'delivered')
    throw refuse('wrong_state', { document: note.number, state, needed: 'delivered' })
  return note
}

interface Line {
  variantId: number
  product: string
  decimals: number
  /** The wrong lot or serial, as it is written. */
  wrong: string
  /** What the customer has of the wrong goods. */
  open: number
}

async function readLine(tx: Tx, noteId: number, input: SwapInput): Promise<Line> {
  const { rows } = await sql<Line>`
    select v.id as "variantId", v.name as product, v.decimals, coalesce(unit.serial, lot.number) as wrong,
           (select coalesce(sum(a.quantity), 0) from allocation a
             where a.document_id = l.note_id and a.document_line_id = l.id and a.outcome = 'delivered' and a.lot_id = lot.id)::bigint
           - (select coalesce(sum(back.quantity), 0) from goods_return_line back
               where back.note_line_id = l.id and back.lot_id = lot.id)::bigint as open
      from delivery_note_line l join variant v on v.id = l.variant_id
      left join unit on unit.id = ${input.wrongUnitId}::bigint and unit.variant_id = v.id
      left join lot on lot.id = ${input.wrongLotId}::bigint and lot.variant_id = v.id
     where l.id = ${input.noteLineId} and l.note_id = ${noteId} and (unit.id is not null or lot.id is not null)`.execute(
    tx.db,
  )
  if (rows[0] === undefined) throw refuse('not_found', { what: 'line of this note' })
  return rows[0]
}

/** The wrong goods must be with the customer: nothing that came back is swapped. */
async function refuseReturned(tx: Tx, note: Note, line: Line, input: SwapInput): Promise<void> {
  const { rows } = await sql<{ fits: boolean }>`
    select p.tracks_lots and p.pieces_have_serials = ${input.wrongUnitId !== null} or p.pieces_have_serials and ${input.wrongUnitId !== null} as fits
      from variant v join product p on p.id = v.product_id where v.id = ${line.variantId}`.execute(tx.db)
  if (!rows[0]!.fits) throw refuse('not_returnable', { what: `${line.wrong} of ${line.product}` })
  if (input.wrongUnitId !== null) {
    const [piece] = await readPieceSales(tx, [input.wrongUnitId])
    if (piece!.noteLineId !== input.noteLineId) throw whyNotBack(piece!)
    return
  }
  if (line.open < input.quantity)
    throw refuse('line_over_returned', {
      what: `lot ${line.wrong} of ${line.product}`,
      document: note.number,
      open: stock.formatQuantity(line.open, line.decimals),
      given: stock.formatQuantity(input.quantity, line.decimals),
    })
}

async function findRight(
  tx: Tx,
  note: Note,
  line: Line,
  input: SwapInput,
): Promise<{ lotId: number | null; unitId: number | null }> {
  if (input.rightSerial === null) return { lotId: input.rightLotId, unitId: null }
  const { rows } = await sql<{ id: number; serial: string }>`
    select id, serial from unit
     where normalize(serial, nfc) = ${input.rightSerial.normalize('NFC')} and variant_id + 0 = ${line.variantId}`.execute(
    tx.db,
  )
  const { product } = line
  if (rows[0] === undefined) throw refuse('unit_unknown', { serial: input.rightSerial, product })
  if (rows[0].id === input.wrongUnitId)
    throw refuse('unit_taken', { serial: rows[0].serial, product, holder: note.number })
  return { lotId: null, unitId: rows[0].id }
}

async function tell(
  tx: Tx,
  note: Note,
  line: Line,
  done: { right: { lotId: number | null; unitId: number | null }; quantity: number; reason: string },
): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select serial as name from unit where id = ${done.right.unitId}::bigint
     union all select number from lot where id = ${done.right.lotId}::bigint`.execute(tx.db)
  const { product, wrong } = line
  const quantity = stock.formatQuantity(done.quantity, line.decimals)
  const detail = { product, wrong, right: rows[0]!.name, quantity, reason: done.reason }
  await documents.recordEvent(tx, note.id, 'swapped', detail)
  await documents.recordEvent(tx, note.orderId, 'note corrected', {
    note: note.number,
    noteId: note.id,
    ...detail,
  })
}
