export type { Cell, DateSystem, SheetHead, SheetRow } from './cell.ts'
export {
  type CellProblem,
  cellAsDate,
  cellAsDecimalText,
  cellAsText,
  cellAsWholeNumber,
} from './cell-values.ts'
export type { DecimalMark } from './decimal-text.ts'
export { fileKind } from './file-kind.ts'
export { readSheetHead, readSheetRows } from './read-sheet.ts'
export { type SpreadsheetRefusalCode, SpreadsheetRefused } from './refused.ts'
export { plainCsvText, streamCsv } from './write-csv.ts'
export {
  type CellToWrite,
  type ColumnToWrite,
  type SheetToWrite,
  streamSpreadsheet,
  writeSpreadsheet,
} from './write-spreadsheet.ts'
