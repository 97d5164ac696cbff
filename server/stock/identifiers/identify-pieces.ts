import { sql } from 'kysely'
import * as documents from '../../documents/public.ts'
import { changed, type Tx } from '../../platform/database/public.ts'
import { changedBy } from './guard-list.ts'

export interface AddedSerial {
  readonly binId: number
  readonly lotId: number | null
  readonly serial: string
}

/**
 * Gives pieces in stock that have no serial theirs: under a paper of its own they go out without and come in again with it,
 * so that their history begins where they are. A piece that was here before under this serial is the same piece again.
 * Refuses changed_meanwhile when fewer pieces without a serial are there than serials.
 */
export async function identifyPieces(
  tx: Tx,
  variantId: number,
  added: readonly AddedSerial[],
): Promise<void> {
  const given = givenPieces(added)
  const { id: documentId } = await documents.openDocument(tx, 'identification', 'serial numbers entered', {
    variantId,
    pieces: added.length,
  })
  await lockPiecesOutside(tx, variantId, added)
  if (!(await lockShelves(tx, variantId, added))) throw await changedBy(tx, variantId)
  const taken = await sql`
    with known as materialized (
      select given.place_id, given.lot_id, given.serial, back.id
        from (${given}) given
        left join (unit back join place there on there.id = back.place_id and there.kind in ('adjustment', 'supplier'))
          on normalize(back.serial, nfc) = normalize(given.serial, nfc) and back.variant_id + 0 = ${variantId}
    ), piece as materialized (
      select place_id, lot_id, serial, coalesce(id, nextval('unit_id_seq')) as unit_id, id is null as is_new
        from known
    ), made as (
      insert into unit (id, variant_id, lot_id, serial, place_id)
      select unit_id, ${variantId}::bigint, lot_id, serial, place_id from piece where is_new
    ), back as (
      update unit set place_id = piece.place_id, lot_id = piece.lot_id from piece where unit.id = piece.unit_id and not piece.is_new
    ), pile as materialized (
      select place_id, lot_id, quantity, unit_ids, nextval('movement_id_seq') as out_id
        from (select place_id, lot_id, count(*) as quantity, array_agg(unit_id) as unit_ids from piece group by 1, 2) counted
    ), again as materialized (
      select pile.*, nextval('movement_id_seq') as in_id,
             (select id from place where kind = 'adjustment') as outside
        from pile
    ), linked as (
      insert into movement_unit (unit_id, movement_id) select unnest(unit_ids), in_id from again
    )
    insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, moved_at, actor_id)
    select out_id, ${variantId}::bigint, lot_id, quantity, place_id, outside, ${documentId}::bigint, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
      from again
     union all
    select in_id, ${variantId}::bigint, lot_id, quantity, outside, place_id, ${documentId}::bigint, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
      from again`.execute(tx.db)
  if (changed(taken) === 0) throw new Error('no piece was given its serial')
}

function givenPieces(added: readonly AddedSerial[]) {
  return sql`
    select * from unnest(${added.map(one => one.binId)}::bigint[], ${added.map(one => one.lotId)}::bigint[],
                         ${added.map(one => one.serial)}::text[]) as given (place_id, lot_id, serial)`
}

/** Two clerks may enter the same piece again: the second waits here, and is told then where it is. */
async function lockPiecesOutside(tx: Tx, variantId: number, added: readonly AddedSerial[]): Promise<void> {
  await sql`
    select from unnest(${added.map(one => one.serial)}::text[]) as given (serial)
      join unit on normalize(unit.serial, nfc) = normalize(given.serial, nfc) and unit.variant_id + 0 = ${variantId}
     order by unit.id for update of unit`.execute(tx.db)
}

/** Locks the levels, and says whether each has as many pieces without a serial; counted after the lock. */
async function lockShelves(tx: Tx, variantId: number, added: readonly AddedSerial[]): Promise<boolean> {
  const shelves = sql`select place_id, lot_id, count(*) as wanted from (${givenPieces(added)}) given group by 1, 2`
  const [, { rows }] = await Promise.all([
    sql`
      select from (${shelves}) shelf
        join level l on l.variant_id = ${variantId} and l.place_id = shelf.place_id and l.lot_id is not distinct from shelf.lot_id
       order by l.variant_id, l.lot_id, l.place_id for update of l`.execute(tx.db),
    sql<{ enough: boolean | null }>`
      select bool_and(coalesce(l.on_hand, 0) - told.count >= shelf.wanted) as enough
        from (${shelves}) shelf
        join place on place.id = shelf.place_id and place.kind = 'bin'
        left join level l on l.variant_id = ${variantId} and l.place_id = shelf.place_id and l.lot_id is not distinct from shelf.lot_id
        cross join lateral (
          select count(*) as count from unit
           where unit.variant_id = ${variantId} and unit.place_id = shelf.place_id and unit.lot_id is not distinct from shelf.lot_id) told
       having count(*) = (select count(*) from (${shelves}) asked)`.execute(tx.db),
  ])
  return rows[0]?.enough === true
}
