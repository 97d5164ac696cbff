import { sql } from 'kysely'
import {
  netAmountMinor,
  type PricedPart,
  type PurchaseSums,
  priceDivisor,
  purchaseSums,
} from '../../../contract/purchase-sums.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { formatDay, formatDayOf, formatQuantity, moneyFormat, percentText } from '../format.ts'
import { type LotRow, printLots } from './lots.ts'
import type { Printed } from './printed.ts'
import { readShop, type Shop } from './shop.ts'

interface Head {
  number: string
  state: string
  createdAt: string
  createdBy: string
  expectedOn: string | null
  notes: string
  supplierNumber: string | null
  supplier: string | null
  currency: string
  locationCode: string
  location: string
}

interface Line {
  productNumber: string
  productName: string
  decimals: number
  supplier: string | null
  unitsPerPu: number
  priceMinor: number
  pricePer: 'sku' | 'pu'
  discountBasisPoints: number
  taxBasisPoints: number
  quantity: number
  /** Quantity × price, as digits. */
  gross: string
  lots: LotRow[]
}

/** A purchase order on paper. Its rows for single pieces are put together again by product, price and lot. Refuses not_found. */
export async function printPurchaseOrder(reader: Reader, orderId: number): Promise<Printed> {
  const [shop, head, lines] = await Promise.all([
    readShop(reader),
    readHead(reader, orderId),
    readLines(reader, orderId),
  ])
  const money = moneyFormat(head.currency)
  const hasDiscount = lines.some(line => line.discountBasisPoints > 0)
  const hasTax = lines.some(line => line.taxBasisPoints > 0)
  return {
    shop,
    kind: 'Purchase order',
    number: head.number,
    warning: warnings[head.state] ?? null,
    facts: factsOf(head, shop),
    notes: head.notes,
    columns: [
      { heading: '#', width: 9, align: 'left' },
      { heading: 'Product', width: 0, align: 'left' },
      { heading: 'Quantity', width: 26, align: 'right' },
      { heading: 'Price', width: 28, align: 'right' },
      ...(hasDiscount ? [{ heading: 'Discount', width: 18, align: 'right' as const }] : []),
      ...(hasTax ? [{ heading: 'Tax', width: 16, align: 'right' as const }] : []),
      { heading: 'Amount', width: 30, align: 'right' },
    ],
    lines: lines.map((line, index) => ({
      cells: [
        { text: String(index + 1) },
        { text: nameOf(line, head), below: line.productNumber, belowIsCode: true },
        quantityOf(line),
        { text: money(line.priceMinor), ...(isPerPu(line) ? { below: `per ${line.unitsPerPu}` } : {}) },
        ...(hasDiscount ? [{ text: percentText(line.discountBasisPoints) }] : []),
        ...(hasTax ? [{ text: percentText(line.taxBasisPoints) }] : []),
        { text: money(netAmountMinor(partOf(line))) },
      ],
      lots: printLots(line.lots, line.decimals, 'into'),
    })),
    totals: totalsOf(purchaseSums(lines.map(partOf)), money),
    signatures: [],
  }
}

const warnings: Record<string, string> = {
  draft: 'Draft: this is not an order yet.',
  cancelled: 'Cancelled: please do not deliver.',
}

function factsOf(head: Head, shop: Shop): Printed['facts'] {
  return [
    {
      label: 'Supplier',
      value: head.supplier === null ? 'See the lines' : `${head.supplier}\n${head.supplierNumber}`,
    },
    { label: 'Deliver to', value: `${shop.name}\n${head.location} (${head.locationCode})` },
    {
      label: 'Ordered',
      value: `${formatDayOf(head.createdAt, shop.timeZone)} by ${head.createdBy}`,
    },
    ...(head.expectedOn === null ? [] : [{ label: 'Expected', value: formatDay(head.expectedOn) }]),
  ]
}

function nameOf(line: Line, head: Head): string {
  const other = line.supplier !== null && line.supplier !== head.supplier
  return other ? `${line.productName} (from ${line.supplier})` : line.productName
}

const isPerPu = ({ pricePer, unitsPerPu }: Line): boolean => pricePer === 'pu' && unitsPerPu > 1

const partOf = (line: Line): PricedPart => ({ ...line, divisor: priceDivisor(line) })

/** A lone total needs no sums that lead to it. */
function totalsOf(sums: PurchaseSums, money: (minor: number) => string): Printed['totals'] {
  const { subtotalMinor, discountMinor, taxMinor, totalMinor } = sums
  const total = { label: 'Total', value: money(totalMinor) }
  if (discountMinor === 0 && taxMinor === 0) return [total]
  return [
    { label: 'Subtotal', value: money(subtotalMinor) },
    ...(discountMinor === 0 ? [] : [{ label: 'Discount', value: money(-discountMinor) }]),
    ...(taxMinor === 0 ? [] : [{ label: 'Tax', value: money(taxMinor) }]),
    total,
  ]
}

/** "36", and below it "3 × 12" where that is how the supplier packs it. */
function quantityOf({ quantity, decimals, unitsPerPu }: Line): { text: string; below?: string } {
  const text = formatQuantity(quantity, decimals)
  const packs = quantity / 10 ** decimals / unitsPerPu
  if (unitsPerPu === 1 || !Number.isInteger(packs)) return { text }
  return { text, below: `${formatQuantity(packs, 0)} × ${formatQuantity(unitsPerPu, 0)}` }
}

async function readHead(reader: Reader, orderId: number): Promise<Head> {
  const { rows } = await sql<Head>`
    select d.number, o.state, d.created_at as "createdAt", coalesce(maker.name, 'Lotbook') as "createdBy",
           o.expected_on as "expectedOn", o.notes, o.currency, s.number as "supplierNumber", s.name as supplier,
           l.code as "locationCode", l.name as location
      from purchase_order o
      join document d on d.id = o.id
      join location l on l.id = o.location_id
      left join supplier s on s.id = o.supplier_id
      left join staff maker on maker.id = d.created_by
     where o.id = ${orderId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'purchase order' })
  return rows[0]
}

async function readLines(reader: Reader, orderId: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    with parts as (
      select variant_id, supplier_id, units_per_pu, price_minor, price_is_per_pu, discount_basis_points,
             tax_basis_points, lot_number, made_on, expires_on, supplier_lot,
             min(line_number) as first, sum(quantity_sku) as quantity,
             coalesce(array_agg(serial order by line_number) filter (where serial is not null), '{}') as serials
        from purchase_order_line where order_id = ${orderId}
       group by variant_id, supplier_id, units_per_pu, price_minor, price_is_per_pu, discount_basis_points,
                tax_basis_points, lot_number, made_on, expires_on, supplier_lot
    )
    select v.product_number as "productNumber", v.name as "productName", v.decimals, s.name as supplier,
           part.units_per_pu as "unitsPerPu", part.price_minor as "priceMinor", sum(part.quantity)::bigint as quantity,
           case when part.price_is_per_pu then 'pu' else 'sku' end as "pricePer",
           part.discount_basis_points as "discountBasisPoints", part.tax_basis_points as "taxBasisPoints",
           (sum(part.quantity) * part.price_minor)::text as gross,
           coalesce(jsonb_agg(jsonb_build_object('number', part.lot_number, 'madeOn', part.made_on,
             'expiresOn', part.expires_on, 'supplierLot', part.supplier_lot, 'quantity', part.quantity, 'bin', null, 'serials', part.serials)
             order by part.first) filter (where part.lot_number is not null or part.serials <> '{}'), '[]') as lots
      from parts part
      join variant v on v.id = part.variant_id
      left join supplier s on s.id = part.supplier_id
     group by v.id, s.id, part.units_per_pu, part.price_minor, part.price_is_per_pu, part.discount_basis_points,
              part.tax_basis_points
     order by min(part.first)`.execute(reader.db)
  return rows
}
