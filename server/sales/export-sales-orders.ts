import { Readable } from 'node:stream'
import type { z } from 'zod'
import type { api, SalesOrderRow } from '../../contract/sales.ts'
import type { Reader } from '../platform/database/public.ts'
import { readMoney } from '../platform/imports/public.ts'
import {
  type CellToWrite,
  type ColumnToWrite,
  streamCsv,
  streamSpreadsheet,
} from '../platform/spreadsheet/public.ts'
import { listSalesOrders } from './list-sales-orders.ts'

type ExportQuery = z.output<typeof api.exportSalesOrders.query>

const columns: ColumnToWrite[] = [
  { header: 'Order', kind: 'text' },
  { header: 'Placed', kind: 'text', width: 22 },
  { header: 'Customer', kind: 'text', width: 30 },
  { header: 'Location', kind: 'text', width: 20 },
  { header: 'Channel', kind: 'text' },
  { header: 'State', kind: 'text', width: 18 },
  { header: 'Payment', kind: 'text' },
  { header: 'Total', kind: 'number' },
  { header: 'Paid', kind: 'number' },
  { header: 'Currency', kind: 'text' },
  { header: 'Placed by', kind: 'text', width: 20 },
]

const ordersAtOnce = 1000

/**
 * The orders that the overview shows under the same filters, newest first, as a file. They are asked for a page at a time
 * while the file goes out, so that memory is bounded. What people typed is text in it, whatever it begins with.
 */
export async function exportSalesOrders(reader: Reader, query: ExportQuery): Promise<Readable> {
  const rows = orderCells(reader, query, await readMoney(reader))
  if (query.format === 'csv')
    return Readable.from(streamCsv({ columns, rows }, query.separator), { objectMode: false })
  const workbook = streamSpreadsheet({ name: 'Sales orders', columns, rows })
  return Readable.fromWeb(workbook as Parameters<typeof Readable.fromWeb>[0])
}

async function* orderCells(
  reader: Reader,
  query: ExportQuery,
  { currency, decimals }: { currency: string; decimals: number },
): AsyncGenerator<CellToWrite[]> {
  const money = (minor: number) => (minor / 10 ** decimals).toFixed(decimals)
  let cursor: string | undefined
  do {
    const page = await listSalesOrders(reader, { ...query, cursor, limit: ordersAtOnce })
    for (const order of page.items)
      yield [...cellsOf(order), money(order.totalMinor), money(order.paidMinor), currency, order.createdBy]
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}

function cellsOf({
  number,
  createdAt,
  customer,
  location,
  channel,
  state,
  paymentState,
}: SalesOrderRow): string[] {
  return [number, createdAt, customer.name, location.name, words(channel), words(state), words(paymentState)]
}

/** `part_delivered` as "Part delivered". */
const words = (state: string): string => state.charAt(0).toUpperCase() + state.slice(1).replaceAll('_', ' ')
