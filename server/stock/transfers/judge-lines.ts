import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { whereabouts } from '../whereabouts.ts'

interface Fault {
  line: number
  product: string
  fault:
    | 'product'
    | 'lot'
    | 'piece'
    | 'bin'
    | 'elsewhere'
    | 'serial_needed'
    | 'serial_not_tracked'
    | 'lot_number_needed'
    | 'lot_not_tracked'
  serial: string | null
  where: string | null
}

/**
 * Refuses lines that a transfer cannot send, for the first reason found: not_found, unit_elsewhere, serial_needed,
 * serial_not_tracked, lot_number_needed, lot_not_tracked. `lines` selects line, variant_id, bin_id, lot_id and unit_id.
 */
export async function judgeLines(tx: Tx, lines: RawBuilder<unknown>, fromLocationId: number): Promise<void> {
  const { rows } = await sql<Fault>`
    select judged.line, judged.product, judged.fault, judged.serial,
           case when judged.unit_id is not null then ${whereabouts('judged.unit_id')} end as where
      from (
        select given.line, v.name as product, unit.serial, unit.id as unit_id,
               case when v.id is null then 'product'
                    when given.lot_id is not null and lot.id is null then 'lot'
                    when given.unit_id is not null and unit.id is null then 'piece'
                    when given.unit_id is not null and not p.pieces_have_serials then 'serial_not_tracked'
                    when given.unit_id is null and p.tracks_serials then 'serial_needed'
                    when bin.id is null then case when unit.id is null then 'bin' else 'elsewhere' end
                    when not p.tracks_lots and lot.id is not null then 'lot_not_tracked'
                    when p.tracks_lots and lot.id is null and unit.id is null then 'lot_number_needed' end as fault
          from (${lines}) given
          left join variant v on v.id = given.variant_id left join product p on p.id = v.product_id
          left join lot on lot.id = given.lot_id and lot.variant_id = given.variant_id
          left join unit on unit.id = given.unit_id and unit.variant_id = given.variant_id
          left join place bin on bin.id = case when given.unit_id is null then given.bin_id else unit.place_id end
           and bin.location_id = ${fromLocationId}
      ) judged
     where judged.fault is not null order by judged.line limit 1`.execute(tx.db)
  const found = rows[0]
  if (found === undefined) return
  const { fault, line, product } = found
  if (fault === 'elsewhere')
    throw refuse('unit_elsewhere', { serial: found.serial ?? '', product, where: found.where ?? 'elsewhere' })
  if (fault === 'product' || fault === 'lot' || fault === 'piece' || fault === 'bin')
    throw refuse('not_found', { what: fault })
  throw refuse(fault, { product, line })
}
