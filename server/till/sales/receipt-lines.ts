import { sql } from 'kysely'
import type { Receipt } from '../../../contract/till/receipt.ts'
import type { TillSaleInput } from '../../../contract/till/sales.ts'
import type { Reader } from '../../platform/database/public.ts'

export type ReceiptLine = Omit<Receipt['lines'][number], 'amountMinor'>

/** What went over the counter, by the order, the note and the ledger. */
export async function readSoldLines(reader: Reader, documentId: number): Promise<ReceiptLine[]> {
  const { rows } = await sql<ReceiptLine>`
    select v.id as "variantId", v.product_number as "productNumber", v.name as "productName", v.decimals, ol.quantity,
           ol.price_minor as "priceMinor", ol.discount_basis_points as "discountBasisPoints", ol.tax_basis_points as "taxBasisPoints",
           l.quantity_returned as "quantityReturned", coalesce(sold.lots, '[]') as lots, coalesce(sold.serials, '[]') as serials,
           coalesce((select jsonb_agg(i.value order by i.position) from delivery_note_line_identifier i where i.line_id = l.id), '[]') as identifiers
      from sales_order_line ol join delivery_note_line l on l.order_line_id = ol.id and l.note_id = ol.order_id
      join variant v on v.id = ol.variant_id
      left join lateral (
        select (select jsonb_agg(jsonb_build_object('number', lot.number, 'expiresOn', lot.expires_on, 'quantity', part.quantity) order by lot.id)
                  from (select a.lot_id, sum(a.quantity)::bigint as quantity from allocation a
                         where a.document_id = l.note_id and a.document_line_id = l.id and a.outcome = 'delivered' and a.lot_id is not null
                         group by a.lot_id) part join lot on lot.id = part.lot_id) as lots,
               (select jsonb_agg(u.serial order by u.serial)
                  from allocation a cross join lateral unnest(a.unit_ids) as one (id) join unit u on u.id = one.id
                 where a.document_id = l.note_id and a.document_line_id = l.id and a.outcome = 'delivered') as serials
      ) sold on true
     where ol.order_id = ${documentId} order by ol.line_number`.execute(reader.db)
  return rows
}

/** What the till understood, of a sale that the ledger never took. */
export async function readKeptLines(reader: Reader, saleId: string): Promise<ReceiptLine[]> {
  const { rows } = await sql<{
    content: TillSaleInput
  }>`select content from till_sale where id = ${saleId}`.execute(reader.db)
  const { lines } = rows[0]!.content
  const [products, lots] = await Promise.all([
    sql<{ id: number; productNumber: string; productName: string; decimals: number }>`
      select id, product_number as "productNumber", name as "productName", decimals from variant
       where id = any(${lines.map(line => line.variantId)}::bigint[])`.execute(reader.db),
    sql<{ id: number; number: string; expiresOn: string | null }>`
      select id, number, expires_on as "expiresOn" from lot
       where id = any(${lines.flatMap(line => line.lots.map(lot => lot.lotId))}::bigint[])`.execute(
      reader.db,
    ),
  ])
  const productOf = new Map(products.rows.map(row => [row.id, row]))
  const lotOf = new Map(lots.rows.map(row => [row.id, row]))
  return lines.map(line => {
    const { productNumber, productName, decimals } = productOf.get(line.variantId)!
    return {
      variantId: line.variantId,
      productNumber,
      productName,
      decimals,
      quantity: line.quantity,
      priceMinor: line.priceMinor,
      discountBasisPoints: line.discountBasisPoints,
      taxBasisPoints: line.taxBasisPoints,
      quantityReturned: 0,
      lots: line.lots.flatMap(({ lotId, quantity }) => {
        const lot = lotOf.get(lotId)
        return lot === undefined ? [] : [{ number: lot.number, expiresOn: lot.expiresOn, quantity }]
      }),
      serials: line.serials,
      identifiers: line.identifiers,
    }
  })
}
