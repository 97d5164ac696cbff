import { sql } from 'kysely'
import type { ReturnableSale } from '../../../contract/returns.ts'
import { readScan } from '../../../gs1/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { type PieceSale, readPieceSales, whyNotBack } from './piece-sales.ts'
import { readParts } from './sold-parts.ts'

/** Of a lot that went to many, the latest sales. */
const mostSales = 20

/**
 * The original sale of what was scanned or typed: a serial (also inside a GS1 code), the number of a delivery note or an
 * order, a dispatch identifier or a lot number; newest first. Refuses already_returned and not_with_customer when the text
 * is a serial of a piece that no customer has, and not_found when it means nothing that was delivered.
 */
export async function findReturnable(reader: Reader, text: string): Promise<{ sales: ReturnableSale[] }> {
  const scan = readScan(text)
  const meant = scan.kind === 'gs1' ? (scan.serial ?? scan.lot ?? scan.text) : scan.text
  if (/[\p{Cc}\p{Cs}]/u.test(meant)) throw refuse('not_found', { what: `sale of “${text}”` })
  const pieces = await piecesCalled(reader, meant)
  const sold = pieces.filter(piece => piece.noteId !== null)
  const noteIds = sold.length > 0 ? sold.map(piece => piece.noteId!) : await notesMeant(reader, meant)
  if (noteIds.length === 0)
    throw pieces[0] === undefined
      ? refuse('not_found', { what: `sale of “${meant}”` })
      : whyNotBack(pieces[0])
  const parts = await readParts(reader, noteIds, meant)
  const { rows } = await sql<Omit<ReturnableSale, 'parts'>>`
    select json_build_object('id', n.id, 'number', d.number) as note, json_build_object('id', o.id, 'number', od.number) as order,
           json_build_object('id', c.id, 'name', c.name) as customer, n.ended_at as "deliveredAt"
      from delivery_note n join document d on d.id = n.id
      join sales_order o on o.id = n.order_id join document od on od.id = o.id join customer c on c.id = o.customer_id
     where n.id = any(${noteIds}::bigint[])
     order by n.ended_at desc, n.id desc`.execute(reader.db)
  return {
    sales: rows.map(sale => ({
      ...sale,
      parts: parts.flatMap(({ noteId, ...part }) => (noteId === sale.note.id ? [part] : [])),
    })),
  }
}

async function piecesCalled(reader: Reader, text: string): Promise<PieceSale[]> {
  const { rows } = await sql<{ id: number }>`
    select id from unit where normalize(serial, nfc) = ${text.normalize('NFC')} order by id limit ${mostSales}`.execute(
    reader.db,
  )
  return rows.length === 0
    ? []
    : readPieceSales(
        reader,
        rows.map(row => row.id),
      )
}

async function notesMeant(reader: Reader, text: string): Promise<number[]> {
  const whole = text.normalize('NFC')
  const { rows } = await sql<{ id: number }>`
    select n.id from delivery_note n join (
      select d.id from document d where d.number = ${text.toUpperCase()} and d.kind in ('delivery_note', 'till_receipt')
       union
      select note.id from document d join delivery_note note on note.order_id = d.id
       where d.number = ${text.toUpperCase()} and d.kind = 'sales_order'
       union
      select l.note_id from delivery_note_line_identifier i join delivery_note_line l on l.id = i.line_id
       where normalize(i.value, nfc) = ${whole}
       union
      (select a.document_id from lot join allocation a on a.lot_id = lot.id and a.variant_id = lot.variant_id and a.outcome = 'delivered'
        where normalize(lot.number, nfc) = ${whole} order by a.id desc limit 200)
    ) meant on meant.id = n.id
     where n.state = 'delivered'
     order by n.ended_at desc, n.id desc limit ${mostSales}`.execute(reader.db)
  return rows.map(row => row.id)
}
