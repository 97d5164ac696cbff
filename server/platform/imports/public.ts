export { describeSheet, refusingFiles, type SheetDescription } from './describe-sheet.ts'
export { keepImportsDays } from './keep-days.ts'
export {
  type CellAnswer,
  dateOf,
  isShortened,
  type Money,
  priceOf,
  readValue,
  shortened,
  textOf,
} from './read-cells.ts'
export { readMoney } from './read-money.ts'
export {
  onceEach,
  type ReadRows,
  type RowCells,
  readRowsBelow,
  type SheetToRead,
} from './read-rows.ts'
export { headingRecogniser, type RecogniseHeadings } from './recognise-headings.ts'
export { RowProblems } from './row-problems.ts'
export { scaledInteger } from './scaled-integer.ts'
export { readSources, recogniserFor, rememberSource, type Source, sourceOf } from './sources.ts'
export { storableName, takeFile } from './take-file.ts'
