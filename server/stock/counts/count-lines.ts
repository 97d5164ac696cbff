import { sql } from 'kysely'
import type { CountLine } from '../../../contract/counts.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { holdOpen, isCounted, refuseOtherBin, tellsExpected } from './hold-open.ts'

export interface LineCount {
  readonly variantId: number
  readonly lotNumber: string | null
  readonly expiresOn: string | null
  readonly counted: number | null
  readonly was: number | null
}

/**
 * Says how many of a lot, or of goods without lots, are in a bin, and writes down what the books say in this moment; null
 * takes the line back. Refuses not_found, wrong_state, count_by_scan, not_in_count, lot_number_needed, lot_not_tracked, and
 * changed_meanwhile when a colleague has counted the same since the counter looked.
 */
export async function saveCountLine(
  tx: Tx,
  countId: number,
  binId: number,
  line: LineCount,
): Promise<CountLine> {
  const { number } = await holdOpen(tx, countId, 'share', binId)
  const { variantId, lotNumber, counted, was } = line
  await refuseWrongGoods(tx, countId, number, line)
  const goods = sql`count_id = ${countId} and place_id = ${binId} and variant_id = ${variantId}
    and normalize(lot_number, nfc) is not distinct from normalize(${lotNumber}::text, nfc)`
  const { rows } =
    counted === null
      ? await sql`delete from stock_count_line where ${goods} and counted = ${was} returning id`.execute(
          tx.db,
        )
      : was === null
        ? await sql`
            insert into stock_count_line (count_id, place_id, variant_id, lot_number, expires_on, counted, expected, counted_at, counted_by)
            values (${countId}, ${binId}, ${variantId}, ${lotNumber}, ${line.expiresOn}, ${counted},
                    ${onHandOf(binId, variantId, lotNumber)}, ${tx.at}, ${tx.actor.id})
            on conflict do nothing returning id`.execute(tx.db)
        : await sql`
            update stock_count_line set counted = ${counted}, expected = ${onHandOf(binId, variantId, lotNumber)},
                   expires_on = ${line.expiresOn}, counted_at = ${tx.at}, counted_by = ${tx.actor.id}
             where ${goods} and counted = ${was} returning id`.execute(tx.db)
  if (rows.length === 0 && !(counted === null && was === null)) throw await whoCounted(tx, goods)
  return (await readLine(tx, countId, binId, variantId, lotNumber))!
}

const onHandOf = (binId: number, variantId: number, lotNumber: string | null) => sql<number>`coalesce((
  select l.on_hand from level l left join lot on lot.id = l.lot_id
   where l.variant_id = ${variantId} and l.place_id = ${binId}
     and normalize(lot.number, nfc) is not distinct from normalize(${lotNumber}::text, nfc)), 0)`

async function refuseWrongGoods(
  tx: Tx,
  countId: number,
  number: string,
  { variantId, lotNumber }: LineCount,
) {
  const { rows } = await sql<{ product: string; lots: boolean; serials: boolean; counted: boolean }>`
    select v.name as product, p.tracks_lots as lots, p.tracks_serials as serials, ${isCounted(countId, sql`v.id`)} as counted
      from variant v join product p on p.id = v.product_id where v.id = ${variantId}`.execute(tx.db)
  const goods = rows[0]
  if (goods === undefined) throw refuse('not_found', { what: 'product' })
  const { product } = goods
  if (!goods.counted) throw refuse('not_in_count', { product, count: number })
  if (goods.serials) throw refuse('count_by_scan', { product })
  if (goods.lots && lotNumber === null) throw refuse('lot_number_needed', { product, line: 1 })
  if (!goods.lots && lotNumber !== null) throw refuse('lot_not_tracked', { product, line: 1 })
}

async function whoCounted(tx: Tx, goods: ReturnType<typeof sql>) {
  const { rows } = await sql<{ name: string }>`
    select staff.name from stock_count_line join staff on staff.id = counted_by where ${goods}`.execute(tx.db)
  return refuse('changed_meanwhile', { what: 'line', by: rows[0]?.name ?? 'Somebody' })
}

/** What is counted by quantity in a bin: still to be counted first, then what is counted. Refuses not_found. */
export async function listCountLines(
  reader: Reader,
  countId: number,
  binId: number,
): Promise<{ items: CountLine[] }> {
  await refuseOtherBin(reader, countId, binId)
  const { rows } = await linesOf(countId, binId, null).execute(reader.db)
  return { items: rows }
}

/**
 * The line of goods in a bin as it is now, though nobody expects or counted it; null for goods that are counted piece by
 * piece.
 */
export async function readLine(
  reader: Reader,
  countId: number,
  binId: number,
  variantId: number,
  lotNumber: string | null,
): Promise<CountLine | null> {
  const { rows } = await linesOf(countId, binId, { variantId, lotNumber }).execute(reader.db)
  return rows[0] ?? null
}

function linesOf(
  countId: number,
  binId: number,
  only: { variantId: number; lotNumber: string | null } | null,
) {
  const here = only === null ? sql`` : sql`and l.variant_id = ${only.variantId}`
  const asked =
    only === null
      ? sql``
      : sql`
      union all select ${only.variantId}::bigint, ${only.lotNumber}::text, null::bigint, null, null::timestamptz, null, null::date, 0::bigint`
  return sql<CountLine>`
    with stated as materialized (
      select l.variant_id, l.lot_number, l.counted, l.expected, l.counted_at, l.counted_by, l.expires_on, 0::bigint as now
        from stock_count_line l where l.count_id = ${countId} and l.place_id = ${binId} ${here}
      union all
      select l.variant_id, lot.number, null, null, null, null, null, l.on_hand
        from level l left join lot on lot.id = l.lot_id
       where l.place_id = ${binId} and l.on_hand > 0 ${here} and ${isCounted(countId, sql`l.variant_id`)}${asked}
    ), line as (
      select variant_id, min(lot_number) as lot_number, max(counted) as counted, max(expected) as expected, max(now) as now,
             max(counted_at) as counted_at, max(counted_by) as counted_by, max(expires_on) as expires_on
        from stated group by variant_id, normalize(lot_number, nfc)
    )
    select line.variant_id as "variantId", v.name as product, v.product_number as "productNumber", v.decimals,
           p.tracks_lots as "tracksLots", line.lot_number as "lotNumber", coalesce(lot.expires_on, line.expires_on) as "expiresOn",
           line.counted, case when ${tellsExpected} then coalesce(line.expected, line.now) end as expected,
           line.counted_at as "countedAt", case when line.counted is not null then coalesce(staff.name, 'Lotbook') end as "countedBy"
      from line join variant v on v.id = line.variant_id join product p on p.id = v.product_id and not p.tracks_serials
      join stock_count c on c.id = ${countId} join stock_count_bin b on b.count_id = c.id and b.place_id = ${binId}
      left join lot on lot.variant_id = line.variant_id and normalize(lot.number, nfc) = normalize(line.lot_number, nfc)
      left join staff on staff.id = line.counted_by
     where ${only === null ? sql`(line.counted is not null or not c.is_blind)` : sql`normalize(line.lot_number, nfc) is not distinct from normalize(${only.lotNumber}::text, nfc)`}
     order by line.counted is not null, v.sort_name, lot.expires_on nulls last, line.lot_number`
}
