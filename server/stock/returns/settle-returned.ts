import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { holdText, type TooFewDays, tooFewDays } from '../blocked-because.ts'

/** Where the goods of a return's line go after they were inspected. */
export interface Settling {
  readonly lineId: number
  readonly soldLineId: number
  readonly to: 'shelf' | 'scrap' | 'supplier'
  /** The bin, for the shelf; null leaves them where they are. */
  readonly placeId: number | null
}

/**
 * Ends the return's claims on goods that were inspected: they are free on the shelf, or leave for scrap or the supplier.
 * The caller guards each line, so that it is settled once. Refuses to put back for sale what is held or expired (on_hold,
 * expired, expires_too_soon); all of it can be scrapped or sent back.
 */
export async function settleReturned(
  tx: Tx,
  { documentId, settling }: { documentId: number; settling: readonly Settling[] },
): Promise<void> {
  if (settling.length === 0) return
  const resold = settling.filter(one => one.to === 'shelf').map(one => one.lineId)
  await refuseUnsellable(tx, documentId, resold)
  await prepareShelves(tx, documentId, settling)
  const ended = await settle(tx, documentId, settling)
  if (ended !== settling.length)
    throw new Error(`document ${documentId} settles goods that it does not claim`)
}

interface Unsellable {
  what: string
  hold: string | null
  expired_on: string | null
  too_few_days: TooFewDays | null
}

async function refuseUnsellable(tx: Tx, documentId: number, lineIds: readonly number[]): Promise<void> {
  const { rows } = await sql<Unsellable>`
    select * from (
      select case when unit.id is not null then 'Serial ' || unit.serial || ' of ' || v.name
                  when lot.id is not null then 'Lot ' || lot.number || ' of ' || v.name else v.name end as what,
             ${holdText(sql`coalesce(unit.hold_id, lot.hold_id)`)} as hold,
             case when lot.expires_on < ${tx.today}::date then lot.expires_on end as expired_on,
             ${tooFewDays(tx.today)} as too_few_days, a.id
        from allocation a join variant v on v.id = a.variant_id
        left join lot on lot.id = a.lot_id
        left join unit on unit.id = a.unit_ids[1]
       where a.document_id = ${documentId} and a.document_line_id = any(${[...lineIds]}::bigint[]) and a.outcome is null
    ) one
     where hold is not null or expired_on is not null or too_few_days is not null order by id limit 1`.execute(
    tx.db,
  )
  const found = rows[0]
  if (found === undefined) return
  const { what, hold, expired_on, too_few_days } = found
  if (hold !== null) throw refuse('on_hold', { what, reason: hold })
  if (expired_on !== null) throw refuse('expired', { what, on: expired_on })
  throw refuse('expires_too_soon', { what, ...too_few_days! })
}

/** A level that is new is made empty first: then one statement changes all of them, each once. */
async function prepareShelves(tx: Tx, documentId: number, settling: readonly Settling[]): Promise<void> {
  const moves = settling.filter(one => one.to === 'shelf' && one.placeId !== null)
  if (moves.length === 0) return
  await sql`
    insert into level (variant_id, lot_id, place_id, on_hand)
    select distinct a.variant_id, a.lot_id, given.place_id, 0
      from unnest(${moves.map(one => one.lineId)}::bigint[], ${moves.map(one => one.placeId)}::bigint[]) as given (line_id, place_id)
      join allocation a on a.document_id = ${documentId} and a.document_line_id = given.line_id and a.outcome is null
     order by 1, 2, 3
    on conflict (variant_id, lot_id, place_id) do nothing`.execute(tx.db)
}

async function settle(tx: Tx, documentId: number, settling: readonly Settling[]): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    with given as materialized (
      select g.line_id, g.sold_line_id, case when g.kind = 'shelf' then g.place_id else place.id end as place_id
        from unnest(${settling.map(one => one.lineId)}::bigint[], ${settling.map(one => one.soldLineId)}::bigint[],
                    ${settling.map(one => one.to)}::text[], ${settling.map(one => one.placeId)}::bigint[])
             as g (line_id, sold_line_id, kind, place_id)
        left join place on place.kind = g.kind
    ), ended as (
      update allocation a set ended_at = ${tx.at}, ended_by = ${tx.actor.id}, outcome = 'released'
        from given
       where a.document_id = ${documentId} and a.document_line_id = given.line_id and a.outcome is null
      returning a.id, given.sold_line_id, a.variant_id, a.lot_id, a.place_id, coalesce(given.place_id, a.place_id) as to_place_id,
                a.quantity
    ), going as materialized (
      select ended.*, nextval('movement_id_seq') as movement_id from ended where to_place_id <> place_id
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, document_line_id, moved_at, actor_id)
      select movement_id, variant_id, lot_id, quantity, place_id, to_place_id, ${documentId}::bigint, sold_line_id,
             ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from going
    ), piece as materialized (
      select unit.id, ended.id as claim_id, ended.to_place_id from ended join unit on unit.allocation_id = ended.id
       order by unit.id for update of unit
    ), linked as (
      insert into movement_unit (unit_id, movement_id)
      select piece.id, going.movement_id from piece join going on going.id = piece.claim_id
    ), placed as (
      update unit set place_id = piece.to_place_id, allocation_id = null from piece where unit.id = piece.id
    ), change as materialized (
      select variant_id, lot_id, place_id, sum(on_hand)::bigint as on_hand, sum(allocated)::bigint as allocated
        from (select variant_id, lot_id, place_id, -quantity as on_hand, 0 as allocated from going
               union all select variant_id, lot_id, to_place_id, quantity, 0 from going
               union all select variant_id, lot_id, place_id, 0, -quantity from ended) one
       group by 1, 2, 3
    ), shelf as materialized (
      select l.variant_id, l.lot_id, l.place_id, change.on_hand, change.allocated
        from level l join change on change.variant_id = l.variant_id and change.lot_id is not distinct from l.lot_id
         and change.place_id = l.place_id
       where (select count(*) from piece) >= 0
       order by l.variant_id, l.lot_id, l.place_id for update of l
    ), changed as (
      update level l set on_hand = l.on_hand + shelf.on_hand, allocated = l.allocated + shelf.allocated
        from shelf
       where l.variant_id = shelf.variant_id and l.lot_id is not distinct from shelf.lot_id and l.place_id = shelf.place_id
    )
    select count(*) as ended from ended`.execute(tx.db)
  return rows[0]!.ended
}
