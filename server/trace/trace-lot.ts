import { sql } from 'kysely'
import type { LotTrace } from '../../contract/trace.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { readEvents } from './events.ts'
import { liveHold, readHolds } from './holds.ts'
import { readLotCustomers } from './lot-customers.ts'

type Head = Pick<
  LotTrace,
  | 'id'
  | 'number'
  | 'product'
  | 'supplier'
  | 'supplierLot'
  | 'madeOn'
  | 'expiresOn'
  | 'expired'
  | 'received'
  | 'onHand'
  | 'delivered'
>

/**
 * All that a recall asks of a lot, in one round of statements: what came in, what is left and where, and every customer
 * who got some. Refuses: not_found.
 */
export async function traceLot(reader: Reader, lotId: number): Promise<LotTrace> {
  const [head, shelf, customers, history, holds] = await Promise.all([
    readHead(reader, lotId),
    readShelf(reader, lotId),
    readLotCustomers(reader, lotId),
    readEvents(
      reader,
      sql`select m.* from lot l join movement m on m.variant_id = l.variant_id and m.lot_id = l.id
           where l.id = ${lotId} order by m.id desc limit 1000`,
    ),
    readHolds(reader, sql`h.lot_id = ${lotId}`),
  ])
  const events = history.map(({ event }) => event)
  return { ...head, hold: liveHold(holds), shelf, customers, events, holds }
}

async function readHead(reader: Reader, lotId: number): Promise<Head> {
  const { rows } = await sql<Head>`
    select l.id, l.number, l.supplier_lot as "supplierLot", l.made_on as "madeOn", l.expires_on as "expiresOn",
           coalesce(l.expires_on < ${reader.today}::date, false) as expired,
           jsonb_build_object('id', p.id, 'variantId', v.id, 'name', v.name, 'productNumber', v.product_number,
             'decimals', v.decimals,
             'tracking', jsonb_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials)) as product,
           case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as supplier,
           moved.received, moved.delivered,
           (select coalesce(sum(on_hand), 0)::bigint from level
             where level.variant_id = l.variant_id and level.lot_id = l.id) as "onHand"
      from lot l
      join variant v on v.id = l.variant_id
      join product p on p.id = v.product_id
      left join supplier s on s.id = l.supplier_id
      -- What came back, from us to the supplier or from the customer to us, is taken off.
      cross join lateral (
        select coalesce(sum(case when f.kind = 'supplier' then m.quantity when t.kind = 'supplier' then -m.quantity end), 0)::bigint as received,
               coalesce(sum(case when t.kind = 'customer' then m.quantity when f.kind = 'customer' then -m.quantity end), 0)::bigint as delivered
          from movement m join place f on f.id = m.from_place_id join place t on t.id = m.to_place_id
         where m.variant_id = l.variant_id and m.lot_id = l.id) moved
     where l.id = ${lotId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'lot' })
  return rows[0]
}

/** What is still on the shelf, bin by bin, with the first 200 serials of each. */
async function readShelf(reader: Reader, lotId: number): Promise<LotTrace['shelf']> {
  const { rows } = await sql<LotTrace['shelf'][number]>`
    select jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name) as location,
           place.code as bin, level.on_hand as "onHand", level.allocated,
           coalesce(there.serials, '[]') as serials
      from lot l
      join level on level.variant_id = l.variant_id and level.lot_id = l.id and level.on_hand > 0
      join place on place.id = level.place_id
      join location on location.id = place.location_id
      cross join lateral (
        select jsonb_agg(jsonb_build_object('id', u.id, 'serial', u.serial) order by u.serial) as serials
          from (select id, serial from unit
                 where variant_id = l.variant_id and lot_id = l.id and place_id = level.place_id
                 order by serial limit 200) u) there
     where l.id = ${lotId}
     order by location.name, location.id, place.code`.execute(reader.db)
  return rows
}
