import { sql } from 'kysely'
import type { RefusalCode } from '../../contract/refusals.ts'
import { type SerialPattern, serialProblem } from '../../contract/serial-pattern.ts'
import type { Reader } from '../platform/database/public.ts'
import { Refusal, refuse } from '../platform/refusal.ts'
import type { Goods } from './goods.ts'

/**
 * Holds goods against the capture rules of their products, as they are when the goods come in: expiry_needed,
 * made_on_needed, supplier_lot_needed, too_few_days_left, serial_malformed, for the first line at fault. Products
 * without rules cost one look. Changes nothing.
 */
export async function checkCapture(reader: Reader, goods: Goods): Promise<void> {
  const { rows } = await sql<{ rules: boolean; patterns: boolean }>`
    select coalesce(bool_or(tracks_lots and (requires_expiry or requires_made_on or requires_supplier_lot
             or minimum_days_at_receipt is not null)), false) as rules,
           coalesce(bool_or(tracks_serials and ${hasPattern}), false) as patterns
      from product
     where id in (select product_id from variant where id in (select variant_id from (${goods}) g))`.execute(
    reader.db,
  )
  if (rows[0]!.rules) await refuseUncaptured(reader, goods)
  if (rows[0]!.patterns) await refuseMalformed(reader, goods)
}

const hasPattern = sql<boolean>`(serial_pattern <> 'any' or serial_min_length is not null or serial_max_length is not null)`

/**
 * What is known of a lot counts for all its goods: what another line of it says, and what the shop knows it with. An
 * expiry date that is nowhere is what the shelf life makes it.
 */
async function refuseUncaptured(reader: Reader, goods: Goods): Promise<void> {
  const { rows } = await sql<{ code: RefusalCode; details: Record<string, unknown> }>`
    with given as materialized (
      select g.line_number, g.variant_id, normalize(g.lot_number, nfc) as lot_key, g.made_on, g.expires_on, g.supplier_lot,
             p.name, p.requires_expiry, p.requires_made_on, p.requires_supplier_lot, p.shelf_life_days, p.minimum_days_at_receipt
        from (${goods}) g join variant v on v.id = g.variant_id join product p on p.id = v.product_id
       where p.tracks_lots and g.lot_number is not null
    ), told as (
      select variant_id, lot_key, min(made_on) as made_on, min(expires_on) as expires_on, min(supplier_lot) as supplier_lot
        from given group by variant_id, lot_key
    ), known as materialized (
      select told.variant_id, told.lot_key, coalesce(lot.made_on, told.made_on) as made_on,
             coalesce(lot.expires_on, told.expires_on) as expires_on, coalesce(lot.supplier_lot, told.supplier_lot) as supplier_lot
        from told left join lot on lot.variant_id = told.variant_id and normalize(lot.number, nfc) = told.lot_key
    ), judged as (
      select given.*, known.made_on as lot_made_on, known.supplier_lot as lot_supplier_lot,
             coalesce(known.expires_on, coalesce(known.made_on, ${reader.today}::date) + given.shelf_life_days) as lot_expires_on
        from given join known on known.variant_id = given.variant_id and known.lot_key = given.lot_key
    )
    select case when requires_supplier_lot and lot_supplier_lot is null then 'supplier_lot_needed'
                when requires_made_on and lot_made_on is null then 'made_on_needed'
                when requires_expiry and lot_expires_on is null then 'expiry_needed'
                else 'too_few_days_left' end as code,
           jsonb_build_object('product', name, 'line', line_number, 'on', lot_expires_on,
                              'left', lot_expires_on - ${reader.today}::date, 'required', minimum_days_at_receipt) as details
      from judged
     where (requires_supplier_lot and lot_supplier_lot is null) or (requires_made_on and lot_made_on is null)
        or (requires_expiry and lot_expires_on is null) or lot_expires_on - ${reader.today}::date < minimum_days_at_receipt
     order by line_number limit 1`.execute(reader.db)
  const found = rows[0]
  if (found !== undefined) throw new Refusal(found.code, found.details)
}

const serialsAtOnce = 20_000

interface PatternedSerial {
  line: number
  serial: string
  product: string
  pattern: SerialPattern
}

/** The pattern is the contract's own function, the one that the screens and the import ask; 100,000 serials go by it in turns. */
async function refuseMalformed(reader: Reader, goods: Goods): Promise<void> {
  let after = { line: -1, serial: '' }
  for (;;) {
    const { rows } = await sql<PatternedSerial>`
      select g.line_number as line, g.serial, p.name as product,
             jsonb_build_object('kind', p.serial_pattern, 'minLength', p.serial_min_length, 'maxLength', p.serial_max_length) as pattern
        from (${goods}) g join variant v on v.id = g.variant_id join product p on p.id = v.product_id
       where p.tracks_serials and ${hasPattern} and g.serial is not null
         and (g.line_number, g.serial collate "C") > (${after.line}::int, ${after.serial}::text collate "C")
       order by g.line_number, g.serial collate "C" limit ${serialsAtOnce}`.execute(reader.db)
    for (const { line, serial, product, pattern } of rows) {
      const sentence = serialProblem(serial, pattern)
      if (sentence !== null) throw refuse('serial_malformed', { product, line, serial, sentence })
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < serialsAtOnce) return
    after = last
  }
}
