import { setImmediate } from 'node:timers/promises'
import { pointsPerMm } from '../pdf/units.ts'
import type { Printed, PrintedCell, PrintedColumn, PrintedLine, PrintedLot } from './printed.ts'
import { ink, rule, type Sheet, types, writeIn } from './sheet.ts'

interface PlacedColumn extends PrintedColumn {
  readonly x: number
  readonly points: number
}

const gap = 8
const lineStep = 11.5
const serialStep = 10.5

/** The widths of the columns in points; the one without width takes what the others leave. */
function placeColumns({ left, width }: Sheet, columns: readonly PrintedColumn[]): PlacedColumn[] {
  const taken = columns.reduce((sum, column) => sum + column.width * pointsPerMm, 0)
  let x = left
  return columns.map(column => {
    const points = column.width === 0 ? width - taken : column.width * pointsPerMm
    const placed = { ...column, x, points }
    x += points
    return placed
  })
}

/** The table's headings; again at the head of every page that the table goes on to. */
export function drawHeadings(sheet: Sheet, document: Printed): void {
  sheet.y += 18
  for (const { heading, x, points, align } of placeColumns(sheet, document.columns)) {
    const width = points - (align === 'left' ? gap : 0)
    writeIn(sheet, heading, { x, y: sheet.y, width, align, color: ink.soft }, types.small)
  }
  sheet.y += 5
  rule(sheet, sheet.y, 0.8)
}

/** All lines with their lots and serials. Between lines the server looks at its other guests. */
export async function drawLines(sheet: Sheet, document: Printed): Promise<void> {
  const columns = placeColumns(sheet, document.columns)
  for (const line of document.lines) {
    await setImmediate()
    if (sheet.pdf.destroyed) return
    drawRow(sheet, columns, line)
    for (const lot of line.lots) await drawLot(sheet, columns, lot)
    sheet.y += 5
    rule(sheet, sheet.y, 0.3)
  }
}

function drawRow(sheet: Sheet, columns: readonly PlacedColumn[], { cells, lots }: PrintedLine): void {
  const laid = columns.map((column, index) => layCell(sheet, column, cells[index] ?? { text: '' }))
  const height = Math.max(...laid.map(({ lines }) => lines.length)) * lineStep
  // A row does not stand alone at the foot of a page with its lots on the next one.
  sheet.need(height + 8 + (lots.length > 0 ? 2 * serialStep : 0))
  const top = sheet.y + 13
  for (const [index, { lines }] of laid.entries()) {
    const { x, points, align } = columns[index]!
    for (const [line, { text, type, color }] of lines.entries()) {
      const width = points - (align === 'left' ? gap : 0)
      writeIn(sheet, text, { x, y: top + line * lineStep, width, align, color }, type)
    }
  }
  sheet.y = top + height - lineStep + 2
}

function layCell({ pen }: Sheet, { points, align }: PlacedColumn, cell: PrintedCell) {
  const width = points - (align === 'left' ? gap : 0)
  const belowType = cell.belowIsCode ? types.code : types.small
  const below =
    cell.below === undefined ? [] : pen.wrap(cell.below, belowType, width, cell.belowIsCode ? undefined : 3)
  return {
    lines: [
      ...pen
        .wrap(cell.text, types.body, width, 3)
        .map(text => ({ text, type: types.body, color: ink.strong })),
      ...below.map(text => ({ text, type: belowType, color: ink.soft })),
    ],
  }
}

/** A lot's line, then its serials in as many columns as their length allows, over as many pages as they need. */
async function drawLot(sheet: Sheet, columns: readonly PlacedColumn[], lot: PrintedLot): Promise<void> {
  const wide = columns.find(column => column.width === 0) ?? columns[0]!
  const x = wide.x
  const width = sheet.right - x
  if (lot.number !== null || lot.detail !== '') {
    sheet.need(serialStep * (lot.serials.length > 0 ? 2 : 1) + 4)
    drawLotHead(sheet, lot, x, width)
    sheet.y += 2
  }
  const { pen } = sheet
  const longest = lot.serials.reduce((most, serial) => Math.max(most, pen.width(serial, types.code)), 0)
  const count = Math.max(1, Math.floor((width + 10) / (longest + 10)))
  for (let from = 0; from < lot.serials.length; from += count) {
    if (from % 500 < count) await setImmediate()
    const row = lot.serials.slice(from, from + count)
    // Only one serial in the row: it may be longer than the row.
    const lines = count > 1 ? [row] : pen.wrap(row[0]!, types.code, width).map(part => [part])
    for (const texts of lines) drawSerials(sheet, lot, texts, x, width, count)
  }
}

function drawLotHead(sheet: Sheet, lot: PrintedLot, x: number, width: number): void {
  const { pen, pdf } = sheet
  sheet.y += serialStep + 1
  let at = x
  if (lot.number !== null) {
    pdf.fillColor(ink.soft)
    pen.write('Lot ', at, sheet.y, types.small)
    at += pen.width('Lot ', types.small)
    const number = pen.fit(lot.number, { face: 'mono', size: 8 }, width * 0.6)
    pdf.fillColor(ink.strong)
    pen.write(number, at, sheet.y, { face: 'mono', size: 8 })
    at += pen.width(number, { face: 'mono', size: 8 }) + 8
  }
  writeIn(sheet, lot.detail, { x: at, y: sheet.y, width: x + width - at, color: ink.soft }, types.small)
}

function drawSerials(
  sheet: Sheet,
  lot: PrintedLot,
  serials: readonly string[],
  x: number,
  width: number,
  count: number,
): void {
  if (sheet.need(serialStep + 2)) {
    sheet.y += serialStep
    const words =
      lot.number === null ? 'Serial numbers, continued' : `Lot ${lot.number}, serial numbers continued`
    writeIn(sheet, words, { x, y: sheet.y, width, color: ink.soft }, types.small)
    sheet.y += 2
  }
  sheet.y += serialStep
  sheet.pdf.fillColor(ink.strong)
  for (const [index, serial] of serials.entries()) {
    sheet.pen.write(serial, x + (index * (width + 10)) / count, sheet.y, types.code)
  }
}
