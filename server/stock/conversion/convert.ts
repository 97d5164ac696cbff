import { type RawBuilder, sql } from 'kysely'
import type { Conversion, ConversionShelf } from '../../../contract/conversion.ts'
import * as catalog from '../../catalog/public.ts'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { formatQuantity } from '../format-quantity.ts'
import { receive } from '../receive.ts'
import { type Draft, lockDraft } from './lock-draft.ts'
import { findObstacles } from './obstacles.ts'
import { readConversion } from './read-conversion.ts'
import { shelvesOf } from './shelves.ts'

/**
 * Converts a product: all its stock moves out, its tracking changes while nothing is there, and the identified stock comes
 * in, in one transaction under one document. The product's row is locked alone first: receipts that are under way are
 * waited for, later ones see the new tracking. Then lots, pieces and levels, so that what is counted here stays so.
 * Orders' reservations stay; open purchase and sales orders go on with the new tracking.
 * Refuses not_found, wrong_state, conversion_blocked, conversion_uncounted and what stock.receive refuses.
 */
export async function convert(tx: Tx, conversionId: number): Promise<Conversion> {
  const draft = await lockDraft(tx, conversionId, 'alone')
  if (!(await catalog.lockForConversion(tx, draft.productId, draft.from)))
    throw refuse('wrong_state', {
      document: draft.number,
      state: 'out of date',
      needed: 'tracked as when it began',
    })
  await lockGoods(tx, draft.productId)
  const obstacles = await findObstacles(tx, conversionId)
  if (obstacles.length > 0) throw refuse('conversion_blocked', { product: draft.product, obstacles })
  const asks = (draft.to.lots && !draft.from.lots) || (draft.to.serials && !draft.from.serials)
  if (asks) await refuseUncounted(tx, conversionId)
  await moveOut(tx, conversionId, draft.productId)
  await sql`
    update conversion set state = 'done', ended_at = ${tx.at}, ended_by = ${tx.actor.id},
           last_old_movement_id = nextval('movement_id_seq')
     where id = ${conversionId}`.execute(tx.db)
  await catalog.convertTracking(tx, draft.productId, { ...draft.to, conversionId })
  const goods = asks ? countedGoods(conversionId) : goodsThatWentOut(conversionId, draft)
  await receive(tx, { documentId: conversionId, goods, from: 'adjustment' })
  await documents.recordEvent(tx, conversionId, 'converted')
  return readConversion(tx, conversionId)
}

/** In the order in which everybody locks. A hold that is placed in this second waits at its lot or piece. */
async function lockGoods(tx: Tx, productId: number): Promise<void> {
  const ofProduct = sql`(select id from variant where product_id = ${productId})`
  await sql`
    select from lot
     where variant_id in ${ofProduct} and id in (select lot_id from level where variant_id in ${ofProduct} and on_hand > 0)
     order by id for update`.execute(tx.db)
  await sql`
    select from unit
     where variant_id in ${ofProduct} and place_id in (select place_id from level where variant_id in ${ofProduct} and on_hand > 0)
     order by id for update`.execute(tx.db)
  await sql`
    select from level where variant_id in ${ofProduct} order by variant_id, lot_id, place_id for update`.execute(
    tx.db,
  )
}

/** Asked under the locks: every shelf is counted whole, and nothing of it has moved since. */
async function refuseUncounted(tx: Tx, conversionId: number): Promise<void> {
  const { rows } = await sql<ConversionShelf & { decimals: number }>`
    select shelf.*, v.decimals from (${shelvesOf(conversionId)}) shelf join variant v on v.id = shelf."variantId"
     where shelf.state <> 'done' limit 1`.execute(tx.db)
  const shelf = rows[0]
  if (shelf === undefined) return
  throw refuse('conversion_uncounted', {
    where: `bin ${shelf.bin.code} at ${shelf.location.name}`,
    onHand: formatQuantity(shelf.onHand, shelf.decimals),
    identified: formatQuantity(shelf.identified, shelf.decimals),
    changed: shelf.state === 'changed',
  })
}

async function moveOut(tx: Tx, conversionId: number, productId: number): Promise<void> {
  await sql`
    with shelf as materialized (
      select l.variant_id, l.lot_id, l.place_id, l.on_hand, nextval('movement_id_seq') as movement_id
        from level l
       where l.variant_id in (select id from variant where product_id = ${productId}) and l.on_hand > 0
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, moved_at, actor_id)
      select movement_id, variant_id, lot_id, on_hand, place_id, (select id from place where kind = 'adjustment'),
             ${conversionId}::bigint, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from shelf
    ), piece as materialized (
      select unit.id, shelf.movement_id
        from shelf join unit on unit.variant_id = shelf.variant_id and unit.lot_id is not distinct from shelf.lot_id
         and unit.place_id = shelf.place_id
    ), linked as (
      insert into movement_unit (unit_id, movement_id) select id, movement_id from piece
    ), gone as (
      update unit set place_id = (select id from place where kind = 'adjustment') from piece where unit.id = piece.id
    )
    update level l set on_hand = 0 from shelf
     where l.variant_id = shelf.variant_id and l.lot_id is not distinct from shelf.lot_id and l.place_id = shelf.place_id`.execute(
    tx.db,
  )
}

/** What was entered, as the ledger takes it; goods that have a lot keep it. */
function countedGoods(conversionId: number): RawBuilder<unknown> {
  return sql`
    select null::bigint as line_id, (row_number() over (order by s.id, l.line_number))::int as line_number, s.variant_id, l.quantity,
           s.place_id, coalesce(lot.number, l.lot_number) as lot_number, l.serial, null::bigint as supplier_id,
           case when lot.id is null then l.made_on end as made_on, case when lot.id is null then l.expires_on end as expires_on,
           null::text as supplier_lot
      from conversion_shelf s join conversion_line l on l.shelf_id = s.id left join lot on lot.id = s.lot_id
     where s.conversion_id = ${conversionId}`
}

/** Back to a plainer tracking, the goods that went out come in again: by their lot where lots stay, or only by quantity. */
function goodsThatWentOut(conversionId: number, { to }: Draft): RawBuilder<unknown> {
  return sql`
    select null::bigint as line_id, (row_number() over (order by m.id))::int as line_number, m.variant_id, m.quantity,
           m.from_place_id as place_id, case when ${to.lots} then lot.number end as lot_number, null::text as serial,
           null::bigint as supplier_id, null::date as made_on, null::date as expires_on, null::text as supplier_lot
      from movement m left join lot on lot.id = m.lot_id join conversion c on c.id = m.document_id
     where m.document_id = ${conversionId} and m.id <= c.last_old_movement_id`
}
