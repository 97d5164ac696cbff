import { sql } from 'kysely'
import type { RefusalCode, RefusalDetails } from '../../contract/refusals.ts'
import { type SerialPattern, serialProblem } from '../../contract/serial-pattern.ts'
import type { Reader } from '../platform/database/public.ts'
import { Refusal, refuse } from '../platform/refusal.ts'
import { type Goods, type GoodsSource, madeToday } from './goods.ts'

/**
 * Holds goods against the capture rules of their products, as they are when the goods come in: expiry_needed,
 * made_on_needed, supplier_lot_needed, too_few_days_left, serial_malformed, for the first line at fault. Products
 * without rules cost one look. Goods that were in the house before are asked only for what describes a lot that is new;
 * how long they keep is not for the shelf to refuse. Changes nothing.
 */
export async function checkCapture(
  reader: Reader,
  goods: Goods,
  from: GoodsSource = 'supplier',
): Promise<void> {
  const { rows } = await sql<{ rules: boolean; patterns: boolean }>`
    select coalesce(bool_or(tracks_lots and (requires_expiry or requires_made_on or requires_supplier_lot
             or minimum_days_at_receipt is not null)), false) as rules,
           coalesce(bool_or(pieces_have_serials and ${hasPattern}), false) as patterns
      from product
     where id in (select product_id from variant where id in (select variant_id from (${goods}) g))`.execute(
    reader.db,
  )
  if (rows[0]!.rules) await refuseUncaptured(reader, goods, from)
  if (rows[0]!.patterns) await refuseMalformed(reader, goods)
}

const hasPattern = sql<boolean>`(serial_pattern <> 'any' or serial_min_length is not null or serial_max_length is not null)`

/**
 * What is known of a lot counts for all its goods: what another line of it says, and what the shop knows it with. So it is
 * the few lots that are judged, not the many lines. An expiry date that is nowhere is what the shelf life makes it.
 */
async function refuseUncaptured(reader: Reader, goods: Goods, from: GoodsSource): Promise<void> {
  const { rows } = await sql<{ code: RefusalCode; details: Record<string, unknown> }>`
    with told as materialized (
      select variant_id, normalize(lot_number, nfc) as key, min(line_number) as line_number, min(made_on) as made_on,
             min(expires_on) as expires_on, min(supplier_lot) as supplier_lot
        from (
          select variant_id, lot_number, min(line_number) as line_number, min(made_on) as made_on,
                 min(expires_on) as expires_on, min(supplier_lot) as supplier_lot
            from (${goods}) g where lot_number is not null group by variant_id, lot_number
        ) spelled
       group by variant_id, normalize(lot_number, nfc)
    ), known as (
      select told.line_number, v.name, p.requires_expiry, p.requires_made_on,
             p.requires_supplier_lot and ${from === 'supplier'} as requires_supplier_lot,
             case when ${from === 'supplier'} then p.minimum_days_at_receipt end as minimum_days_at_receipt,
             coalesce(lot.made_on, told.made_on) as made_on, coalesce(lot.supplier_lot, told.supplier_lot) as supplier_lot,
             coalesce(lot.expires_on, told.expires_on,
                      coalesce(lot.made_on, told.made_on, ${madeToday(reader, from)}) + p.shelf_life_days) as expires_on
        from told join variant v on v.id = told.variant_id join product p on p.id = v.product_id and p.tracks_lots
        left join lot on lot.variant_id = told.variant_id and normalize(lot.number, nfc) = told.key
       where ${from === 'supplier'} or lot.id is null
    )
    select case when requires_supplier_lot and supplier_lot is null then 'supplier_lot_needed'
                when requires_made_on and made_on is null then 'made_on_needed'
                when requires_expiry and expires_on is null then 'expiry_needed'
                else 'too_few_days_left' end as code,
           jsonb_build_object('product', name, 'line', line_number, 'on', expires_on,
                              'left', expires_on - ${reader.today}::date, 'required', minimum_days_at_receipt) as details
      from known
     where (requires_supplier_lot and supplier_lot is null) or (requires_made_on and made_on is null)
        or (requires_expiry and expires_on is null) or expires_on - ${reader.today}::date < minimum_days_at_receipt
     order by line_number limit 1`.execute(reader.db)
  const found = rows[0]
  if (found !== undefined) throw new Refusal(found.code, found.details)
}

interface Patterned {
  variantId: number
  product: string
  pattern: SerialPattern
}

/**
 * The pattern is the contract's own function, the one that the screens and the import ask. The rows carry what differs
 * between them and nothing else, and in no order: 100,000 of them are read in a moment.
 */
async function refuseMalformed(reader: Reader, goods: Goods): Promise<void> {
  const { rows: patterned } = await sql<Patterned>`
    select v.id as "variantId", v.name as product,
           jsonb_build_object('kind', p.serial_pattern, 'minLength', p.serial_min_length, 'maxLength', p.serial_max_length) as pattern
      from variant v join product p on p.id = v.product_id
     where p.pieces_have_serials and ${hasPattern} and v.id in (select variant_id from (${goods}) g)`.execute(
    reader.db,
  )
  const known = new Map(patterned.map(one => [one.variantId, one]))
  const { rows } = await sql<{ line: number; serial: string; variantId: number }>`
    select line_number as line, serial, variant_id as "variantId" from (${goods}) g
     where serial is not null and variant_id = any(${[...known.keys()]}::bigint[])`.execute(reader.db)
  let first: RefusalDetails<'serial_malformed'> | null = null
  for (const { line, serial, variantId } of rows) {
    if (first !== null && first.line <= line) continue
    const { product, pattern } = known.get(variantId)!
    const sentence = serialProblem(serial, pattern)
    if (sentence !== null) first = { product, line, serial, sentence }
  }
  if (first !== null) throw refuse('serial_malformed', first)
}
