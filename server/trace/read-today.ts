import { sql } from 'kysely'
import type { Hold } from '../../contract/stock.ts'
import type { Today } from '../../contract/trace.ts'
import type { Reader } from '../platform/database/public.ts'
import * as purchasing from '../purchasing/public.ts'
import { readEvents } from './events.ts'

/** What waits for somebody today, what is on hold, what expires soonest, and what moved last; in one round of statements. */
export async function readToday(reader: Reader): Promise<Today> {
  const [waiting, lackingSerials, belowPoint, held, expiring, latest] = await Promise.all([
    readWaiting(reader),
    readLackingSerials(reader),
    purchasing.countBelowPoint(reader),
    readHeld(reader),
    readExpiring(reader),
    readLatest(reader),
  ])
  return { ...waiting, lackingSerials, belowPoint, held, expiring, latest }
}

type Waiting = Omit<Today, 'lackingSerials' | 'belowPoint' | 'held' | 'expiring' | 'latest'>

async function readWaiting(reader: Reader): Promise<Waiting> {
  const { rows } = await sql<Waiting>`
    select (select count(*) from purchase_order where state = 'draft') as "purchaseDrafts",
           (select count(*) from purchase_order where state in ('confirmed', 'part_warehoused')) as "toWarehouse",
           (select count(*) from sales_order where state in ('open', 'part_delivered')) as "ordersAwaiting",
           (select count(*) from delivery_note where state = 'ready') as "notesReady",
           (select count(distinct return_id) from goods_return_line where outcome is null) as "returnsToInspect",
           (select count(*) from till_sale where state = 'conflict') as "tillConflicts",
           (select count(*) from hold where lot_id is not null and released_at is null) as "heldLots"
  `.execute(reader.db)
  return rows[0]!
}

/** Pieces of single use that cannot be dispatched yet, the five products with the most of them. */
async function readLackingSerials(reader: Reader): Promise<Today['lackingSerials']> {
  const { rows } = await sql<Today['lackingSerials'][number]>`
    select p.id as "productId", v.id as "variantId", v.name as product, stock.quantity - told.count as pieces
      from product p join variant v on v.product_id = p.id
      cross join lateral (
        select coalesce(sum(l.on_hand), 0)::bigint as quantity from level l join place on place.id = l.place_id and place.kind = 'bin'
         where l.variant_id = v.id) stock
      cross join lateral (
        select count(*) as count from unit join place on place.id = unit.place_id and place.kind = 'bin'
         where unit.variant_id = v.id) told
     where p.dispatch_identifier_mode = 'single_use' and stock.quantity > told.count
     order by pieces desc, v.id limit 5`.execute(reader.db)
  return rows
}

interface Held extends Hold {
  lotId: number
  lot: string
  product: string
  onHand: number
  decimals: number
}

/** The ten lots that were put on hold last. */
async function readHeld(reader: Reader): Promise<Today['held']> {
  const { rows } = await sql<Held>`
    select l.id as "lotId", l.number as lot, v.name as product, v.decimals,
           h.kind, h.reason, h.placed_at as "placedAt", coalesce(s.name, 'Lotbook') as "placedBy",
           (select coalesce(sum(on_hand), 0)::bigint from level where variant_id = l.variant_id and lot_id = l.id) as "onHand"
      from hold h
      join lot l on l.id = h.lot_id
      join variant v on v.id = l.variant_id
      left join staff s on s.id = h.placed_by
     where h.released_at is null
     order by h.id desc limit 10`.execute(reader.db)
  return rows.map(({ kind, reason, placedAt, placedBy, ...lot }) => ({
    ...lot,
    hold: { kind, reason, placedAt, placedBy },
  }))
}

/**
 * The ten lots on the shelf that expire soonest, expired ones first. It looks a year back: further back every lot that
 * was ever sold out would have to be passed over.
 */
async function readExpiring(reader: Reader): Promise<Today['expiring']> {
  const { rows } = await sql<Today['expiring'][number]>`
    select l.id as "lotId", l.number as lot, v.name as product, l.expires_on as "expiresOn", shelf.quantity as "onHand", v.decimals
      from lot l
      cross join lateral (
        select sum(on_hand)::bigint as quantity from level where variant_id = l.variant_id and lot_id = l.id) shelf
      join variant v on v.id = l.variant_id
     where l.expires_on > ${reader.today}::date - 366 and shelf.quantity > 0
     order by l.expires_on, l.id limit 10`.execute(reader.db)
  return rows
}

async function readLatest(reader: Reader): Promise<Today['latest']> {
  const rows = await readEvents<{ product: string; decimals: number; lotNumber: string | null }>(
    reader,
    sql`select * from movement order by id desc limit 12`,
    sql`(select name from variant where id = m.variant_id) as product,
        (select decimals from variant where id = m.variant_id) as decimals, lot.number as "lotNumber"`,
  )
  return rows
    .map(({ event, product, decimals, lotNumber }) => ({ ...event, product, decimals, lot: lotNumber }))
    .reverse()
}
