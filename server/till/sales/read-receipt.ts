import { type RawBuilder, sql } from 'kysely'
import { lineAmountMinor, salesSums } from '../../../contract/sales-sums.ts'
import type { Receipt } from '../../../contract/till/receipt.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { type ReceiptLine, readKeptLines, readSoldLines } from './receipt-lines.ts'

/** Which receipt is meant: by its sale, its document, or the token of its link. */
export type Meant = { saleId: string } | { documentId: number } | { token: string }

type Head = Omit<
  Receipt,
  | 'lines'
  | 'payments'
  | 'refunds'
  | 'broughtBack'
  | 'subtotalMinor'
  | 'discountMinor'
  | 'taxMinor'
  | 'totalMinor'
  | 'taxes'
>

/**
 * A receipt with its lots and serials, how it was paid, and what was given back of it since. A sale that waits for a
 * manager, or was refunded by one, shows what the till understood. Refuses not_found.
 */
export async function readReceipt(reader: Reader, meant: Meant): Promise<Receipt> {
  const { rows } = await sql<Head>`
    select sale.id as "saleId", sale.document_id as "documentId", d.number, sale.provisional_number as "provisionalNumber",
           sale.token, sale.state, sale.taken_at as "takenAt", coalesce(s.name, 'Lotbook') as cashier,
           jsonb_build_object('id', till.id, 'number', till.number, 'name', till.name) as till,
           jsonb_build_object('id', location.id, 'name', location.name) as location,
           case when c.id is not null then jsonb_build_object('id', c.id, 'name', c.name) end as customer,
           shop.currency, sale.prices_include_tax as "pricesIncludeTax", sale.discount_basis_points as "discountBasisPoints", allowing.name as "discountAllowedBy", sale.note
      from till_sale sale join document d on d.id = sale.document_id join till on till.id = sale.till_id
      join location on location.id = till.location_id cross join shop
      left join staff s on s.id = sale.cashier_id left join staff allowing on allowing.id = sale.discount_allowed_by
      left join customer c on c.id = sale.customer_id
     where ${conditionOf(meant)}`.execute(reader.db)
  const head = rows[0]
  if (head === undefined) throw refuse('not_found', { what: 'receipt' })
  const [lines, payments, broughtBack, refunds] = await Promise.all([
    head.state === 'sold' ? readSoldLines(reader, head.documentId) : readKeptLines(reader, head.saleId),
    readPayments(reader, head.saleId),
    readBroughtBack(reader, head.saleId),
    readRefunds(reader, head.saleId),
  ])
  return { ...head, ...sumsOf(head, lines), lines: lines.map(withAmount), payments, broughtBack, refunds }
}

function conditionOf(meant: Meant): RawBuilder<unknown> {
  if ('saleId' in meant) return sql`sale.id = ${meant.saleId}`
  return 'token' in meant ? sql`sale.token = ${meant.token}` : sql`sale.document_id = ${meant.documentId}`
}

const withAmount = (line: ReceiptLine): Receipt['lines'][number] => ({
  ...line,
  amountMinor: lineAmountMinor(line),
})

function sumsOf({ pricesIncludeTax, discountBasisPoints }: Head, lines: readonly ReceiptLine[]) {
  const terms = { pricesIncludeTax, discountBasisPoints, shippingMinor: 0, shippingTaxBasisPoints: 0 }
  const { subtotalMinor, discountMinor, taxMinor, totalMinor, taxes } = salesSums(lines, terms)
  return { subtotalMinor, discountMinor, taxMinor, totalMinor, taxes: [...taxes] }
}

async function readPayments(reader: Reader, saleId: string): Promise<Receipt['payments']> {
  const { rows } = await sql<Receipt['payments'][number]>`
    select method, amount_minor as "amountMinor", tendered_minor as "tenderedMinor",
           coalesce(tendered_minor - amount_minor, 0) as "changeMinor", reference
      from till_payment where sale_id = ${saleId} order by id`.execute(reader.db)
  return rows
}

async function readBroughtBack(reader: Reader, saleId: string): Promise<Receipt['broughtBack']> {
  const { rows } = await sql<NonNullable<Receipt['broughtBack']>>`
    select d.number as "returnNumber", former.number as "receiptNumber", r.refund_minor as "refundMinor",
           (select coalesce(sum(p.amount_minor), 0)::bigint from till_payment p where p.return_id = r.id and p.method <> 'exchange') as "givenBackMinor",
           (select jsonb_agg(jsonb_build_object('productName', v.name, 'quantity', l.quantity, 'decimals', v.decimals,
                     'lot', lot.number, 'serial', unit.serial) order by l.line_number)
              from goods_return_line l join variant v on v.id = l.variant_id
              left join lot on lot.id = l.lot_id left join unit on unit.id = l.unit_id
             where l.return_id = r.return_id) as lines
      from till_return r join document d on d.id = r.return_id join till_sale sold on sold.id = r.sale_id
      join document former on former.id = sold.document_id
     where r.exchanged_for = ${saleId}`.execute(reader.db)
  return rows[0] ?? null
}

async function readRefunds(reader: Reader, saleId: string): Promise<Receipt['refunds']> {
  const { rows } = await sql<Receipt['refunds'][number]>`
    select r.at, coalesce(s.name, 'Lotbook') as by, d.number as "returnNumber", r.refund_minor as "amountMinor",
           coalesce((select jsonb_agg(jsonb_build_object('method', p.method, 'amountMinor', p.amount_minor) order by p.id)
                       from till_payment p where p.return_id = r.id), '[]') as methods
      from till_return r left join document d on d.id = r.return_id left join staff s on s.id = r.cashier_id
     where r.sale_id = ${saleId} order by r.at, r.id`.execute(reader.db)
  return rows
}
