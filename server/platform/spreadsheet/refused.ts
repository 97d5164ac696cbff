export type SpreadsheetRefusalCode =
  | 'not_a_spreadsheet'
  | 'password_protected'
  | 'old_excel'
  | 'too_large'
  | 'broken_file'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'sheet_not_found'
  | 'took_too_long'

/** The file is refused; `message` is one sentence for the clerk that says what to do. */
export class SpreadsheetRefused extends Error {
  override readonly name = 'SpreadsheetRefused'
  readonly code: SpreadsheetRefusalCode

  constructor(code: SpreadsheetRefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

/** `where` completes "it is broken …", for the person who has to look into the file. */
export function brokenFile(where: string): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'broken_file',
    `This file is damaged (${where}); open it in Excel, save it again as .xlsx and upload the new file.`,
  )
}

export function fileTooLarge(what: string): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'too_large',
    `This file is too large (${what}); split it into smaller files and upload them one by one.`,
  )
}

export function textTooLong(rowNumber: number | null, limit: number): SpreadsheetRefused {
  const where = rowNumber === null ? 'A cell' : `A cell in row ${rowNumber}`
  return new SpreadsheetRefused(
    'too_large',
    `${where} holds more than ${limit.toLocaleString('en')} characters; shorten it, or close the quotation mark before it, and upload the file again.`,
  )
}

export function tooManyRows(limit: number): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'too_many_rows',
    `This sheet has more than ${limit.toLocaleString('en')} rows; split it into smaller files and upload them one by one.`,
  )
}

export function tooManyColumns(column: string, rowNumber: number, limit: number): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'too_many_columns',
    `Row ${rowNumber} has a value in column ${column}, beyond the ${limit} columns that can be read; delete what is not needed and upload the file again.`,
  )
}

export function sheetNotFound(sheet: string): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'sheet_not_found',
    `This file has no sheet named “${sheet}”; choose one of the sheets that it has.`,
  )
}
