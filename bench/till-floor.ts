import { randomUUID } from 'node:crypto'
import type { Ground } from './ground.ts'

/** A piece with lot and serial, for ours and, under the same ids, for the floor. */
export interface Piece {
  readonly unitId: number
  readonly variantId: number
  readonly lotId: number
  readonly placeId: number
  readonly serial: string
}

/**
 * One statement, which is its own transaction: the receipt with its line, the piece to the customer, the movement, the
 * level, and the till's next number, whose row is locked last.
 */
export async function sellByHand(ground: Ground, tillId: number, piece: Piece): Promise<void> {
  const { rowCount } = await ground.floor.query({
    name: 'sell',
    text: `
      with opened as (
        insert into document (kind, created_at, created_by) values ('till_receipt', $7, 0) returning id
      ), gone as (
        update unit set place_id = 2 where id = $3 and place_id = $6 and allocation_id is null returning id
      ), moved as (
        insert into movement (variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, moved_at, actor_id)
        select $4, $5, 1, $6, 2, opened.id, $7, 0 from opened, gone
        returning id
      ), linked as (
        insert into movement_unit (unit_id, movement_id) select gone.id, moved.id from gone, moved
      ), lowered as (
        update level set on_hand = on_hand - 1
         where variant_id = $4 and lot_id = $5 and place_id = $6 and on_hand - allocated >= 1 and (select count(*) from gone) = 1
        returning 1
      ), line as (
        insert into till_sale_line (document_id, variant_id, quantity, price_minor, tax_basis_points)
        select id, $4, 1, 1000, 1900 from opened
      ), numbered as (
        update till set next_receipt = next_receipt + 1 where id = $2 and (select count(*) from lowered) = 1
        returning next_receipt - 1 as number
      )
      insert into till_sale (id, document_id, till_id, number, taken_at, total_minor, method)
      select $1, opened.id, $2, numbered.number, $7, 1000, 'cash' from opened, numbered`,
    values: [randomUUID(), tillId, piece.unitId, piece.variantId, piece.lotId, piece.placeId, new Date()],
  })
  if (rowCount !== 1) throw new Error(`piece ${piece.unitId} was not sold by hand`)
}
