import { setImmediate } from 'node:timers/promises'
import type { LabelDrawing } from '../../../contract/print.ts'
import { newPdf, type Pdf } from '../pdf/new-pdf.ts'
import { makePen, type Pen } from '../pdf/pen.ts'
import { pointsPerMm } from '../pdf/units.ts'
import { layOut } from './layout.ts'
import type { LabelRun } from './make-labels.ts'

/**
 * Starts to draw and gives the PDF at once, to be sent while it grows. A label takes some ten milliseconds of work, so
 * the server looks at its other guests between any two; when the reader has gone it stops.
 */
export function drawLabels(run: LabelRun, title: string): Pdf {
  const { pageWidth, pageHeight } = run.sheet
  const pdf = newPdf({ title, width: pageWidth, height: pageHeight })
  drawAll(pdf, run).catch((error: Error) => pdf.destroy(error))
  return pdf
}

async function drawAll(pdf: Pdf, { sheet, start, labels }: LabelRun): Promise<void> {
  const pen = makePen(pdf)
  const onPage = sheet.columns * sheet.rows
  for (const [index, { subject, encoded }] of labels.entries()) {
    await setImmediate()
    if (pdf.destroyed) return
    const cell = (start - 1 + index) % onPage
    if (index === 0 || cell === 0) pdf.addPage()
    const column = cell % sheet.columns
    const row = Math.floor(cell / sheet.columns)
    pdf
      .save()
      .translate(
        (sheet.left + column * sheet.stepX) * pointsPerMm,
        (sheet.top + row * sheet.stepY) * pointsPerMm,
      )
    drawLabel(pdf, pen, layOut(subject, encoded, sheet, pen))
    pdf.restore()
  }
  pdf.end()
}

function drawLabel(pdf: Pdf, pen: Pen, { width, height, symbol, texts }: LabelDrawing): void {
  // A last guard: whatever the text, the neighbouring label stays clean.
  pdf.rect(0, 0, width * pointsPerMm, height * pointsPerMm).clip()
  pdf
    .save()
    .translate(symbol.x * pointsPerMm, symbol.y * pointsPerMm)
    .scale(symbol.moduleX * pointsPerMm, symbol.moduleY * pointsPerMm)
    .path(symbol.path)
    .fill('#000000')
    .restore()
  pdf.fillColor('#000000')
  for (const { x, y, size, face, text } of texts) {
    pen.write(text, x * pointsPerMm, y * pointsPerMm, { face, size: size * pointsPerMm })
  }
}
