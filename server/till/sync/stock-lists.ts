import { type RawBuilder, sql } from 'kysely'
import type { TillLot, TillPiece } from '../../../contract/till/sync.ts'
import type { Reader } from '../../platform/database/public.ts'
import * as stock from '../../stock/public.ts'
import { writtenSince } from './cursor.ts'
import type { Asked, Part } from './sync-stock.ts'

/** Variants of which something is at the location, or of which the sum changed. */
export async function readSellable(reader: Reader, asked: Asked): Promise<Part> {
  const { rows } = await sql<{ variantId: number; quantity: number; backordersAllowed: boolean }>`
    with wanted as materialized (
      select variant_id from (${asked.from === null ? variantsHere(asked) : changedVariants(asked)}) found
       where variant_id > ${asked.after[0] ?? 0} group by variant_id order by variant_id limit ${asked.limit}
    )
    select v.id as "variantId", p.backorders_allowed as "backordersAllowed",
           greatest((${stock.sellableOf('v.id', 'location.id', reader.today)}) - coalesce(r.quantity, 0), 0) as quantity
      from wanted join variant v on v.id = wanted.variant_id join product p on p.id = v.product_id
      join location on location.id = ${asked.locationId}
      left join reserved_level r on r.variant_id = v.id and r.location_id = location.id
     order by v.id`.execute(reader.db)
  return {
    tell: told => told.sellable.push(...rows),
    count: rows.length,
    last: [rows.at(-1)?.variantId ?? 0],
  }
}

/** Lots of which something is at the location; those that changed and are not there any more are gone. */
export async function readLots(reader: Reader, asked: Asked): Promise<Part> {
  const { rows } = await sql<TillLot & { onHand: number }>`
    with wanted as materialized (
      select variant_id, lot_id from (${asked.from === null ? lotsHere(asked) : changedLots(asked)}) found
       where (variant_id, lot_id) > (${asked.after[0] ?? 0}::bigint, ${asked.after[1] ?? 0}::bigint)
       group by variant_id, lot_id order by variant_id, lot_id limit ${asked.limit}
    )
    select lot.id, lot.variant_id as "variantId", lot.number, lot.expires_on as "expiresOn",
           coalesce(here.free, 0) as free, coalesce(here.on_hand, 0) as "onHand",
           (select hold.kind || ': ' || hold.reason from hold where hold.id = lot.hold_id) as held
      from wanted join lot on lot.id = wanted.lot_id
      left join lateral (
        select sum(l.on_hand)::bigint as on_hand, sum(l.on_hand - l.allocated)::bigint as free
          from level l join place on place.id = l.place_id and place.location_id = ${asked.locationId}
         where l.variant_id = wanted.variant_id and l.lot_id = wanted.lot_id
      ) here on true
     order by lot.variant_id, lot.id`.execute(reader.db)
  return {
    tell: told => {
      for (const { onHand, ...lot } of rows) {
        if (onHand > 0) told.lots.push(lot)
        else told.lotsGone.push(lot.id)
      }
    },
    count: rows.length,
    last: [rows.at(-1)?.variantId ?? 0, rows.at(-1)?.id ?? 0],
  }
}

/** Pieces at the location; those that changed and are elsewhere now are gone. */
export async function readPieces(reader: Reader, asked: Asked): Promise<Part> {
  const { rows } = await sql<TillPiece & { isHere: boolean }>`
    with wanted as materialized (
      ${asked.from === null ? piecesHere(asked) : changedPieces(asked)}
       order by unit.id limit ${asked.limit}
    )
    select unit.id, unit.variant_id as "variantId", unit.lot_id as "lotId", unit.serial,
           place.location_id is not distinct from ${asked.locationId}::bigint as "isHere",
           case when unit.allocation_id is not null then (
                  select 'chosen for ' || document.number from allocation join document on document.id = allocation.document_id
                   where allocation.id = unit.allocation_id)
                when unit.hold_id is not null then (select hold.kind || ': ' || hold.reason from hold where hold.id = unit.hold_id)
           end as blocked
      from wanted join unit on unit.id = wanted.id join place on place.id = unit.place_id
     order by unit.id`.execute(reader.db)
  return {
    tell: told => {
      for (const { isHere, ...piece } of rows) {
        if (isHere) told.pieces.push(piece)
        else told.piecesGone.push(piece.id)
      }
    },
    count: rows.length,
    last: [rows.at(-1)?.id ?? 0],
  }
}

const variantsHere = ({ locationId, after }: Asked) => sql`
  select l.variant_id from level l join place on place.id = l.place_id and place.location_id = ${locationId}
   where l.on_hand > 0 and l.variant_id > ${after[0] ?? 0}`

/** Levels of the location that were written: goods came, went, or were chosen or given back. */
const movedLevels = ({ locationId, from }: Asked): RawBuilder<unknown> => sql`
  select l.variant_id, l.lot_id from level l join place on place.id = l.place_id and place.location_id = ${locationId}
   where ${writtenSince('l', from)}`

const changedVariants = (asked: Asked) => sql`
  select variant_id from (${movedLevels(asked)}) moved
   union all select r.variant_id from reserved_level r where r.location_id = ${asked.locationId} and ${writtenSince('r', asked.from)}
   union all select lot.variant_id from lot where ${writtenSince('lot', asked.from)}
   union all select hold.variant_id from hold where ${writtenSince('hold', asked.from)}
   union all select v.id from product p join variant v on v.product_id = p.id where ${writtenSince('p', asked.from)}`

const lotsHere = ({ locationId, after }: Asked) => sql`
  select l.variant_id, l.lot_id from level l join place on place.id = l.place_id and place.location_id = ${locationId}
   where l.on_hand > 0 and l.lot_id is not null and l.variant_id >= ${after[0] ?? 0}`

/** A hold writes its lot's row. */
const changedLots = (asked: Asked) => sql`
  select variant_id, lot_id from (${movedLevels(asked)}) moved where lot_id is not null
   union all select lot.variant_id, lot.id from lot where ${writtenSince('lot', asked.from)}`

const piecesHere = ({ locationId, after }: Asked) => sql`
  select unit.id from unit join place on place.id = unit.place_id and place.location_id = ${locationId}
   where unit.id > ${after[0] ?? 0}`

/** Pieces that moved or were chosen have written a level of their lot; those that were held or renamed are known by that. */
const changedPieces = (asked: Asked) => sql`
  select unit.id from unit
   where unit.id > ${asked.after[0] ?? 0} and ${writtenSince('unit', asked.from)} and unit.id in (
     select piece.id from (select distinct variant_id, lot_id from (${movedLevels(asked)}) level_of) moved
       join unit piece on piece.variant_id = moved.variant_id and piece.lot_id is not distinct from moved.lot_id
      where ${writtenSince('piece', asked.from)}
      union all select hold.unit_id from hold where hold.unit_id is not null and ${writtenSince('hold', asked.from)}
      union all select c.unit_id from serial_correction c where ${writtenSince('c', asked.from)})`
