import { sql } from 'kysely'
import type { OpenLine } from '../../contract/fulfilment.ts'
import type { LotChoice } from '../../contract/stock.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { suggestLots } from './suggest-lots.ts'

export interface OpenLines {
  order: { id: number; number: string }
  location: { id: number; code: string; name: string }
  items: OpenLine[]
}

/**
 * What a new delivery note of an order can hold: its open lines with what is free for them, and for lot products the lots
 * on hand, those that may not be sold last with their reason, and a suggestion. Refuses not_found.
 */
export async function listOpenLines(reader: Reader, orderId: number): Promise<OpenLines> {
  const order = await readOrder(reader, orderId)
  const lines = await readOpenLines(reader, orderId, order.location.id)
  const lotsOf = await lotsOnHand(reader, lines, order.location.id)
  const withLots = lines.map(line => ({ ...line, lots: lotsOf.get(line.variantId) ?? [] }))
  const suggestions = suggestLots(withLots)
  return { ...order, items: withLots.map((line, index) => ({ ...line, suggestedLots: suggestions[index]! })) }
}

async function readOrder(reader: Reader, orderId: number): Promise<Pick<OpenLines, 'order' | 'location'>> {
  const { rows } = await sql<Pick<OpenLines, 'order' | 'location'>>`
    select json_build_object('id', o.id, 'number', d.number) as order,
           json_build_object('id', l.id, 'code', l.code, 'name', l.name) as location
      from sales_order o join document d on d.id = o.id join location l on l.id = o.location_id
     where o.id = ${orderId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'sales order' })
  return rows[0]
}

type Line = Omit<OpenLine, 'lots' | 'suggestedLots'>

/** Free for a line is what can be sold at the location, less what other orders reserved there. */
async function readOpenLines(reader: Reader, orderId: number, locationId: number): Promise<Line[]> {
  const { rows: open } = await sql<{ variantIds: number[] }>`
    select coalesce(json_agg(distinct l.variant_id), '[]') as "variantIds"
      from sales_order_line l join sales_order o on o.id = l.order_id and o.state in ('open', 'part_delivered')
     where o.id = ${orderId} and l.quantity > l.quantity_on_notes`.execute(reader.db)
  const { variantIds } = open[0]!
  const { rows } = await sql<Line>`
    with own as (
      select variant_id, sum(quantity)::bigint as quantity from reservation where document_id = ${orderId} group by variant_id
    )
    select l.id as "orderLineId", v.id as "variantId", v.product_number as "productNumber",
           v.name as "productName", v.decimals,
           json_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking,
           l.quantity - l.quantity_on_notes as open,
           greatest(0, coalesce(sellable.quantity, 0) - coalesce(r.quantity, 0) + coalesce(own.quantity, 0)) as free
      from sales_order_line l
      join variant v on v.id = l.variant_id
      join product p on p.id = v.product_id
      left join (${stock.sellableAt(locationId, variantIds, reader.today)}) sellable on sellable.variant_id = v.id
      left join reserved_level r on r.variant_id = v.id and r.location_id = ${locationId}
      left join own on own.variant_id = v.id
     where l.order_id = ${orderId} and l.quantity > l.quantity_on_notes
       and l.variant_id = any(${variantIds}::bigint[])
     order by l.line_number`.execute(reader.db)
  return rows
}

/** By variant: the lots that are on hand at the location, soonest expiry first, those that may not be sold last. */
async function lotsOnHand(reader: Reader, lines: readonly Line[], locationId: number) {
  const variantIds = [...new Set(lines.filter(line => line.tracking.lots).map(line => line.variantId))]
  const pages = await Promise.all(
    variantIds.map(variantId =>
      stock.listLots(reader, variantId, { locationId, onlyOnHand: true, limit: mostLots }),
    ),
  )
  return new Map(variantIds.map((variantId, index) => [variantId, blockedLast(pages[index]!.items)]))
}
const mostLots = 500

function blockedLast(lots: readonly LotChoice[]): LotChoice[] {
  const mayBeSold = (lot: LotChoice) => lot.blockedBecause === null
  return [...lots.filter(mayBeSold), ...lots.filter(lot => !mayBeSold(lot))]
}
