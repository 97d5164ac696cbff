import { sql } from 'kysely'
import type { Receipt } from '../../../contract/till/receipt.ts'
import type { ReturnableReceiptPart } from '../../../contract/till/returns.ts'
import * as fulfilment from '../../fulfilment/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { readReceipt } from '../sales/read-receipt.ts'

/**
 * The receipt that a number, a provisional number, a receipt's link or a serial means, with what can come back of it.
 * Refuses not_found, already_returned, not_with_customer, and not_sold_at_till with the note that sent it.
 */
export async function findReceipt(
  reader: Reader,
  text: string,
): Promise<{ receipt: Receipt; parts: ReturnableReceiptPart[] }> {
  const { sales } = await fulfilment.findReturnable(reader, (await numberMeant(reader, text)) ?? text)
  const sale = sales.find(one => one.note.id === one.order.id)
  if (sale === undefined)
    throw refuse('not_sold_at_till', { what: `“${text}”`, document: sales[0]!.note.number })
  const receipt = await readReceipt(reader, { documentId: sale.note.id })
  const lines = await readNoteLines(reader, sale.note.id)
  const parts = sale.parts.map(({ noteLineId, lot, unit, delivered, returned, blocked, isMeant }) => ({
    noteLineId,
    lineIndex: lines.findIndex(line => line.id === noteLineId),
    lot,
    unit,
    sold: delivered,
    returned,
    blocked,
    isMeant,
  }))
  return { receipt, parts }
}

/** The number of the receipt that a link's token or a provisional number names; null when the text is something else. */
async function numberMeant(reader: Reader, text: string): Promise<string | null> {
  const token = /\/receipt\/([\w-]{10,60})/.exec(text)?.[1] ?? null
  const { rows } = await sql<{ number: string }>`
    select d.number from till_sale sale join document d on d.id = sale.document_id
     where sale.token = ${token} or (sale.provisional_number = ${text} and sale.provisional_number <> '')
     order by sale.taken_at desc limit 1`.execute(reader.db)
  return rows[0]?.number ?? null
}

interface NoteLine {
  id: number
  quantity: number
  returned: number
  priceMinor: number
  decimals: number
  discountBasisPoints: number
  taxBasisPoints: number
}

/** The lines of a receipt as its money goes, in their order, with what came back of each. */
export async function readNoteLines(reader: Reader, documentId: number): Promise<NoteLine[]> {
  const { rows } = await sql<NoteLine>`
    select l.id, l.quantity, l.quantity_returned as returned, ol.price_minor as "priceMinor", v.decimals,
           ol.discount_basis_points as "discountBasisPoints", ol.tax_basis_points as "taxBasisPoints"
      from delivery_note_line l join sales_order_line ol on ol.id = l.order_line_id join variant v on v.id = l.variant_id
     where l.note_id = ${documentId} order by l.line_number`.execute(reader.db)
  return rows
}
