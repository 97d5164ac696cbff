import { sql } from 'kysely'
import type { CountState } from '../../../contract/counts.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { formatDayOf, formatQuantity } from '../format.ts'
import { readCountRows } from './count-rows.ts'
import { printLots } from './lots.ts'
import type { Printed, PrintedLine } from './printed.ts'
import { readShop, type Shop } from './shop.ts'

interface Head {
  number: string
  state: CountState
  isBlind: boolean
  note: string
  location: string
  locationCode: string
  startedAt: string
  startedBy: string
  endedAt: string | null
  products: string | null
  bins: { code: string; isOpen: boolean }[]
}

/** Where a number is to be written by hand. */
const blank = '____________'
const blankRows = 6

/**
 * A stock count on paper: what lies in which bin, with room for what is counted; once counted, with what was. A blind count
 * gives empty rows for each bin that is still open, and tells nothing of the books before. Refuses not_found.
 */
export async function printCountSheet(reader: Reader, countId: number): Promise<Printed> {
  const [shop, head, rows] = await Promise.all([
    readShop(reader),
    readHead(reader, countId),
    readCountRows(reader, countId),
  ])
  const counted = rows.map((row): PrintedLine => {
    const isTold = row.expected !== null
    return {
      cells: [
        { text: row.bin },
        row.productName === null
          ? { text: 'Not in the books' }
          : { text: row.productName, below: row.productNumber ?? '', belowIsCode: true },
        { text: isTold ? formatQuantity(row.expected ?? 0, row.decimals) : '' },
        { text: row.counted === null ? blank : formatQuantity(row.counted, row.decimals) },
      ],
      lots:
        row.lotNumber === null && row.serials.length === 0
          ? []
          : printLots(
              [
                {
                  number: row.lotNumber,
                  madeOn: null,
                  expiresOn: row.expiresOn,
                  quantity: null,
                  bin: null,
                  serials: row.serials,
                },
              ],
              row.decimals,
              'from',
            ),
    }
  })
  return {
    shop,
    kind: 'Count sheet',
    number: head.number,
    warning: warnings[head.state],
    facts: factsOf(head, shop),
    notes: head.note,
    columns: [
      { heading: 'Bin', width: 34, align: 'left' },
      { heading: 'Product', width: 0, align: 'left' },
      { heading: 'In the books', width: 28, align: 'right' },
      { heading: 'Counted', width: 32, align: 'right' },
    ],
    lines: [...counted, ...(head.isBlind && head.state === 'open' ? emptyLines(head) : [])],
    totals: [],
    signatures: ['Counted by', 'Date'],
  }
}

const warnings: Record<CountState, string | null> = {
  open: null,
  posted: 'Posted: the stock was changed by the difference.',
  cancelled: 'Given up: nothing of this was posted.',
}

function emptyLines({ bins }: Head): PrintedLine[] {
  const row = (bin: string): PrintedLine => ({
    cells: [{ text: bin }, { text: '' }, { text: '' }, { text: blank }],
    lots: [],
  })
  return bins.filter(bin => bin.isOpen).flatMap(bin => Array.from({ length: blankRows }, () => row(bin.code)))
}

function factsOf(head: Head, shop: Shop): Printed['facts'] {
  const ended =
    head.endedAt === null ? [] : [{ label: 'Ended', value: formatDayOf(head.endedAt, shop.timeZone) }]
  return [
    { label: 'Location', value: `${head.location} (${head.locationCode})` },
    { label: 'Counted are', value: head.products ?? 'All products' },
    { label: 'Started', value: `${formatDayOf(head.startedAt, shop.timeZone)} by ${head.startedBy}` },
    ...ended,
  ]
}

async function readHead(reader: Reader, countId: number): Promise<Head> {
  const { rows } = await sql<Head>`
    select d.number, c.state, c.is_blind as "isBlind", c.note, l.name as location, l.code as "locationCode",
           d.created_at as "startedAt", coalesce(maker.name, 'Lotbook') as "startedBy", c.ended_at as "endedAt",
           case when not c.every_product then (
             select string_agg(v.name, ', ' order by v.sort_name) from stock_count_product p join variant v on v.id = p.variant_id
              where p.count_id = c.id) end as products,
           (select json_agg(json_build_object('code', place.code, 'isOpen', b.finished_at is null) order by place.code)
              from stock_count_bin b join place on place.id = b.place_id where b.count_id = c.id) as bins
      from stock_count c
      join document d on d.id = c.id
      join location l on l.id = c.location_id
      left join staff maker on maker.id = d.created_by
     where c.id = ${countId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'count' })
  return rows[0]
}
