import { sql } from 'kysely'
import type { AnswerOf, BodyOf } from '../../contract/endpoint.ts'
import type { api } from '../../contract/purchasing.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'

/**
 * Which of up to 10,000 serial numbers are taken already, and where: pieces that the shop has or had (one that went back
 * to its supplier may come again), and rows of other orders that are still to come in. Refuses bad_input.
 */
export async function findSerials(
  reader: Reader,
  { orderId, variantIds, serials }: BodyOf<typeof api.findSerials>,
): Promise<AnswerOf<typeof api.findSerials>> {
  if (variantIds.length !== serials.length) {
    const sentence = 'Send one variant for each serial number.'
    throw refuse('bad_input', { problems: [{ path: 'variantIds', sentence }] })
  }
  // `+ 0` leaves only the index on serials: without statistics the planner may go through all pieces for each serial.
  const { rows } = await sql<{ variantId: number; serial: string; where: string }>`
    with given as materialized (
      select distinct variant_id, serial, normalize(serial, nfc) as form
        from unnest(${variantIds}::bigint[], ${serials}::text[]) as given (variant_id, serial)
    )
    select given.variant_id as "variantId", given.serial, ${stock.whereabouts('unit.id')} as "where"
      from given
      join unit on normalize(unit.serial, nfc) = given.form and unit.variant_id + 0 = given.variant_id
      join place on place.id = unit.place_id and place.kind <> 'supplier'
     union all
    select given.variant_id, given.serial, 'on order ' || d.number || ', line ' || line.line_number
      from given
      join purchase_order_line line on normalize(line.serial, nfc) = given.form and line.variant_id + 0 = given.variant_id
      join purchase_order o on o.id = line.order_id and o.state in ('draft', 'confirmed', 'part_warehoused')
      join document d on d.id = o.id
     where o.id is distinct from ${orderId}::bigint
       and not exists (
         select from goods_receipt_line came join goods_receipt r on r.id = came.receipt_id
          where came.order_line_id = line.id and r.reversed_at is null and came.quantity > 0)`.execute(
    reader.db,
  )
  return { items: rows }
}
