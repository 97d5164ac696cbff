import { sql } from 'kysely'
import type { api, Conversion } from '../../../contract/conversion.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { changedLines } from '../adjustments/read-adjustments.ts'
import { findObstacles } from './obstacles.ts'
import { shelvesOf } from './shelves.ts'

type Head = Omit<Conversion, 'asks' | 'onHand' | 'identified' | 'shelves' | 'obstacles' | 'moved'>

/** One conversion as its screen shows it: a draft place by place, one that is done with both sides. Refuses not_found. */
export async function readConversion(reader: Reader, conversionId: number): Promise<Conversion> {
  const head = await readHead(reader, conversionId)
  const asks = (head.to.lots && !head.from.lots) || (head.to.serials && !head.from.serials)
  const isDraft = head.state === 'draft'
  const [shelves, obstacles, moved] = await Promise.all([
    isDraft ? shelvesOf(conversionId).execute(reader.db) : { rows: [] },
    isDraft ? findObstacles(reader, conversionId) : [],
    isDraft ? [] : changedLines(reader, conversionId),
  ])
  const onHand = shelves.rows.reduce((sum, shelf) => sum + shelf.onHand, 0)
  const identified = shelves.rows.reduce((sum, shelf) => sum + shelf.identified, 0)
  return { ...head, asks, onHand, identified, shelves: shelves.rows, obstacles, moved }
}

async function readHead(reader: Reader, conversionId: number): Promise<Head> {
  const { rows } = await sql<Head>`
    select c.id, d.number, c.state,
           jsonb_build_object('id', p.id, 'name', p.name, 'productNumber', first.product_number) as product, first.decimals,
           jsonb_build_object('lots', c.from_lots, 'serials', c.from_serials) as from,
           jsonb_build_object('lots', c.to_lots, 'serials', c.to_serials) as to,
           d.created_at as "startedAt", coalesce(starter.name, 'Lotbook') as "startedBy",
           c.ended_at as "endedAt", ender.name as "endedBy",
           case when c.state <> 'draft' then jsonb_build_object('lots', 0, 'serials', 0) else jsonb_build_object(
             'lots', case when c.from_lots and not c.to_lots then (
               select count(distinct l.lot_id) from level l join variant v on v.id = l.variant_id
                where v.product_id = p.id and l.on_hand > 0) else 0 end,
             'serials', case when c.from_serials and not c.to_serials then (
               select coalesce(sum(l.on_hand), 0) from level l join variant v on v.id = l.variant_id
                where v.product_id = p.id) else 0 end) end as "givesUp"
      from conversion c join document d on d.id = c.id join product p on p.id = c.product_id
      cross join lateral (select product_number, decimals from variant where product_id = p.id order by id limit 1) first
      left join staff starter on starter.id = d.created_by left join staff ender on ender.id = c.ended_by
     where c.id = ${conversionId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'conversion' })
  return rows[0]
}

/** The conversions of a product, newest first. */
export async function listConversions(
  reader: Reader,
  productId: number,
): Promise<AnswerOf<typeof api.listConversions>> {
  const { rows } = await sql<AnswerOf<typeof api.listConversions>['items'][number]>`
    select c.id, d.number, c.state, jsonb_build_object('lots', c.from_lots, 'serials', c.from_serials) as from,
           jsonb_build_object('lots', c.to_lots, 'serials', c.to_serials) as to,
           d.created_at as "startedAt", coalesce(staff.name, 'Lotbook') as "startedBy"
      from conversion c join document d on d.id = c.id left join staff on staff.id = d.created_by
     where c.product_id = ${productId} order by c.id desc limit 100`.execute(reader.db)
  return { items: rows }
}
