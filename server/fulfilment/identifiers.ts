import { type RawBuilder, sql } from 'kysely'

/** Whether each piece in stock of a product (its row `p`) has a serial of its own. */
export const piecesHaveSerials = sql<boolean>`p.pieces_have_serials`

/** How a product (its row `p`) is followed, as JSON. */
export const trackingOf = sql`json_build_object('lots', p.tracks_lots, 'serials', ${piecesHaveSerials})`

/**
 * How many pieces a quantity is that each want an identifier. What is counted with decimals goes by its whole units: a bag
 * of 0.750 kg is one.
 */
export function piecesOf(quantity: number, decimals: number): number {
  return Math.ceil(quantity / 10 ** decimals)
}

/** How many identifiers a note's line (its row `l`, of variant `v` and product `p`) asks for. */
export const identifiersAsked = sql`case
             when ${piecesHaveSerials} then l.quantity
             when p.dispatch_identifier_mode = 'off' then 0
             else ceil(l.quantity / 10::numeric ^ v.decimals)::bigint end`

/** How many such a line has. Pieces of the ledger are given by being allocated, values by being written down. */
export const identifiersGiven = sql`case
             when ${piecesHaveSerials} then (
               select coalesce(sum(cardinality(a.unit_ids)), 0) from allocation a
                where a.document_id = l.note_id and a.document_line_id = l.id and a.outcome is distinct from 'swapped')::bigint
             else (select count(*) from delivery_note_line_identifier i where i.line_id = l.id) end`

/**
 * The lines of a note (its id) that may not leave yet, as rows of product and lacking. Values may be missing from what was
 * dispatched elsewhere, with a reason; pieces never: the ledger must know which one went. It is asked of one note by its id,
 * not of a row beside it: PostgreSQL would look at the lines of all notes then.
 */
export function lackingOfNote(noteId: number): RawBuilder<unknown> {
  return sql`
    select v.name as product, ${identifiersAsked} - ${identifiersGiven} as lacking
      from delivery_note_line l join delivery_note leaving on leaving.id = l.note_id
      join variant v on v.id = l.variant_id join product p on p.id = v.product_id
     where l.note_id = ${noteId} and ${identifiersGiven} < ${identifiersAsked}
       and (leaving.without_identifiers_because is null or ${piecesHaveSerials})`
}
