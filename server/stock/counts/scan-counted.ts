import { sql } from 'kysely'
import type { CountedScan, CountPiece } from '../../../contract/counts.ts'
import { readScan } from '../../../gs1/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { whereabouts } from '../whereabouts.ts'
import { readLine } from './count-lines.ts'
import { lastMovementOf, verdictOf } from './differences.ts'
import { holdOpen, isCounted, type OpenCount } from './hold-open.ts'

interface Asked {
  readonly text: string
  readonly serial: string
  readonly lot: string | null
  readonly code: string | null
}

/** What the shop knows by a scanned text, the likeliest of all that are called so. */
interface Known {
  unitId: number | null
  variantId: number | null
  product: string | null
  lotNumber: string | null
  bySerial: boolean
  counted: boolean
  before: string | null
}

/**
 * Counts what was scanned in a bin: a piece is written down with where the books have it in this moment; goods that are
 * counted by quantity come back as the line to fill in; what nobody knows is kept by its text. Scanned twice it is counted
 * once, where it was scanned last. 10,000 scans are the same few statements as one. Refuses not_found, wrong_state.
 */
export async function scanCounted(
  tx: Tx,
  countId: number,
  binId: number,
  texts: readonly string[],
): Promise<{ items: CountedScan[] }> {
  const count = await holdOpen(tx, countId, 'share', binId)
  const asked = texts.map(readText)
  const known = await lookUp(tx, count, binId, asked)
  const pieces = asked.map((one, index) => ({ ...one, ...known[index]! })).filter(isPiece)
  const written = await writeDown(tx, countId, binId, pieces)
  const items: CountedScan[] = []
  for (const [index, one] of asked.entries()) {
    const found = known[index]!
    if (isPiece(found)) {
      const piece = written.get(found.unitId === null ? one.serial.normalize('NFC') : found.unitId)!
      items.push({ kind: 'piece', piece, before: found.before })
    } else items.push(await otherThanPiece(tx, count, binId, one, found))
  }
  return { items }
}

function readText(text: string): Asked {
  const scan = readScan(text)
  if (scan.kind === 'gs1') {
    const { gtin = null, lot = null, serial = null } = scan
    return {
      text,
      serial: clean(serial ?? (lot === null && gtin === null ? scan.text : '')),
      lot: lot && clean(lot),
      code: gtin,
    }
  }
  return {
    text,
    serial: clean(scan.text),
    lot: clean(scan.text),
    code: scan.kind === 'gtin' ? scan.gtin14 : clean(scan.text),
  }
}

/** Nothing that is stored has a control character; an identifier has at most 100. */
const clean = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
    .slice(0, 100)
    .normalize('NFC')

const isPiece = (found: Known) => found.bySerial && found.counted

/**
 * Of pieces that share a serial number: of a product that is counted; what is in this bin and not counted yet, then what
 * was scanned here before (twice is once), then what is at the location, then the rest. Goods without serials are known by their lot, their barcode or their product number. A text that is none of it is
 * an unknown serial number.
 */
async function lookUp(tx: Tx, count: OpenCount, binId: number, asked: readonly Asked[]): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select coalesce(piece.unit_id, null) as "unitId", coalesce(piece.variant_id, goods.variant_id) as "variantId",
           coalesce(piece.product, goods.product) as product, goods.lot_number as "lotNumber",
           piece.unit_id is not null or (goods.variant_id is null and given.serial <> '')
             or (given.is_coded and given.serial <> '' and coalesce(goods.serials, true)) as "bySerial",
           coalesce(piece.counted, goods.counted, true) as counted, piece.before
      from unnest(${asked.map(one => one.serial)}::text[], ${asked.map(one => one.lot)}::text[], ${asked.map(one => one.code)}::text[],
                  ${asked.map(one => one.lot !== one.serial)}::boolean[])
           with ordinality as given (serial, lot, code, is_coded, line)
      left join lateral (
        select u.id as unit_id, u.variant_id, v.name as product, ${isCounted(count.id, sql`u.variant_id`)} as counted,
               (select 'in ' || bin.code || ' by ' || coalesce(staff.name, 'Lotbook') from stock_count_piece p
                  join place bin on bin.id = p.place_id left join staff on staff.id = p.counted_by
                 where p.count_id = ${count.id} and p.unit_id = u.id) as before
          from unit u join variant v on v.id = u.variant_id join product on product.id = v.product_id
          join place on place.id = u.place_id
         where given.serial <> '' and normalize(u.serial, nfc) = given.serial and product.tracks_serials
           and (not given.is_coded or given.code is null or u.variant_id in (select b.variant_id from barcode b where b.code = given.code))
         order by counted desc,
                  case when u.place_id = ${binId} and not exists (
                         select from stock_count_piece p where p.count_id = ${count.id} and p.unit_id = u.id) then 0
                       when exists (
                         select from stock_count_piece p
                          where p.count_id = ${count.id} and p.unit_id = u.id and p.place_id = ${binId}) then 1
                       when u.place_id = ${binId} then 2 else 3 end,
                  place.location_id is not distinct from ${count.locationId} desc, place.kind = 'bin' desc, u.id
         limit 1
      ) piece on true
      left join lateral (
        select named.variant_id, v.name as product, named.lot_number, product.tracks_serials as serials,
               ${isCounted(count.id, sql`named.variant_id`)} as counted
          from (
            select lot.variant_id, lot.number as lot_number, 1 as rank from lot
             where normalize(lot.number, nfc) = given.lot
               and (not given.is_coded or given.code is null or lot.variant_id in (select b.variant_id from barcode b where b.code = given.code))
             union all
            select b.variant_id, case when given.is_coded then given.lot end, 2 from barcode b where b.code = given.code
             union all
            select id, null, 3 from variant where product_number = given.code
          ) named
          join variant v on v.id = named.variant_id join product on product.id = v.product_id
         order by named.rank, exists (
                    select from level l join lot on lot.id = l.lot_id
                     where l.variant_id = named.variant_id and l.place_id = ${binId} and l.on_hand > 0
                       and (named.lot_number is null or normalize(lot.number, nfc) = normalize(named.lot_number, nfc))) desc, named.variant_id
         limit 1
      ) goods on piece.unit_id is null
     order by given.line`.execute(tx.db)
  return rows
}

interface Scanned extends Asked, Known {}

/** The pieces as they stand now, by unit, or by text where nobody knows them. */
async function writeDown(tx: Tx, countId: number, binId: number, pieces: readonly Scanned[]) {
  const known = [...new Set(pieces.flatMap(piece => piece.unitId ?? []))].sort((a, b) => a - b)
  const unknown = new Map(pieces.filter(piece => piece.unitId === null).map(piece => [piece.serial, piece]))
  const texts = [...unknown.keys()].sort()
  if (known.length > 0)
    await sql`
      insert into stock_count_piece (count_id, place_id, serial, unit_id, variant_id, seen_place_id, seen_movement_id, counted_at, counted_by)
      select ${countId}, ${binId}, u.serial, u.id, u.variant_id, u.place_id, ${lastMovementOf(sql`u.id`)}, ${tx.at}, ${tx.actor.id}
        from unit u where u.id = any(${known}::bigint[]) order by u.id
      on conflict (count_id, unit_id) where unit_id is not null do update
        set place_id = excluded.place_id, seen_place_id = excluded.seen_place_id, seen_movement_id = excluded.seen_movement_id,
            counted_at = excluded.counted_at, counted_by = excluded.counted_by`.execute(tx.db)
  if (texts.length > 0)
    await sql`
      insert into stock_count_piece (count_id, place_id, serial, variant_id, counted_at, counted_by)
      select ${countId}, ${binId}, given.serial, given.variant_id, ${tx.at}, ${tx.actor.id}
        from unnest(${texts}::text[], ${texts.map(text => unknown.get(text)!.variantId)}::bigint[]) as given (serial, variant_id)
      on conflict (count_id, normalize(serial, nfc)) where unit_id is null do update
        set place_id = excluded.place_id, counted_at = excluded.counted_at, counted_by = excluded.counted_by`.execute(
      tx.db,
    )
  const { rows } = await sql<CountPiece>`
    ${describePieces} where p.count_id = ${countId}
      and (p.unit_id = any(${known}::bigint[]) or (p.unit_id is null and normalize(p.serial, nfc) = any(${texts}::text[])))`.execute(
    tx.db,
  )
  return new Map(rows.map(piece => [piece.unitId ?? piece.serial.normalize('NFC'), piece]))
}

/** Scanned pieces (p) as screens show them. */
export const describePieces = sql`
  select p.id, p.serial, p.unit_id as "unitId", v.name as product, lot.number as "lotNumber", ${verdictOf} as verdict,
         case when p.unit_id is not null and p.seen_place_id <> p.place_id then ${whereabouts('p.unit_id')} end as "where",
         p.counted_at as "countedAt", coalesce(staff.name, 'Lotbook') as "countedBy"
    from stock_count_piece p left join variant v on v.id = p.variant_id
    left join unit u on u.id = p.unit_id left join lot on lot.id = u.lot_id
    left join staff on staff.id = p.counted_by`

async function otherThanPiece(
  tx: Tx,
  count: OpenCount,
  binId: number,
  one: Asked,
  found: Known,
): Promise<CountedScan> {
  const { text } = one
  const { variantId, product, lotNumber } = found
  if (variantId === null || product === null)
    return { kind: 'refused', text, sentence: `“${text}” could not be read. Scan it again.` }
  if (!found.counted)
    return {
      kind: 'refused',
      text,
      sentence: `${product} is not one of the products of ${count.number}. Put it aside.`,
    }
  const line = await readLine(tx, count.id, binId, variantId, lotNumber)
  if (line === null)
    return {
      kind: 'refused',
      text,
      sentence: `${product} is counted piece by piece. Scan the serial numbers.`,
    }
  return { kind: 'goods', line }
}
