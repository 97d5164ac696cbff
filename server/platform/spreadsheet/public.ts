export type { Cell, DateSystem, SheetHead, SheetRow } from './cell.ts'
export { readSheetHead, readSheetRows } from './read-sheet.ts'
export { type SpreadsheetRefusalCode, SpreadsheetRefused } from './refused.ts'
