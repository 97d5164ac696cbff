import type { Paper } from '../../../contract/print.ts'
import { newPdf, type Pdf } from '../pdf/new-pdf.ts'
import { makePen, type Pen, type Type } from '../pdf/pen.ts'
import { pointsPerMm } from '../pdf/units.ts'

const papers = { a4: { width: 210, height: 297 }, letter: { width: 215.9, height: 279.4 } } as const

export const ink = { strong: '#1c2420', soft: '#565a50', rule: '#b7b09d', accent: '#124b38', bad: '#93311c' }
export const types = {
  title: { face: 'bold', size: 20 },
  shop: { face: 'bold', size: 11 },
  body: { face: 'sans', size: 9 },
  strong: { face: 'bold', size: 9 },
  small: { face: 'sans', size: 7.5 },
  code: { face: 'mono', size: 7.5 },
} as const satisfies Record<string, Type>

/** The paper that a document is written on, from top to bottom. Places are in points; `y` is where the next thing goes. */
export interface Sheet {
  readonly pdf: Pdf
  readonly pen: Pen
  readonly left: number
  readonly right: number
  readonly width: number
  readonly top: number
  readonly bottom: number
  y: number
  /** Makes sure of this much room, on a new page if need be. True when a page was begun. */
  need(height: number): boolean
}

/** `onNewPage` draws what stands at the head of every page after the first. */
export function openSheet(paper: Paper, title: string, onNewPage: (sheet: Sheet) => void): Sheet {
  const size = papers[paper]
  const pdf = newPdf({ title, ...size, keepsPages: true })
  const margin = 18 * pointsPerMm
  const right = size.width * pointsPerMm - margin
  const sheet: Sheet = {
    pdf,
    pen: makePen(pdf),
    left: margin,
    right,
    width: right - margin,
    top: margin,
    bottom: size.height * pointsPerMm - 22 * pointsPerMm,
    y: margin,
    need: height => {
      if (sheet.y + height <= sheet.bottom) return false
      pdf.addPage()
      sheet.y = margin
      onNewPage(sheet)
      return true
    },
  }
  pdf.addPage()
  return sheet
}

/** Writes one line of text at the sheet's left, right-aligned if asked, and shortened to its width. */
export function writeIn(
  { pen, pdf }: Sheet,
  text: string,
  box: { x: number; y: number; width: number; align?: 'left' | 'right'; color?: string },
  type: Type,
): void {
  const fitted = pen.fit(text, type, box.width)
  const x = box.align === 'right' ? box.x + box.width - pen.width(fitted, type) : box.x
  pdf.fillColor(box.color ?? ink.strong)
  pen.write(fitted, x, box.y, type)
}

export function rule({ pdf, left, right }: Sheet, y: number, width = 0.5): void {
  pdf.moveTo(left, y).lineTo(right, y).lineWidth(width).strokeColor(ink.rule).stroke()
}
