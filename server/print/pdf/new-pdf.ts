import PDFDocument from 'pdfkit'

export type Pdf = typeof PDFDocument.prototype

interface PdfOptions {
  readonly title: string
  /** Of a page, in mm. */
  readonly width: number
  readonly height: number
  /** Keeps the pages open until the end, so that each can say how many there are. */
  readonly keepsPages?: boolean
}

/** A PDF without pages. Everything is placed by hand, so pages have no margins that pdfkit would break lines at. */
export function newPdf({ title, width, height, keepsPages = false }: PdfOptions): Pdf {
  return new PDFDocument({
    autoFirstPage: false,
    size: [(width * 72) / 25.4, (height * 72) / 25.4],
    margin: 0,
    bufferPages: keepsPages,
    info: { Title: title, Producer: 'Lotbook', Creator: 'Lotbook' },
    lang: 'en',
    displayTitle: true,
  })
}
