import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { addressed, formatDayOf, formatQuantity, moneyFormat, percentText } from '../format.ts'
import { type LotRow, printLots } from './lots.ts'
import type { Printed } from './printed.ts'
import { readShop, type Shop } from './shop.ts'

interface Head {
  number: string
  createdAt: string
  order: string
  billTo: string
  address: string
  customer: string
  pricesIncludeTax: boolean
  subtotalMinor: number
  discountMinor: number
  shippingMinor: number
  totalMinor: number
  /** The invoice that this credit note cancels. */
  cancels: string | null
  /** The credit note that cancels this invoice. */
  cancelledBy: string | null
}

interface Line {
  productNumber: string
  productName: string
  decimals: number
  quantity: number
  priceMinor: number
  discountBasisPoints: number
  taxBasisPoints: number
  amountMinor: number
  lots: LotRow[]
  identifiers: string[]
}

interface Tax {
  basisPoints: number
  amountMinor: number
  taxMinor: number
}

type MoneyText = (minor: number) => string

/**
 * An invoice on paper, as it was written: names, prices and percentages of its day, the lots, serials and dispatch
 * identifiers of what was delivered, and its tax by rate. A credit note repeats what it cancels, below zero. Refuses not_found.
 */
export async function printInvoice(reader: Reader, invoiceId: number): Promise<Printed> {
  const [shop, head, lines, taxes] = await Promise.all([
    readShop(reader),
    readHead(reader, invoiceId),
    readLines(reader, invoiceId),
    readTaxes(reader, invoiceId),
  ])
  const money = moneyFormat(shop.currency)
  const sign = head.cancels === null ? 1 : -1
  const hasDiscount = lines.some(line => line.discountBasisPoints > 0)
  const hasTax = lines.some(line => line.taxBasisPoints > 0)
  return {
    shop,
    kind: head.cancels === null ? 'Invoice' : 'Credit note',
    number: head.number,
    warning: head.cancelledBy === null ? null : `Cancelled by credit note ${head.cancelledBy}.`,
    facts: factsOf(head, shop),
    notes: '',
    columns: [
      { heading: '#', width: 9, align: 'left' },
      { heading: 'Product', width: 0, align: 'left' },
      { heading: 'Quantity', width: 24, align: 'right' },
      { heading: 'Price', width: 26, align: 'right' },
      ...(hasDiscount ? [{ heading: 'Discount', width: 18, align: 'right' as const }] : []),
      ...(hasTax ? [{ heading: 'Tax', width: 16, align: 'right' as const }] : []),
      { heading: 'Amount', width: 30, align: 'right' },
    ],
    lines: lines.map((line, index) => ({
      cells: [
        { text: String(index + 1) },
        { text: line.productName, below: line.productNumber, belowIsCode: true },
        { text: formatQuantity(line.quantity, line.decimals) },
        { text: money(line.priceMinor) },
        ...(hasDiscount ? [{ text: percentText(line.discountBasisPoints) }] : []),
        ...(hasTax ? [{ text: percentText(line.taxBasisPoints) }] : []),
        { text: money(sign * line.amountMinor) },
      ],
      lots: [
        ...printLots(line.lots, line.decimals, 'from'),
        ...(line.identifiers.length === 0
          ? []
          : [{ number: null, detail: 'Dispatch identifiers', serials: line.identifiers }]),
      ],
    })),
    totals: totalsOf(head, taxes, sign, money),
    signatures: [],
  }
}

function factsOf(head: Head, shop: Shop): Printed['facts'] {
  return [
    { label: 'Bill to', value: head.billTo },
    {
      label: 'Delivered to',
      value: addressed(head.customer, head.address),
    },
    { label: 'Order', value: head.order },
    { label: 'Date', value: formatDayOf(head.createdAt, shop.timeZone) },
    ...(head.cancels === null ? [] : [{ label: 'Cancels', value: `Invoice ${head.cancels}` }]),
  ]
}

/** Subtotal to total, and the tax of each rate: before the total where it comes on top, after it where prices hold it. */
function totalsOf(head: Head, taxes: readonly Tax[], sign: number, money: MoneyText): Printed['totals'] {
  const { subtotalMinor, discountMinor, shippingMinor, totalMinor, pricesIncludeTax } = head
  const total = { label: 'Total', value: money(totalMinor) }
  const taxed = taxes.filter(tax => tax.taxMinor !== 0)
  const taxLines = taxed.map(({ basisPoints, amountMinor, taxMinor }) => {
    const net = pricesIncludeTax ? amountMinor - taxMinor : amountMinor
    const label = `${pricesIncludeTax ? 'Includes tax' : 'Tax'} ${percentText(basisPoints)} on ${money(sign * net)}`
    return { label, value: money(sign * taxMinor) }
  })
  const hasParts = discountMinor !== 0 || shippingMinor !== 0 || (taxed.length > 0 && !pricesIncludeTax)
  return [
    ...(hasParts ? [{ label: 'Subtotal', value: money(subtotalMinor) }] : []),
    ...(discountMinor === 0 ? [] : [{ label: 'Discount', value: money(-discountMinor) }]),
    ...(shippingMinor === 0 ? [] : [{ label: 'Shipping', value: money(shippingMinor) }]),
    ...(pricesIncludeTax ? [total, ...taxLines] : [...taxLines, total]),
  ]
}

async function readHead(reader: Reader, invoiceId: number): Promise<Head> {
  const { rows } = await sql<Head>`
    select d.number, d.created_at as "createdAt", od.number as order, i.bill_to as "billTo", o.address,
           c.name as customer, i.prices_include_tax as "pricesIncludeTax", i.subtotal_minor as "subtotalMinor",
           i.discount_minor as "discountMinor", i.shipping_minor as "shippingMinor", i.total_minor as "totalMinor",
           former.number as cancels, later.number as "cancelledBy"
      from invoice i
      join document d on d.id = i.id
      join sales_order o on o.id = i.order_id
      join document od on od.id = o.id
      join customer c on c.id = o.customer_id
      left join document former on former.id = i.cancels_id
      left join invoice credit on credit.cancels_id = i.id
      left join document later on later.id = credit.id
     where i.id = ${invoiceId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'invoice' })
  return rows[0]
}

/** A credit note has no lines of its own: they are those of the invoice that it cancels. */
const ofWhich = (invoiceId: number) =>
  sql`(select coalesce(cancels_id, id) from invoice where id = ${invoiceId})`

async function readTaxes(reader: Reader, invoiceId: number): Promise<Tax[]> {
  const { rows } = await sql<Tax>`
    select basis_points as "basisPoints", amount_minor as "amountMinor", tax_minor as "taxMinor"
      from invoice_tax where invoice_id = ${ofWhich(invoiceId)} order by basis_points`.execute(reader.db)
  return rows
}

async function readLines(reader: Reader, invoiceId: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select il.product_number as "productNumber", il.product_name as "productName", il.decimals, il.quantity,
           il.price_minor as "priceMinor", il.discount_basis_points as "discountBasisPoints",
           il.tax_basis_points as "taxBasisPoints", il.amount_minor as "amountMinor",
           coalesce(sent.lots, '[]'::json) as lots,
           coalesce((select json_agg(i.value order by told.note_id, i.position)
                       from invoice_delivery_note told
                       join delivery_note_line l on l.note_id = told.note_id and l.order_line_id = il.order_line_id
                       join delivery_note_line_identifier i on i.line_id = l.id
                      where told.invoice_id = il.invoice_id), '[]'::json) as identifiers
      from invoice_line il
      left join lateral (
        select json_agg(json_build_object('number', lot.number, 'madeOn', null, 'expiresOn', lot.expires_on,
                 'quantity', a.quantity, 'bin', null,
                 'serials', coalesce((select json_agg(u.serial order by u.serial) from unit u where u.id = any(a.unit_ids)),
                                     '[]'::json))
                 order by lot.expires_on, lot.number, a.id) as lots
          from invoice_delivery_note told
          join delivery_note_line l on l.note_id = told.note_id and l.order_line_id = il.order_line_id
          join allocation a on a.document_id = l.note_id and a.document_line_id = l.id
           and a.outcome = 'delivered' and (a.lot_id is not null or a.unit_ids is not null)
          left join lot on lot.id = a.lot_id
         where told.invoice_id = il.invoice_id
      ) sent on true
     where il.invoice_id = ${ofWhich(invoiceId)}
     order by il.line_number`.execute(reader.db)
  return rows
}
