/** What one file may cost us. Every cap is checked by counting while reading, never by believing the file. */
export interface SpreadsheetLimits {
  fileBytes: number
  /** Unzipped bytes of all parts that are read, together. */
  unzippedBytes: number
  /** Unzipped bytes of the table of shared texts, which has to stay in memory. */
  sharedTextBytes: number
  /** Unzipped bytes of each small part: workbook, styles, relationships. */
  smallPartBytes: number
  /** Rows that hold at least one value. */
  rows: number
  /** The furthest column that may hold a value. */
  columns: number
  /** UTF-16 units in one cell: Excel's own limit. */
  textLength: number
  /** Time that the reader works; the time that its consumer takes between batches is not counted. */
  milliseconds: number
  workerHeapMebibytes: number
}

const mebibyte = 1024 * 1024

export const spreadsheetLimits: Readonly<SpreadsheetLimits> = {
  fileBytes: 64 * mebibyte,
  unzippedBytes: 512 * mebibyte,
  sharedTextBytes: 160 * mebibyte,
  smallPartBytes: 16 * mebibyte,
  rows: 200_000,
  columns: 100,
  textLength: 32_767,
  milliseconds: 120_000,
  workerHeapMebibytes: 640,
}
