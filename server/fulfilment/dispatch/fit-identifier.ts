import { sql } from 'kysely'
import type { IdentifierFit } from '../../../contract/order-dispatch.ts'
import { readScan } from '../../../gs1/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import * as stock from '../../stock/public.ts'
import { piecesHaveSerials } from '../identifiers.ts'

interface Fitting {
  products: number[]
  fits: IdentifierFit[]
  problem: string | null
}

/**
 * Which of these products a scanned or typed text is an identifier of, where the piece is and who has it. A GS1 code is
 * looked for among the products of its own GTIN only; one that names no serial, or a product's own code, names its box.
 */
export async function fitIdentifier(
  reader: Reader,
  text: string,
  variantIds: readonly number[],
): Promise<Fitting> {
  const scan = readScan(text)
  if (scan.kind === 'damaged') return { products: [], fits: [], problem: scan.problem.sentence }
  const gtin = scan.kind === 'gs1' ? (scan.gtin ?? null) : scan.kind === 'gtin' ? scan.gtin14 : null
  const products = await productsOf(reader, gtin ?? scan.text, scan.text, variantIds)
  const among = scan.kind === 'gs1' && gtin !== null ? products : variantIds
  const value = scan.kind === 'gs1' ? (scan.serial ?? scan.expiresOn ?? scan.lot) : scan.text
  const fits = value === undefined ? [] : await fitting(reader, value, among)
  return { products, fits, problem: null }
}

async function productsOf(reader: Reader, code: string, text: string, variantIds: readonly number[]) {
  const { rows } = await sql<{ id: number }>`
    select variant_id as id from barcode where code = any(${[code, text]}::text[]) and variant_id = any(${[...variantIds]}::bigint[])
     union
    select id from variant where normalize(product_number, nfc) = ${text.normalize('NFC')} and id = any(${[...variantIds]}::bigint[])`.execute(
    reader.db,
  )
  return rows.map(row => row.id)
}

/** Pieces by serial with where they are, and values of a product's list. Each goes by its index on the whole text. */
async function fitting(
  reader: Reader,
  value: string,
  variantIds: readonly number[],
): Promise<IdentifierFit[]> {
  const text = value.normalize('NFC')
  const { rows } = await sql<IdentifierFit>`
    select unit.variant_id as "variantId", unit.serial as value, place.location_id as "locationId", held.order_id as "orderId",
           case when claim.id is not null then 'chosen for ' || held.name
                when place.kind = 'customer' then coalesce('sent on ' || held.name, 'with a customer')
                when place.kind <> 'bin' then ${stock.whereabouts('unit.id')}
                when unit.hold_id is not null then (select h.kind || ': ' || h.reason from hold h where h.id = unit.hold_id)
                else ${stock.lotBlockedBecause(reader.today)} end as blocked
      from unit
      join place on place.id = unit.place_id
      left join lot on lot.id = unit.lot_id
      left join allocation claim on claim.id = unit.allocation_id
      left join lateral (
        select n.order_id, nd.number || ': ' || od.number || ', ' || c.name as name
          from delivery_note n join document nd on nd.id = n.id join document od on od.id = n.order_id
          join sales_order o on o.id = n.order_id join customer c on c.id = o.customer_id
         where n.id = coalesce(claim.document_id, (
           select m.document_id from movement_unit mu join movement m on m.id = mu.movement_id
            where mu.unit_id = unit.id and place.kind = 'customer' order by mu.movement_id desc limit 1))
      ) held on true
     where normalize(unit.serial, nfc) = ${text} and unit.variant_id = any(${[...variantIds]}::bigint[])
     union all
    select i.variant_id, i.value, null, null, null
      from dispatch_identifier_value i join variant v on v.id = i.variant_id join product p on p.id = v.product_id
     where normalize(i.value, nfc) = ${text} and i.variant_id = any(${[...variantIds]}::bigint[]) and i.archived_at is null
       and p.dispatch_identifier_mode = 'multiple_use' and not ${piecesHaveSerials}`.execute(reader.db)
  return rows
}
