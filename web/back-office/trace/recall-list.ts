import type { LotTrace } from '../../../contract/trace.ts'

interface Format {
  quantity: (units: number, decimals?: number) => string
  time: (iso: string) => string
}

/**
 * Who got some of a lot, as rows of text below their headings: customer, e-mail, phone, delivery note or receipt, order, time,
 * quantity, serials; one row for each delivery.
 */
export function recallRows(trace: LotTrace, headings: readonly string[], format: Format): string[][] {
  const rows = trace.customers.flatMap(({ customer, deliveries }) =>
    deliveries.map(({ note, order, at, quantity, serials }) => [
      customer.name,
      customer.email,
      customer.phone,
      note.number,
      // A receipt is its own order: the number once says that it was sold at a till.
      order.id === note.id ? '' : order.number,
      format.time(at),
      format.quantity(quantity, trace.product.decimals),
      serials.map(({ serial }) => serial).join('; '),
    ]),
  )
  return [[...headings], ...rows]
}

/** A file for spreadsheets: UTF-8 with the mark by which Excel knows it, every cell in quotes. */
export function asCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map(row => row.map(cell => `"${asText(cell).replaceAll('"', '""')}"`).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

/** Text to paste: a spreadsheet takes tabs for columns, and a mail shows them as gaps. */
export function asTabbed(rows: readonly (readonly string[])[]): string {
  return rows.map(row => row.map(cell => asText(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')
}

/**
 * What begins like a formula is made text by an apostrophe: a customer who is called "=HYPERLINK(…)" must not run in
 * the spreadsheet of whoever handles the recall.
 */
function asText(cell: string): string {
  return /^\s*[=+\-@＝＋－＠]|^\s/u.test(cell) ? `'${cell}` : cell
}
