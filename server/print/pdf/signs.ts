import PDFDocument from 'pdfkit'
import { fontBytes } from './fonts.ts'

/** The signs of a font file that can be seen; read once. */
export function signsIn(file: string): ReadonlySet<number> {
  let signs = known.get(file)
  if (signs === undefined) {
    // Spaces other than the plain one look like it and are not it; a code must not hide them.
    signs = new Set(
      openFont(file).characterSet.filter(codePoint => !/[\s\p{Cc}]/u.test(String.fromCodePoint(codePoint))),
    )
    known.set(file, signs)
  }
  return signs
}
const known = new Map<string, ReadonlySet<number>>()

/** pdfkit opens fonts itself and does not say in its types what is in them. */
function openFont(file: string): { characterSet: number[] } {
  const opened = new PDFDocument({ autoFirstPage: false }).font(fontBytes(file))
  return (opened as unknown as { _font: { font: { characterSet: number[] } } })._font.font
}
