import { drawSymbol } from '../labels/symbols.ts'
import { pointsPerMm } from '../pdf/units.ts'
import type { Printed } from './printed.ts'
import { ink, rule, type Sheet, types, writeIn } from './sheet.ts'

/** The head of the first page: the shop, the number to scan, the title, and the facts in columns. */
export function drawHead(sheet: Sheet, document: Printed): void {
  const top = sheet.y
  drawNumber(sheet, document.number, top)
  drawLetterhead(sheet, document)
  const titleAt = Math.max(top + 20 * pointsPerMm, sheet.y + 11 * pointsPerMm)
  writeIn(
    sheet,
    `${document.kind} ${document.number}`,
    { x: sheet.left, y: titleAt, width: sheet.width },
    types.title,
  )
  sheet.y = titleAt + 8
  if (document.warning !== null) {
    const box = { x: sheet.left, y: sheet.y + 8, width: sheet.width, color: ink.bad }
    writeIn(sheet, document.warning, box, types.strong)
    sheet.y += 14
  }
  drawFacts(sheet, document)
  drawNotes(sheet, document.notes)
}

/** Who writes: the logo where there is one, the name, and below it how the shop is reached. */
function drawLetterhead(sheet: Sheet, { shop }: Printed): void {
  const box = { x: sheet.left, width: sheet.width - 70 * pointsPerMm }
  const { logo } = shop
  if (logo !== null) {
    const scale = Math.min((60 * pointsPerMm) / logo.width, (18 * pointsPerMm) / logo.height)
    const size = { width: logo.width * scale, height: logo.height * scale }
    sheet.pdf.image(logo.png, sheet.left, sheet.y, size)
    sheet.y += size.height + 6
  }
  sheet.y += 9
  writeIn(sheet, shop.name, { ...box, y: sheet.y }, types.shop)
  for (const line of shop.letterhead.slice(0, 10)) {
    sheet.y += 11
    writeIn(sheet, line, { ...box, y: sheet.y, color: ink.soft }, types.small)
  }
}

/** The document's number as bars, for whoever has the paper in one hand and a scanner in the other. */
function drawNumber(sheet: Sheet, number: string, top: number): void {
  const { columns, path } = drawSymbol({ kind: 'code128', text: number })
  const module = 0.3 * pointsPerMm
  const x = sheet.right - columns * module
  sheet.pdf
    .save()
    .translate(x, top)
    .scale(module, 9 * pointsPerMm)
    .path(path)
    .fill('#000000')
    .restore()
  const box = { x: sheet.left, y: top + 9 * pointsPerMm + 9, width: sheet.width, align: 'right' as const }
  writeIn(sheet, number, box, types.code)
}

function drawFacts(sheet: Sheet, { facts }: Printed): void {
  const factColumns = facts.length === 4 ? 4 : 3
  const width = sheet.width / factColumns
  const { pen } = sheet
  for (let from = 0; from < facts.length; from += factColumns) {
    const row = facts.slice(from, from + factColumns).map(fact => ({
      label: fact.label,
      lines: fact.value
        .split('\n')
        .flatMap(line => pen.wrap(line, types.body, width - 10))
        .slice(0, 8),
    }))
    const top = sheet.y + 16
    for (const [index, { label, lines }] of row.entries()) {
      const x = sheet.left + index * width
      writeIn(sheet, label, { x, y: top, width: width - 10, color: ink.soft }, types.small)
      for (const [line, text] of lines.entries()) {
        writeIn(sheet, text, { x, y: top + 12 + line * 11.5, width: width - 10 }, types.body)
      }
    }
    sheet.y = top + 4 + 11.5 * Math.max(1, ...row.map(({ lines }) => lines.length))
  }
}

function drawNotes(sheet: Sheet, notes: string): void {
  const lines = notes.split('\n').flatMap(line => {
    const wrapped = sheet.pen.wrap(line, types.body, sheet.width)
    return wrapped.length === 0 ? [''] : wrapped
  })
  if (notes.trim() === '') return
  sheet.y += 12
  for (const line of lines) {
    sheet.need(12)
    sheet.y += 12
    writeIn(sheet, line, { x: sheet.left, y: sheet.y, width: sheet.width }, types.body)
  }
}

/** The head of every further page: which document this sheet belongs to. */
export function drawRunningHead(sheet: Sheet, { shop, kind, number }: Printed): void {
  const half = sheet.width / 2
  const y = sheet.y + 7
  writeIn(sheet, shop.name, { x: sheet.left, y, width: half - 5, color: ink.soft }, types.small)
  const box = { x: sheet.left + half, y, width: half, align: 'right' as const, color: ink.soft }
  writeIn(sheet, `${kind} ${number}`, box, types.small)
  rule(sheet, y + 5)
  sheet.y = y + 5
}
