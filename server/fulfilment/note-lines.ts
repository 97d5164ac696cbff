import { type RawBuilder, sql } from 'kysely'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import * as sales from '../sales/public.ts'
import { type Chosen, isComplete } from './check-choices.ts'

/**
 * Opens a note of an order under a number D… of its own and puts what is chosen on it, in one statement: the note with its
 * lines, what of the order's lines is on notes now, and both histories. The order's row is locked. Gives the lines' ids in
 * the order of the choices. Refuses line_over_delivered.
 */
export async function openNote(
  tx: Tx,
  order: { id: number; locationId: number },
  chosen: readonly Chosen[],
): Promise<{ id: number; number: string; lineIds: number[] }> {
  const progress = progressOf(order.id, chosen)
  const { rows } = await sql<{ id: number; number: string; lineIds: number[]; onNote: number[] }>`
    with ${documents.opening(tx, 'delivery_note')}, told as (
      insert into document_event (document_id, what, at, actor_id, detail)
      select ${order.id}, 'delivery note created', ${tx.at}, ${tx.actor.id}, jsonb_build_object('note', number, 'noteId', id) from opened
    ), goods as (${sales.goodsOf(progress)}), ${sales.puttingOnNote}, made as (
      insert into delivery_note (id, order_id, location_id, state)
      select id, ${order.id}, ${order.locationId}, ${isComplete(chosen) ? 'ready' : 'draft'} from opened
      returning id
    ), ${writtenLines(chosen)}
    select id, number, (select json_agg(id order by line_number) from lines) as "lineIds",
           (select coalesce(json_agg(line_id), '[]') from on_note) as "onNote"
      from opened`.execute(tx.db)
  const { onNote, ...note } = rows[0]!
  await sales.demandOnNote(tx, progress, onNote)
  return note
}

/** How much of which order line the choices put on a note. */
export const progressOf = (orderId: number, chosen: readonly Chosen[]) => ({
  orderId,
  lines: chosen.map(({ choice }) => ({ lineId: choice.orderLineId, quantity: choice.quantity })),
})

/** Stores the delivered note that a receipt is, with its lines; gives their ids in the order of the choices. */
export async function insertDelivered(
  tx: Tx,
  note: { id: number; locationId: number },
  chosen: readonly Chosen[],
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with made as (
      insert into delivery_note (id, order_id, location_id, state, ended_at)
      values (${note.id}, ${note.id}, ${note.locationId}, 'delivered', ${tx.at})
      returning id
    ), ${writtenLines(chosen)}
    select id from lines order by line_number`.execute(tx.db)
  return rows.map(row => row.id)
}

/** Puts other lines in the place of a note's; gives their ids in the order of the choices. The note's row is locked. */
export async function replaceLines(tx: Tx, noteId: number, chosen: readonly Chosen[]): Promise<number[]> {
  const [, , { rows }] = await Promise.all([
    sql`delete from delivery_note_line_identifier i using delivery_note_line l
         where l.id = i.line_id and l.note_id = ${noteId}`.execute(tx.db),
    sql`delete from delivery_note_line where note_id = ${noteId}`.execute(tx.db),
    sql<{ id: number }>`
      with made as (select ${noteId}::bigint as id), ${writtenLines(chosen)}
      select id from lines order by line_number`.execute(tx.db),
  ])
  return rows.map(row => row.id)
}

/** Lines and identifiers of the note `made` (id), which stands before them, as the rows `lines` (id, line_number). */
function writtenLines(chosen: readonly Chosen[]): RawBuilder<unknown> {
  const values = chosen.flatMap(({ choice }, index) =>
    (choice.identifiers ?? []).flatMap((value, at) =>
      value === null ? [] : [{ line: index + 1, position: at + 1, value }],
    ),
  )
  return sql`
    lines as (
      insert into delivery_note_line (note_id, order_line_id, line_number, variant_id, quantity, quantity_suggested)
      select made.id, c.order_line_id, c.line_number, c.variant_id, c.quantity, c.suggested
        from made, unnest(${chosen.map(({ line }) => line.id)}::bigint[], ${chosen.map(({ line }) => line.variantId)}::bigint[],
                          ${chosen.map(({ choice }) => choice.quantity)}::bigint[],
                          ${chosen.map(({ suggested }) => suggested ?? 0)}::bigint[])
                   with ordinality as c(order_line_id, variant_id, quantity, suggested, line_number)
      returning id, line_number
    ), written as (
      insert into delivery_note_line_identifier (line_id, position, value)
      select lines.id, given.position, given.value
        from unnest(${values.map(value => value.line)}::int[], ${values.map(value => value.position)}::int[],
                    ${values.map(value => value.value)}::text[]) as given (line_number, position, value)
        join lines on lines.line_number = given.line_number
    )`
}
