import { sql } from 'kysely'
import type { OpenLine } from '../../contract/fulfilment.ts'
import type { LotChoice } from '../../contract/stock.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { trackingOf } from './identifiers.ts'
import { suggestLots } from './suggest-lots.ts'

export interface OpenLines {
  order: { id: number; number: string }
  location: { id: number; code: string; name: string }
  items: OpenLine[]
}

/**
 * What a new delivery note of an order can hold, from its location or another: its open lines with what is free there, and
 * for lot products the lots on hand, those that may not be sold last with their reason, and a suggestion. With a note that is being changed, what it
 * holds counts as open and free. Refuses not_found.
 */
export async function listOpenLines(
  reader: Reader,
  orderId: number,
  { noteId = 0, locationId }: { noteId?: number | undefined; locationId?: number | undefined } = {},
): Promise<OpenLines> {
  const order = await readOrder(reader, orderId, noteId, locationId)
  const [lines, claims] = await Promise.all([
    readOpenLines(reader, orderId, order.location.id, noteId),
    readClaims(reader, noteId),
  ])
  const lotsOf = await lotsOnHand(reader, lines, order.location.id, claims)
  const withLots = lines.map(line => ({ ...line, lots: lotsOf.get(line.variantId) ?? [] }))
  const suggestions = suggestLots(withLots)
  return { ...order, items: withLots.map((line, index) => ({ ...line, suggestedLots: suggestions[index]! })) }
}

/** The location is that of the note which is being changed, else the one asked for, else the order's. */
async function readOrder(
  reader: Reader,
  orderId: number,
  noteId: number,
  locationId: number | undefined,
): Promise<Pick<OpenLines, 'order' | 'location'>> {
  const { rows } = await sql<Pick<OpenLines, 'order' | 'location'>>`
    select json_build_object('id', o.id, 'number', d.number) as order,
           json_build_object('id', l.id, 'code', l.code, 'name', l.name) as location
      from sales_order o join document d on d.id = o.id left join delivery_note n on n.id = ${noteId} and n.order_id = o.id
      left join location l on l.id = coalesce(n.location_id, ${locationId ?? null}::bigint, o.location_id)
     where o.id = ${orderId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'sales order' })
  if (rows[0].location.id === null) throw refuse('not_found', { what: 'location' })
  return rows[0]
}

type Line = Omit<OpenLine, 'lots' | 'suggestedLots'>

/** Free for a line is what can be sold at the location, less what other orders reserved there. */
async function readOpenLines(
  reader: Reader,
  orderId: number,
  locationId: number,
  noteId: number,
): Promise<Line[]> {
  const onNote = sql`(
    select order_line_id, sum(quantity)::bigint as quantity from delivery_note_line where note_id = ${noteId} group by 1)`
  const { rows: open } = await sql<{ variantIds: number[] }>`
    select coalesce(json_agg(distinct l.variant_id), '[]') as "variantIds"
      from sales_order_line l join sales_order o on o.id = l.order_id and o.state in ('open', 'part_delivered')
      left join ${onNote} own on own.order_line_id = l.id
     where o.id = ${orderId} and l.quantity > l.quantity_on_notes - coalesce(own.quantity, 0)`.execute(
    reader.db,
  )
  const { variantIds } = open[0]!
  const { rows } = await sql<Line>`
    with reserved as (
      select variant_id, sum(quantity)::bigint as quantity from reservation
       where document_id = ${orderId} and location_id = ${locationId} group by variant_id
    ), claimed as (
      select variant_id, sum(quantity)::bigint as quantity from allocation
       where document_id = ${noteId} and outcome is null group by variant_id
    )
    select l.id as "orderLineId", v.id as "variantId", v.product_number as "productNumber",
           v.name as "productName", v.decimals, ${trackingOf} as tracking, p.dispatch_identifier_mode as "identifierMode",
           l.quantity - l.quantity_on_notes + coalesce(own.quantity, 0) as open,
           greatest(0, coalesce(sellable.quantity, 0) - coalesce(r.quantity, 0) + coalesce(reserved.quantity, 0)
                       + coalesce(claimed.quantity, 0)) as free
      from sales_order_line l
      join variant v on v.id = l.variant_id
      join product p on p.id = v.product_id
      left join ${onNote} own on own.order_line_id = l.id
      left join (${stock.sellableAt(locationId, variantIds, reader.today)}) sellable on sellable.variant_id = v.id
      left join reserved_level r on r.variant_id = v.id and r.location_id = ${locationId}
      left join reserved on reserved.variant_id = v.id
      left join claimed on claimed.variant_id = v.id
     where l.order_id = ${orderId} and l.quantity > l.quantity_on_notes - coalesce(own.quantity, 0)
       and l.variant_id = any(${variantIds}::bigint[])
     order by l.line_number`.execute(reader.db)
  return rows
}

/** By lot: what the note that is being changed claims of it. */
async function readClaims(reader: Reader, noteId: number): Promise<ReadonlyMap<number, number>> {
  if (noteId === 0) return new Map()
  const { rows } = await sql<{ lotId: number; quantity: number }>`
    select lot_id as "lotId", sum(quantity)::bigint as quantity from allocation
     where document_id = ${noteId} and outcome is null and lot_id is not null group by lot_id`.execute(
    reader.db,
  )
  return new Map(rows.map(row => [row.lotId, row.quantity]))
}

/** By variant: the lots that are on hand at the location, soonest expiry first, those that may not be sold last. */
async function lotsOnHand(
  reader: Reader,
  lines: readonly Line[],
  locationId: number,
  claims: ReadonlyMap<number, number>,
) {
  const variantIds = [...new Set(lines.filter(line => line.tracking.lots).map(line => line.variantId))]
  const pages = await Promise.all(
    variantIds.map(variantId =>
      stock.listLots(reader, variantId, { locationId, onlyOnHand: true, limit: mostLots }),
    ),
  )
  const withClaim = (lot: LotChoice): LotChoice =>
    lot.blockedBecause === null ? { ...lot, free: lot.free + (claims.get(lot.id) ?? 0) } : lot
  return new Map(
    variantIds.map((variantId, index) => [variantId, blockedLast(pages[index]!.items.map(withClaim))]),
  )
}
const mostLots = 500

function blockedLast(lots: readonly LotChoice[]): LotChoice[] {
  const mayBeSold = (lot: LotChoice) => lot.blockedBecause === null
  return [...lots.filter(mayBeSold), ...lots.filter(lot => !mayBeSold(lot))]
}
