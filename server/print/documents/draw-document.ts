import type { Paper } from '../../../contract/print.ts'
import { makeReady } from '../pdf/east-asian.ts'
import type { Pdf } from '../pdf/new-pdf.ts'
import { pointsPerMm } from '../pdf/units.ts'
import { drawHead, drawRunningHead } from './head.ts'
import { drawHeadings, drawLines } from './lines.ts'
import type { Printed } from './printed.ts'
import { ink, openSheet, rule, type Sheet, types, writeIn } from './sheet.ts'

/** Draws a document and gives it when its last page is known. */
export const drawDocument = (document: Printed, paper: Paper): Promise<Pdf> =>
  drawDocuments([document], paper)

/** Draws documents into one file, each on pages of its own, which say how many it has. There is one at least. */
export async function drawDocuments(documents: readonly Printed[], paper: Paper): Promise<Pdf> {
  await makeReady(JSON.stringify(documents, (key, value) => (key === 'logo' ? undefined : value)))
  let current = documents[0]!
  let inTable = false
  const sheet = openSheet(paper, titleOf(documents), sheet => {
    drawRunningHead(sheet, current)
    if (inTable) drawHeadings(sheet, current)
  })
  const starts: number[] = []
  for (const [index, document] of documents.entries()) {
    current = document
    if (index > 0) {
      sheet.pdf.addPage()
      sheet.y = sheet.top
    }
    starts.push(sheet.pdf.bufferedPageRange().count - 1)
    drawHead(sheet, document)
    drawHeadings(sheet, document)
    inTable = true
    await drawLines(sheet, document)
    inTable = false
    drawTotals(sheet, document)
    drawSignatures(sheet, document)
  }
  const end = sheet.pdf.bufferedPageRange().count
  for (const [index, document] of documents.entries())
    drawFeet(sheet, document, starts[index]!, starts[index + 1] ?? end)
  sheet.pdf.end()
  return sheet.pdf
}

const titleOf = ([first, ...more]: readonly Printed[]): string =>
  more.length === 0 ? `${first!.kind} ${first!.number}` : `${first!.kind} ${first!.number} …`

function drawTotals(sheet: Sheet, { totals }: Printed): void {
  for (const { label, value } of totals) {
    sheet.need(18)
    sheet.y += 16
    const half = sheet.width / 2
    const labelBox = { x: sheet.left, y: sheet.y, width: half - 10, color: ink.soft }
    writeIn(sheet, label, { ...labelBox, x: sheet.left + half - 90, align: 'right' }, types.body)
    const box = { x: sheet.left + half, y: sheet.y, width: half, align: 'right' as const }
    writeIn(sheet, value, box, types.strong)
  }
}

function drawSignatures(sheet: Sheet, { signatures }: Printed): void {
  if (signatures.length === 0) return
  sheet.need(30 * pointsPerMm)
  sheet.y += 26 * pointsPerMm
  const width = sheet.width / signatures.length
  for (const [index, label] of signatures.entries()) {
    const x = sheet.left + index * width
    const end = x + width - 14
    sheet.pdf
      .moveTo(x, sheet.y - 10)
      .lineTo(end, sheet.y - 10)
      .lineWidth(0.5)
      .strokeColor(ink.rule)
      .stroke()
    writeIn(sheet, label, { x, y: sheet.y, width: end - x, color: ink.soft }, types.small)
  }
}

const gapWords =
  '[?] stands for letters that the fonts of this paper do not have, and [U+…] for a sign of a number by its own number. On screen both are whole.'

/** Last, when the number of pages is known: those of one document, from `start` to before `end`. */
function drawFeet(sheet: Sheet, { kind, number }: Printed, start: number, end: number): void {
  const { pdf } = sheet
  const { hasGaps } = sheet.pen
  for (let page = start; page < end; page++) {
    pdf.switchToPage(page)
    const y = sheet.bottom + 8 * pointsPerMm
    rule(sheet, y - 11, 0.3)
    const box = { x: sheet.left, y, width: sheet.width, color: ink.soft }
    writeIn(sheet, `${kind} ${number}`, { ...box, width: sheet.width * 0.6 }, types.small)
    writeIn(sheet, `Page ${page - start + 1} of ${end - start}`, { ...box, align: 'right' }, types.small)
    if (hasGaps) writeIn(sheet, gapWords, { ...box, y: y + 10 }, { face: 'sans', size: 6.5 })
  }
}
