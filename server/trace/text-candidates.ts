import { type RawBuilder, sql } from 'kysely'
import * as catalog from '../catalog/public.ts'
import { contains } from '../platform/paging.ts'

const lastCharacter = '\u{10ffff}'

/**
 * What a typed text may mean. First what the whole text names: a piece, a lot, a product by number or barcode, a document.
 * Then what it is a part of. Each kind gives only a few, so that none crowds out the others; every look at pieces and
 * lots goes by an index and stops at its limit.
 */
export function textCandidates(text: string, gtin14: string | null): RawBuilder<unknown> {
  const whole = text.normalize('NFC')
  const upper = whole.toUpperCase()
  const part = contains(text)
  const codes = [...new Set([text, whole, gtin14 ?? text])]
  // Serials are told apart by case, yet people type them small: what they begin with is tried in capitals too.
  const starts = [...new Set([whole, upper])]
  // A document's number without its letter is a fair guess.
  const numbers = /^[0-9]{1,9}$/.test(text)
    ? ['P', 'O', 'D', 'G', 'R', 'I', 'X', 'A', 'C', 'K'].map(letter => letter + text)
    : []
  return sql`
    (select 'unit' as kind, id, 1 as rank, true as exact, null::text as via
       from unit where normalize(serial, nfc) = ${whole} order by variant_id limit 20)
    union all
    -- A serial that was corrected still stands on old papers, maybe on the piece itself.
    (select 'unit', unit_id, 2, true, 'formerly ' || min(former)
       from serial_correction where normalize(former, nfc) = ${whole} group by unit_id order by unit_id limit 5)
    union all
    (select 'product', v.product_id, 9, true, 'dispatch identifier ' || min(one.value)
       from dispatch_identifier_value one join variant v on v.id = one.variant_id
      where normalize(one.value, nfc) = ${whole} and one.archived_at is null group by v.product_id order by v.product_id limit 5)
    union all
    (select 'lot', id, 2, true, null from lot where normalize(number, nfc) = ${whole} order by variant_id limit 20)
    union all
    select 'product', product_id, 3, true, null from variant where normalize(product_number, nfc) = ${whole}
    union all
    select 'product', id, 3, true, null from product where normalize(parent_number, nfc) = ${whole}
    union all
    select 'product', v.product_id, 3, true, null
      from barcode b join variant v on v.id = b.variant_id where b.code = any(${codes}::text[])
    union all
    select d.kind, d.id, case when d.number = ${upper} then 4 else 9 end, d.number = ${upper}, null
      from document d where d.number = any(${[upper, ...numbers]}::text[])
    union all
    -- What was given out at dispatch: a card, a use-by date, any text; the latest notes that it stands on.
    (select case when bool_or(n.id = n.order_id) then 'till_receipt' else 'delivery_note' end, l.note_id, 8, true, 'dispatch identifier ' || min(i.value)
       from delivery_note_line_identifier i join delivery_note_line l on l.id = i.line_id join delivery_note n on n.id = l.note_id
      where normalize(i.value, nfc) = ${whole} group by l.note_id order by l.note_id desc limit 20)
    union all
    -- A receipt that was printed offline says another number than the one it got.
    (select 'till_receipt', document_id, 4, true, 'printed as ' || provisional_number
       from till_sale where provisional_number = ${text} and provisional_number <> '' order by taken_at desc limit 5)
    union all
    (select 'lot', lot_id, 2, true, 'formerly ' || min(former_number)
       from lot_correction where normalize(former_number, nfc) = ${whole} group by lot_id order by lot_id limit 5)
    union all
    select 'customer', id, 5, true, null from customer where number = ${upper}
    union all
    select 'supplier', id, 6, true, null from supplier where number = ${upper}
    union all
    ${products(text, whole)}
    union all
    ${named('customer', whole, part, 13, 5)}
    union all
    ${named('supplier', whole, part, 15, 4)}
    union all
    select 'unit', u.id, 17, false, null
      from unnest(${starts}::text[]) as start(text), lateral (
        select id from unit
         where normalize(serial, nfc) >= start.text and normalize(serial, nfc) < start.text || ${lastCharacter}
         order by normalize(serial, nfc), variant_id limit 6) u
    union all
    select 'lot', l.id, 18, false, null
      from unnest(${starts}::text[]) as start(text), lateral (
        select id from lot
         where normalize(number, nfc) >= start.text and normalize(number, nfc) < start.text || ${lastCharacter}
         order by normalize(number, nfc) limit 5) l`
}

/** Products as their list finds them, by any words of name, number and barcode; names that begin with the text come first. */
const products = (text: string, whole: string): RawBuilder<unknown> => sql`
  (select 'product', p.id,
          case when lower(p.name) = lower(${whole}::text) then 7
               when starts_with(lower(p.name), lower(${whole}::text)) then 10 else 11 end as rank,
          lower(p.name) = lower(${whole}::text), null
     from product p where p.archived_at is null and ${catalog.productMatches(sql`p.id`, text)}
    order by rank, lower(p.name), p.id limit 6)`

/** Rows whose name holds the text: the very name first, then names that begin with it, then the rest. */
function named(
  table: 'customer' | 'supplier',
  whole: string,
  part: string | null,
  rank: number,
  limit: number,
): RawBuilder<unknown> {
  return sql`
    (select ${sql.lit(table)}, id,
            case when lower(name) = lower(${whole}::text) then 7
                 when starts_with(lower(name), lower(${whole}::text)) then ${sql.lit(rank)}
                 else ${sql.lit(rank + 1)} end as rank,
            lower(name) = lower(${whole}::text), null
       from ${sql.table(table)} where name ilike ${part} and archived_at is null
      order by rank, lower(name), id limit ${sql.lit(limit)})`
}
