import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { type TooFewDays, tooFewDays } from './blocked-because.ts'
import { lotMayBeSold } from './sellable.ts'

interface Delivered {
  wanted: number
  claims: number
  pieces: number
  gone: number
  lowered: number
  levels: number
}

/**
 * Sends a note's allocated goods to the customer: its allocations end, movements say what went, pieces and levels follow.
 * The caller guards the note's state, so that it happens once. Refuses goods that were held or expired meanwhile
 * (on_hold, expired, expires_too_soon), and pieces that lack their serials (identifiers_needed): nothing of the note
 * goes then.
 */
export async function deliver(tx: Tx, { documentId }: { documentId: number }): Promise<void> {
  const { rows } = await sql<Delivered>`
    with lots as materialized (
      -- Shared with other deliveries; whoever puts a lot on hold waits, so that nothing of it goes after the hold is told.
      select lot.id from lot
       where lot.id in (select lot_id from allocation where document_id = ${documentId} and outcome is null)
         and ${lotMayBeSold(tx.today)}
       order by lot.id for share
    ), ended as (
      update allocation a set ended_at = ${tx.at}, ended_by = ${tx.actor.id}, outcome = 'delivered'
       where a.document_id = ${documentId} and a.outcome is null
         and (a.lot_id is null or a.lot_id in (select id from lots))
         and (a.unit_ids is not null or not (
           select p.pieces_have_serials from variant v join product p on p.id = v.product_id where v.id = a.variant_id))
      returning id, document_line_id, variant_id, lot_id, place_id, quantity, unit_ids
    ), numbered as materialized (
      select ended.*, nextval('movement_id_seq') as movement_id from ended
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, document_line_id, moved_at, actor_id)
      select movement_id, variant_id, lot_id, quantity, place_id, (select id from place where kind = 'customer'),
             ${documentId}::bigint, document_line_id, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from numbered
    ), one as materialized (
      select unit.id, numbered.movement_id
        from (select id as allocation_id, movement_id, unnest(unit_ids) as unit_id from numbered) numbered
        join unit on unit.id = numbered.unit_id and unit.allocation_id = numbered.allocation_id and unit.hold_id is null
       order by unit.id for update of unit
    ), gone as (
      update unit set place_id = (select id from place where kind = 'customer'), allocation_id = null
        from one where unit.id = one.id
      returning unit.id, one.movement_id
    ), linked as (
      insert into movement_unit (unit_id, movement_id) select id, movement_id from gone
    ), total as materialized (
      select variant_id, lot_id, place_id, sum(quantity) as quantity from ended group by 1, 2, 3
    ), shelf as materialized (
      select l.variant_id, l.lot_id, l.place_id, total.quantity
        from level l join total on total.variant_id = l.variant_id and total.lot_id is not distinct from l.lot_id and total.place_id = l.place_id
       where (select count(*) from one) >= 0
       order by l.variant_id, l.lot_id, l.place_id for update of l
    ), lowered as (
      update level l set on_hand = l.on_hand - shelf.quantity, allocated = l.allocated - shelf.quantity
        from shelf
       where l.variant_id = shelf.variant_id and l.lot_id is not distinct from shelf.lot_id and l.place_id = shelf.place_id
      returning 1
    )
    select (select count(*) from allocation where document_id = ${documentId} and outcome is null) as wanted,
           (select count(*) from ended) as claims, (select coalesce(sum(cardinality(unit_ids)), 0)::bigint from ended) as pieces,
           (select count(*) from gone) as gone, (select count(*) from lowered) as lowered, (select count(*) from total) as levels
    `.execute(tx.db)
  const done = rows[0]!
  if (done.claims < done.wanted || done.gone < done.pieces) throw await whyBlocked(tx, documentId)
  if (done.claims === 0) throw new Error(`document ${documentId} has nothing allocated to deliver`)
  if (done.lowered !== done.levels)
    throw new Error(`document ${documentId} delivers from a level that is not there`)
}

interface Blocked {
  what: string
  lacking: number | null
  hold: string | null
  expired_on: string | null
  too_few_days: TooFewDays | null
}

/** Whatever did not go was held or expired since it was chosen, or lacks its serials. */
async function whyBlocked(tx: Tx, documentId: number): Promise<Error> {
  const { rows } = await sql<Blocked>`
    select v.name as what, a.quantity as lacking, null::date as expired_on, null::text as hold, null::jsonb as too_few_days
      from allocation a join variant v on v.id = a.variant_id join product p on p.id = v.product_id
     where a.document_id = ${documentId} and a.outcome is null and a.unit_ids is null and p.pieces_have_serials
     union all
    select 'Lot ' || lot.number || ' of ' || v.name, null, lot.expires_on,
           (select kind || ': ' || reason from hold where hold.id = lot.hold_id) ,
           ${tooFewDays(tx.today)}
      from allocation a join lot on lot.id = a.lot_id join variant v on v.id = a.variant_id
     where a.document_id = ${documentId} and a.outcome is null
     union all
    select 'Serial ' || unit.serial || ' of ' || v.name, null, null, hold.kind || ': ' || hold.reason, null
      from allocation a join unit on unit.allocation_id = a.id join hold on hold.id = unit.hold_id
      join variant v on v.id = a.variant_id
     where a.document_id = ${documentId}
     limit 1`.execute(tx.db)
  const blocked = rows[0]
  if (blocked === undefined) return new Error(`document ${documentId} lost a piece that was allocated to it`)
  if (blocked.lacking !== null)
    return refuse('identifiers_needed', {
      order: await numberOf(tx, documentId),
      product: blocked.what,
      lacking: blocked.lacking,
      products: 1,
    })
  if (blocked.hold !== null) return refuse('on_hold', { what: blocked.what, reason: blocked.hold })
  if (blocked.too_few_days !== null)
    return refuse('expires_too_soon', { what: blocked.what, ...blocked.too_few_days })
  return refuse('expired', { what: blocked.what, on: blocked.expired_on ?? '' })
}

async function numberOf(tx: Tx, documentId: number): Promise<string> {
  const { rows } = await sql<{
    number: string
  }>`select number from document where id = ${documentId}`.execute(tx.db)
  return rows[0]!.number
}
