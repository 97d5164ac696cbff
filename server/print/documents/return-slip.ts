import { sql } from 'kysely'
import type { ReturnOutcome } from '../../../contract/returns.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { formatDayOf, formatQuantity, moneyFormat } from '../format.ts'
import { printLots } from './lots.ts'
import type { Printed } from './printed.ts'
import { readShop, type Shop } from './shop.ts'

interface Head {
  number: string
  createdAt: string
  createdBy: string
  customer: string
  customerNumber: string
  address: string
  refundMinor: number | null
  note: string
}

interface Line {
  productName: string
  productNumber: string
  decimals: number
  quantity: number
  lotNumber: string | null
  expiresOn: string | null
  serial: string | null
  reason: string
  comment: string
  note: string
  outcome: ReturnOutcome | null
}

const outcomes: Record<ReturnOutcome, string> = {
  resell: 'Back on the shelf',
  repair: 'In repair',
  scrap: 'Scrapped',
  supplier: 'Back to the supplier',
}

/** A return on paper, for the customer to take along and for the goods to lie with. Refuses not_found. */
export async function printReturnSlip(reader: Reader, returnId: number): Promise<Printed> {
  const [shop, head, lines] = await Promise.all([
    readShop(reader),
    readHead(reader, returnId),
    readLines(reader, returnId),
  ])
  const money = moneyFormat(shop.currency)
  return {
    shop,
    kind: 'Return',
    number: head.number,
    warning: null,
    facts: factsOf(head, shop),
    notes: head.note,
    columns: [
      { heading: 'Product', width: 0, align: 'left' },
      { heading: 'Why', width: 44, align: 'left' },
      { heading: 'Inspection', width: 34, align: 'left' },
      { heading: 'Quantity', width: 22, align: 'right' },
    ],
    lines: lines.map(line => ({
      cells: [
        { text: line.productName, below: `${line.productNumber} · ${line.note}`, belowIsCode: true },
        { text: line.reason, ...(line.comment === '' ? {} : { below: line.comment }) },
        { text: line.outcome === null ? 'To be inspected' : outcomes[line.outcome] },
        { text: formatQuantity(line.quantity, line.decimals) },
      ],
      lots:
        line.lotNumber === null && line.serial === null
          ? []
          : printLots(
              [
                {
                  number: line.lotNumber,
                  madeOn: null,
                  expiresOn: line.expiresOn,
                  quantity: null,
                  bin: null,
                  serials: line.serial === null ? [] : [line.serial],
                },
              ],
              line.decimals,
              'into',
            ),
    })),
    totals: head.refundMinor === null ? [] : [{ label: 'Refund', value: money(head.refundMinor) }],
    signatures: ['Given back by', 'Taken back by', 'Date'],
  }
}

function factsOf(head: Head, shop: Shop): Printed['facts'] {
  const customer = [head.customer, head.address, head.customerNumber].filter(Boolean)
  return [
    { label: 'Given back by', value: customer.join('\n') },
    { label: 'Taken back by', value: head.createdBy },
    { label: 'Date', value: formatDayOf(head.createdAt, shop.timeZone) },
  ]
}

async function readHead(reader: Reader, returnId: number): Promise<Head> {
  const { rows } = await sql<Head>`
    select d.number, d.created_at as "createdAt", coalesce(maker.name, 'Lotbook') as "createdBy", c.name as customer,
           c.number as "customerNumber", c.address, r.refund_minor as "refundMinor", r.note
      from goods_return r
      join document d on d.id = r.id
      join customer c on c.id = r.customer_id
      left join staff maker on maker.id = d.created_by
     where r.id = ${returnId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'return' })
  return rows[0]
}

async function readLines(reader: Reader, returnId: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select v.name as "productName", v.product_number as "productNumber", v.decimals, rl.quantity,
           lot.number as "lotNumber", lot.expires_on as "expiresOn", u.serial, reason.name as reason, rl.comment,
           nd.number as note, rl.outcome
      from goods_return_line rl
      join variant v on v.id = rl.variant_id
      join return_reason reason on reason.id = rl.reason_id
      join delivery_note_line l on l.id = rl.note_line_id
      join document nd on nd.id = l.note_id
      left join lot on lot.id = rl.lot_id
      left join unit u on u.id = rl.unit_id
     where rl.return_id = ${returnId}
     order by rl.line_number`.execute(reader.db)
  return rows
}
