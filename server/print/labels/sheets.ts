import { type LabelFormat, labelFormats } from '../../../contract/print.ts'

/** Where the labels lie on a page, in mm. */
export interface Sheet {
  readonly pageWidth: number
  readonly pageHeight: number
  readonly columns: number
  readonly rows: number
  readonly left: number
  readonly top: number
  readonly stepX: number
  readonly stepY: number
  readonly width: number
  readonly height: number
  /** What stays white inside a label: printers miss the edge of a page, and knives the edge of a label. */
  readonly padding: number
}

const a4 = { pageWidth: 210, pageHeight: 297 }
const letter = { pageWidth: 215.9, pageHeight: 279.4 }

/** As the makers of the sheets give them. */
const onPaper: Partial<
  Record<
    LabelFormat,
    Pick<Sheet, 'pageWidth' | 'pageHeight' | 'left' | 'top' | 'stepX' | 'stepY' | 'padding'>
  >
> = {
  'a4-3x8': { ...a4, left: 0, top: 0.5, stepX: 70, stepY: 37, padding: 5 },
  'a4-3x7': { ...a4, left: 7.21, top: 15.15, stepX: 66.04, stepY: 38.1, padding: 2 },
  'a4-5x13': { ...a4, left: 4.67, top: 10.7, stepX: 40.64, stepY: 21.2, padding: 1.5 },
  'letter-3x10': { ...letter, left: 4.76, top: 12.7, stepX: 69.85, stepY: 25.4, padding: 2 },
}

export function sheetOf(format: LabelFormat): Sheet {
  const { columns, rows, width, height } = labelFormats[format]
  const paper = onPaper[format]
  if (paper !== undefined) return { columns, rows, width, height, ...paper }
  const roll = { pageWidth: width, pageHeight: height, left: 0, top: 0, stepX: width, stepY: height }
  return { columns, rows, width, height, ...roll, padding: height > 40 ? 3 : 1.5 }
}
