import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import type { Chosen } from './check-choices.ts'

/** Stores a new note with its lines; gives their ids in the order of the choices. */
export async function insertNote(
  tx: Tx,
  note: { id: number; orderId: number; locationId: number; state: 'draft' | 'ready' | 'delivered' },
  chosen: readonly Chosen[],
): Promise<number[]> {
  const made = sql`
    insert into delivery_note (id, order_id, location_id, state, ended_at)
    values (${note.id}, ${note.orderId}, ${note.locationId}, ${note.state}, ${note.state === 'delivered' ? tx.at : null})
    returning id`
  return insertLines(tx, made, chosen)
}

/** Puts other lines in the place of a note's; gives their ids in the order of the choices. The note's row is locked. */
export async function replaceLines(tx: Tx, noteId: number, chosen: readonly Chosen[]): Promise<number[]> {
  const [, , ids] = await Promise.all([
    sql`delete from delivery_note_line_identifier i using delivery_note_line l
         where l.id = i.line_id and l.note_id = ${noteId}`.execute(tx.db),
    sql`delete from delivery_note_line where note_id = ${noteId}`.execute(tx.db),
    insertLines(tx, sql`select ${noteId}::bigint as id`, chosen),
  ])
  return ids
}

/** One statement for lines and identifiers; `note` gives the note's id. */
async function insertLines(tx: Tx, note: RawBuilder<unknown>, chosen: readonly Chosen[]): Promise<number[]> {
  const values = chosen.flatMap(({ choice }, index) =>
    (choice.identifiers ?? []).flatMap((value, at) =>
      value === null ? [] : [{ line: index + 1, position: at + 1, value }],
    ),
  )
  const { rows } = await sql<{ id: number }>`
    with made as (${note}), lines as (
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
    )
    select id from lines order by line_number`.execute(tx.db)
  return rows.map(row => row.id)
}
