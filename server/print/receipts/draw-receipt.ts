import type { Receipt } from '../../../contract/till/receipt.ts'
import type { Reader } from '../../platform/database/public.ts'
import * as till from '../../till/public.ts'
import { readShop, type Shop } from '../documents/shop.ts'
import { formatDay, moneyFormat } from '../format.ts'
import { drawSymbol } from '../labels/symbols.ts'
import { makeReady } from '../pdf/east-asian.ts'
import { newPdf, type Pdf } from '../pdf/new-pdf.ts'
import { makePen, type Pen, type Type } from '../pdf/pen.ts'
import { pointsPerMm } from '../pdf/units.ts'

/** The paper of a receipt printer: 80 mm wide, of which 72 are printed. */
const paperWidth = 80
const side = 4 * pointsPerMm
const width = 72 * pointsPerMm
const barHeight = 9 * pointsPerMm
const codeHeight = barHeight + 4 * pointsPerMm

/** A line of the strip, set before its length is known. */
interface Strip {
  readonly left: string
  readonly right: string
  readonly type: Type
  readonly gap: number
}

const types = {
  name: { face: 'bold', size: 11 },
  body: { face: 'sans', size: 8.5 },
  strong: { face: 'bold', size: 8.5 },
  total: { face: 'bold', size: 11 },
  soft: { face: 'sans', size: 7.5 },
  code: { face: 'mono', size: 7.5 },
} as const satisfies Record<string, Type>

/** A receipt as one strip of 80 mm, as long as it needs to be. */
export async function drawReceipt(reader: Reader, receipt: Receipt): Promise<Pdf> {
  const shop = await readShop(reader)
  const words = stripsOf(receipt, shop)
  await makeReady(JSON.stringify(words))
  // Texts are broken into lines before there is a page, by a document of their own.
  const measure = makePen(newPdf({ title: '', width: 80, height: 80 }).addPage())
  const strips = words.flatMap(strip => broken(measure, strip))
  const height = strips.reduce((sum, strip) => sum + heightOf(strip), 10 * pointsPerMm + codeHeight)
  const pdf = newPdf({
    title: `Receipt ${receipt.number}`,
    width: paperWidth,
    height: Math.ceil(height / pointsPerMm),
  })
  pdf.addPage()
  const pen = makePen(pdf)
  let y = 4 * pointsPerMm
  for (const strip of strips) {
    y += heightOf(strip)
    pen.write(strip.left, side, y, strip.type)
    if (strip.right !== '')
      pen.write(strip.right, side + width - pen.width(strip.right, strip.type), y, strip.type)
  }
  drawNumber(pdf, receipt.number, y + 4 * pointsPerMm)
  pdf.end()
  return pdf
}

/** Its number as a code that every scanner reads: whoever brings goods back has them found by a scan of the receipt. */
function drawNumber(pdf: Pdf, number: string, top: number): void {
  const { columns, path, quiet } = drawSymbol({ kind: 'code128', text: number })
  // Three dots of a printer with 203 to the inch, or as wide as the paper lets it be.
  const module = Math.min(0.375 * pointsPerMm, width / (columns + 2 * quiet))
  pdf
    .save()
    .translate(side + (width - columns * module) / 2, top)
    .scale(module, barHeight)
    .path(path)
    .fill('#000')
    .restore()
}

function stripsOf(receipt: Receipt, shop: Shop): Strip[] {
  const at = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop.timeZone,
  }).format(new Date(receipt.takenAt))
  const line = (left: string, type: Type, right = '', gap = 0): Strip => ({ left, right, type, gap })
  return [
    line(shop.name, types.name),
    ...shop.letterhead.map(text => line(text, types.soft)),
    line(receipt.number, types.strong, at, 8),
    line(`${receipt.till.name}, ${receipt.location.name}`, types.soft, receipt.cashier),
    ...(receipt.provisionalNumber === ''
      ? []
      : [line(`Printed as ${receipt.provisionalNumber}`, types.soft)]),
    ...(receipt.customer === null ? [] : [line(receipt.customer.name, types.soft)]),
    ...till.receiptRows(receipt, moneyFormat(receipt.currency), formatDay).map((row, index, rows) => {
      if (row.kind === 'total') return line(row.left, types.total, row.right, 8)
      if (row.kind === 'goods') return line(row.left, types.strong, row.right, 5)
      const isFirstSum = row.kind === 'sum' && ['detail', 'code', 'goods'].includes(rows[index - 1]!.kind)
      return line(row.left, row.kind === 'code' ? types.code : types.body, row.right, isFirstSum ? 8 : 0)
    }),
    line('Keep this receipt: it names the lots and serial numbers of your goods.', types.soft, '', 8),
  ]
}

/** A text that is too long for its line goes on below; what stands right stays beside its first line. */
function broken(pen: Pen, strip: Strip): Strip[] {
  const room = strip.right === '' ? width : width - pen.width(strip.right, strip.type) - 8
  const [first = '', ...more] = pen.wrap(strip.left, strip.type, room)
  return [{ ...strip, left: first }, ...more.map(left => ({ left, right: '', type: strip.type, gap: 0 }))]
}

const heightOf = ({ type, gap }: Strip): number => type.size * 1.35 + gap
