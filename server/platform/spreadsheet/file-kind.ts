import { SpreadsheetRefused } from './refused.ts'
import { passwordProtected } from './zip-archive.ts'

/** Tells what a file is from its first bytes, and by its name only where bytes cannot. Throws SpreadsheetRefused. */
export function fileKind(file: Uint8Array, fileName: string): 'xlsx' | 'csv' {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.length === 0) throw notASpreadsheet('This file is empty')
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return 'xlsx'
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) throw refusedCompoundFile(bytes)
  // The files of Excel 2 to 4 begin with a record of their own.
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04].includes(bytes[1] ?? 0xff) && bytes[3] === 0x00)
    throw oldExcel()
  if (/\.(csv|tsv|tab|txt)$/i.test(fileName) && looksLikeText(bytes)) return 'csv'
  if (/\.(xlsx|xlsm|xls)$/i.test(fileName))
    throw notASpreadsheet('This file is not an Excel workbook although its name says so')
  throw notASpreadsheet('This file is not a spreadsheet')
}

/** Excel's encrypted workbooks and its files from before 2007 share one container; names in it tell them apart. */
function refusedCompoundFile(bytes: Buffer): SpreadsheetRefused {
  const has = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage') || has('EncryptionInfo')) return passwordProtected()
  if (has('Workbook') || has('Book')) return oldExcel()
  return notASpreadsheet('This file is not a spreadsheet')
}

function looksLikeText(bytes: Buffer): boolean {
  const marked = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])
  const start = bytes.subarray(0, 64 * 1024)
  return marked || (!start.includes(0) && !/^(%PDF|\{\\rtf|\s*<)/i.test(start.toString('latin1', 0, 64)))
}

function oldExcel(): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'old_excel',
    'This is a file from an old Excel (.xls); open it in Excel, save it as an Excel workbook (.xlsx) and upload that.',
  )
}

function notASpreadsheet(what: string): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'not_a_spreadsheet',
    `${what}; save the sheet as an Excel workbook (.xlsx) or as CSV and upload that.`,
  )
}

function startsWith(bytes: Buffer, start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}
