import { sql } from 'kysely'
import type { Conflict } from '../../../contract/till/conflicts.ts'
import type { TillLineInput } from '../../../contract/till/sales.ts'
import type { Reader } from '../../platform/database/public.ts'
import * as stock from '../../stock/public.ts'

type Line = Conflict['lines'][number]
type Product = Omit<Line, 'lineIndex' | 'quantity' | 'lots' | 'serials' | 'problem'> & { sellable: number }

/** What stands in the way of each line now, lot by lot and piece by piece. */
export async function readProblems(
  reader: Reader,
  locationId: number,
  lines: readonly TillLineInput[],
): Promise<Line[]> {
  const [products, lots, pieces] = await Promise.all([
    readProducts(reader, locationId, lines),
    readLots(reader, locationId, lines),
    readPieces(reader, locationId, lines),
  ])
  return lines.map((line, lineIndex) => {
    const { sellable, ...product } = products.get(line.variantId)!
    const lotsOfLine = line.lots.map(({ lotId, quantity }) => {
      const { number, free, blocked } = lots.get(lotId)!
      const short =
        free < quantity ? `only ${stock.formatQuantity(free, product.decimals)} are free here` : null
      return { lotId, number, quantity, problem: blocked ?? short }
    })
    const serials = line.serials.map((serial, at) => ({
      serial,
      problem: pieces.get(`${lineIndex} ${at}`) ?? null,
    }))
    const isShort = sellable < line.quantity
    const problem =
      [...lotsOfLine, ...serials].find(one => one.problem !== null)?.problem ??
      (isShort ? `only ${stock.formatQuantity(sellable, product.decimals)} can be sold here` : null)
    return { ...product, lineIndex, quantity: line.quantity, lots: lotsOfLine, serials, problem }
  })
}

async function readProducts(reader: Reader, locationId: number, lines: readonly TillLineInput[]) {
  const { rows } = await sql<Product>`
    select v.id as "variantId", v.name as "productName", v.product_number as "productNumber", v.decimals,
           json_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking,
           p.pieces_have_serials as "piecesHaveSerials",
           greatest((${stock.sellableOf('v.id', 'location.id', reader.today)}) - coalesce(r.quantity, 0), 0) as sellable
      from variant v join product p on p.id = v.product_id join location on location.id = ${locationId}
      left join reserved_level r on r.variant_id = v.id and r.location_id = location.id
     where v.id = any(${lines.map(line => line.variantId)}::bigint[])`.execute(reader.db)
  return new Map(rows.map(row => [row.variantId, row]))
}

async function readLots(reader: Reader, locationId: number, lines: readonly TillLineInput[]) {
  const { rows } = await sql<{ id: number; number: string; free: number; blocked: string | null }>`
    select lot.id, lot.number, ${stock.lotBlockedBecause(reader.today)} as blocked, coalesce((
             select sum(l.on_hand - l.allocated)::bigint from level l join place on place.id = l.place_id
              where l.variant_id = lot.variant_id and l.lot_id = lot.id and place.location_id = ${locationId}), 0) as free
      from lot where lot.id = any(${lines.flatMap(line => line.lots.map(one => one.lotId))}::bigint[])`.execute(
    reader.db,
  )
  return new Map(rows.map(row => [row.id, row]))
}

/** Keyed by line and position: the same serial may have been read for two products. */
async function readPieces(reader: Reader, locationId: number, lines: readonly TillLineInput[]) {
  const given = lines.flatMap(({ variantId, serials }, line) =>
    serials.map((serial, at) => ({ key: `${line} ${at}`, variantId, serial })),
  )
  const { rows } = await sql<{ key: string; problem: string | null }>`
    select given.key, case
             when unit.id is null then 'not known here'
             when place.location_id is distinct from ${locationId}::bigint then ${stock.whereabouts('unit.id')}
             when unit.allocation_id is not null then 'chosen for ' || (
               select d.number from allocation a join document d on d.id = a.document_id where a.id = unit.allocation_id)
             when unit.hold_id is not null then (select hold.kind || ': ' || hold.reason from hold where hold.id = unit.hold_id)
             else ${stock.lotBlockedBecause(reader.today)} end as problem
      from unnest(${given.map(one => one.key)}::text[], ${given.map(one => one.variantId)}::bigint[],
                  ${given.map(one => one.serial)}::text[]) as given (key, variant_id, serial)
      left join unit on normalize(unit.serial, nfc) = normalize(given.serial, nfc) and unit.variant_id + 0 = given.variant_id
      left join place on place.id = unit.place_id left join lot on lot.id = unit.lot_id`.execute(reader.db)
  return new Map(rows.map(row => [row.key, row.problem]))
}
