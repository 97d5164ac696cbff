import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'

export interface Genuine {
  readonly product: string
  readonly serial: string
  /** When it came to its buyer. */
  readonly since: string
}

/**
 * The piece with this serial or dispatch identifier that an order or a receipt brought to its buyer, and that is there still: not one that
 * came back, nor one that another order has had since. Undefined for everything else.
 */
export async function findGenuine(
  reader: Reader,
  { serial, order }: { serial: string; order: string },
): Promise<Genuine | undefined> {
  if (serial === '' || order === '' || /[\p{Cc}\p{Cs}]/u.test(serial + order)) return undefined
  const { rows } = await sql<Genuine>`
    with note as materialized (
      select n.id, n.ended_at from document d join delivery_note n on n.order_id = d.id
       where n.state = 'delivered' and d.id in (
         select id from document where number = ${order}
         union all
         -- What was printed offline says another number.
         select document_id from till_sale where provisional_number = ${order} and provisional_number <> '')
    )
    select v.name as product, u.serial, note.ended_at as since
      from note join allocation a on a.document_id = note.id and a.outcome is distinct from 'swapped'
      join unit u on u.id = any(a.unit_ids) join place on place.id = u.place_id and place.kind = 'customer'
      join variant v on v.id = u.variant_id
     where normalize(u.serial, nfc) = normalize(${serial}::text, nfc)
       and note.id = (select m.document_id from movement_unit mu join movement m on m.id = mu.movement_id
                       where mu.unit_id = u.id order by m.id desc limit 1)
    union all
    select v.name, i.value, note.ended_at
      from note join delivery_note_line l on l.note_id = note.id and l.quantity_returned < l.quantity
      join delivery_note_line_identifier i on i.line_id = l.id
      join variant v on v.id = l.variant_id join product p on p.id = v.product_id and p.dispatch_identifier_mode = 'at_dispatch'
     where normalize(i.value, nfc) = normalize(${serial}::text, nfc)
     limit 1`.execute(reader.db)
  return rows[0]
}

/** A product that is in the store, by the GTIN on its label. */
export async function findByGtin(
  reader: Reader,
  gtin14: string,
): Promise<{ id: number; name: string; variantId: number } | undefined> {
  const { rows } = await sql<{ id: number; name: string; variantId: number }>`
    select p.id, p.name, v.id as "variantId" from barcode b join variant v on v.id = b.variant_id join product p on p.id = v.product_id
     where b.code = ${gtin14} and b.is_gtin and p.published and p.archived_at is null and v.archived_at is null`.execute(
    reader.db,
  )
  return rows[0]
}
