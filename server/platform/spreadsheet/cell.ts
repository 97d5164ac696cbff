/** A cell as the file has it: nothing is rounded, trimmed or guessed. */
export type Cell =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  /** `raw` is the digits as stored in the file, such as "356938035643809" or "3.56938035643809E+14". */
  | { kind: 'number'; number: number; raw: string }
  /** `date` is YYYY-MM-DD; `raw` is the serial number, or the ISO text, that the file stores. */
  | { kind: 'date'; date: string; raw: string }
  | { kind: 'boolean'; value: boolean }
  /**
   * `formula` is its text without the equals sign, its beginning if it is long, and empty where the file shares another
   * cell's; `cached` is its last result, empty when the file carries none.
   */
  | { kind: 'formula'; formula: string; cached: Cell }
  /** `text` is what the cell shows, such as #REF! */
  | { kind: 'error'; text: string }

/** `number` is the 1-based row number that Excel shows; `cells` start at column A and end at the last cell used. */
export interface SheetRow {
  number: number
  cells: Cell[]
}

/** Days are counted from 1900 or, in files from old Macs, from 1904. */
export type DateSystem = '1900' | '1904'

export interface SheetHead {
  /** All worksheets in the file's order; a CSV file has one, named after the file. */
  sheets: string[]
  sheet: string
  /** The first rows that are not empty. */
  rows: SheetRow[]
  /** Exact when the file ended within `rows`, else an estimate; null when nothing in the file says. */
  approximateRowCount: number | null
  dateSystem: DateSystem
}

export const emptyCell: Cell = Object.freeze({ kind: 'empty' })
