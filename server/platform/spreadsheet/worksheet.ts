import { type Cell, type DateSystem, emptyCell, type SheetRow } from './cell.ts'
import { dateOfSerial, isCalendarDate } from './date-serial.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { brokenFile, textTooLong, tooManyColumns, tooManyRows } from './refused.ts'
import { longestEscape, textCell } from './workbook.ts'
import { attribute, unescapeXml, type XmlHandler } from './xml-scanner.ts'

const lastRowOfExcel = 1_048_576
export const lastColumnOfExcel = 16_384

/** What the cells of one sheet refer to. */
export interface SheetContext {
  sharedTexts: Cell[]
  dateStyles: boolean[]
  dateSystem: DateSystem
}

/** Enough of a formula to tell it by. */
const shownFormulaLength = 60

/** Turns a worksheet's XML events into rows. Takes `rows` away from it between chunks with `takeRows`. */
export class WorksheetRows implements XmlHandler {
  readonly #context: SheetContext
  readonly #limits: SpreadsheetLimits
  /** The last row that the sheet's own summary names, if it has one. */
  declaredLastRow: number | null = null
  #rows: SheetRow[] = []
  #rowCount = 0
  #inData = false

  #rowNumber = 0
  #rowIsNumbered = false
  #cells: Cell[] = []

  #column = 0
  #type = ''
  #style = 0
  #hasFormula = false
  #inFormula = false
  #formula = ''
  #value = ''
  #inText = false
  #inInline = false
  #inPhonetic = false

  constructor(context: SheetContext, limits: SpreadsheetLimits) {
    this.#context = context
    this.#limits = limits
  }

  takeRows(count: number): SheetRow[] {
    return this.#rows.splice(0, count)
  }

  get waitingRows(): number {
    return this.#rows.length
  }

  open(name: string, attributes: string): void {
    if (!this.#inData) {
      if (name === 'sheetData') this.#inData = true
      else if (name === 'dimension') this.declaredLastRow = lastRowOf(attribute(attributes, 'ref') ?? '')
    } else if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#inText = true
    else if (name === 'row') this.#openRow(attributes)
    else if (name === 'f') this.#openFormula()
    else if (name === 'is') this.#inInline = true
    else if (name === 't') this.#inText = this.#inInline && !this.#inPhonetic
    else if (name === 'rPh') this.#inPhonetic = true
  }

  close(name: string): void {
    if (!this.#inData) return
    if (name === 'v' || name === 't') this.#inText = false
    else if (name === 'f') this.#inFormula = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
    else if (name === 'is') this.#inInline = false
    else if (name === 'rPh') this.#inPhonetic = false
    else if (name === 'sheetData') this.#inData = false
  }

  text(text: string, literal: boolean): void {
    if (this.#inFormula)
      this.#formula = (this.#formula + (literal ? text : unescapeXml(text))).slice(0, shownFormulaLength)
    if (!this.#inText) return
    this.#value += literal ? text : unescapeXml(text)
    if (this.#value.length > this.#limits.textLength * longestEscape) this.#refuseLongText()
  }

  #openFormula(): void {
    this.#hasFormula = true
    this.#inFormula = true
  }

  #openRow(attributes: string): void {
    const number = attribute(attributes, 'r')
    this.#rowIsNumbered = number !== undefined
    this.#moveToRow(number === undefined ? this.#rowNumber + 1 : Number(number))
    this.#cells = []
    this.#column = 0
  }

  #moveToRow(number: number): void {
    if (!Number.isInteger(number) || number <= this.#rowNumber || number > lastRowOfExcel)
      throw brokenFile(`the rows after row ${this.#rowNumber} are out of order`)
    this.#rowNumber = number
  }

  #openCell(attributes: string): void {
    const reference = attribute(attributes, 'r')
    if (reference === undefined) this.#column++
    else this.#moveToCell(reference)
    if (this.#column > lastColumnOfExcel) throw brokenFile(`row ${this.#rowNumber} is too long`)
    this.#type = attribute(attributes, 't') ?? 'n'
    this.#style = Number(attribute(attributes, 's') ?? 0)
    this.#hasFormula = false
    this.#formula = ''
    this.#value = ''
  }

  #moveToCell(reference: string): void {
    const { column, row } = parseReference(reference)
    // A row without a number is numbered by its first cell.
    if (row > this.#rowNumber && !this.#rowIsNumbered && this.#column === 0) this.#moveToRow(row)
    if (row !== this.#rowNumber || column <= this.#column)
      throw brokenFile(`cell ${reference.slice(0, 12)} is out of order`)
    this.#column = column
  }

  #closeCell(): void {
    const value = this.#cellValue()
    const cell: Cell = this.#hasFormula ? { kind: 'formula', formula: this.#formula, cached: value } : value
    if (cell.kind === 'empty') return
    if (this.#column > this.#limits.columns)
      throw tooManyColumns(columnName(this.#column), this.#rowNumber, this.#limits.columns)
    while (this.#cells.length < this.#column - 1) this.#cells.push(emptyCell)
    this.#cells.push(cell)
  }

  #closeRow(): void {
    if (this.#cells.length === 0) return
    if (++this.#rowCount > this.#limits.rows) throw tooManyRows(this.#limits.rows)
    this.#rows.push({ number: this.#rowNumber, cells: this.#cells })
  }

  #cellValue(): Cell {
    const value = this.#value
    if (value === '' && this.#type !== 'inlineStr') return emptyCell
    if (this.#type === 's') return this.#sharedText(value)
    if (this.#type === 'n') return this.#number(value.trim())
    if (this.#type === 'str' || this.#type === 'inlineStr') return this.#text(value)
    if (this.#type === 'b') return { kind: 'boolean', value: value.trim() === '1' || value.trim() === 'true' }
    if (this.#type === 'e') return { kind: 'error', text: value }
    if (this.#type === 'd') return isoDate(value)
    throw brokenFile(`row ${this.#rowNumber} has a value of an unknown kind`)
  }

  #sharedText(index: string): Cell {
    const cell = this.#context.sharedTexts[Number(index)]
    if (cell === undefined) throw brokenFile(`row ${this.#rowNumber} refers to a text that is missing`)
    return cell
  }

  #text(escaped: string): Cell {
    const cell = textCell(escaped)
    if (cell.kind === 'text' && cell.text.length > this.#limits.textLength) this.#refuseLongText()
    return cell
  }

  #number(raw: string): Cell {
    const number = Number(raw)
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,4})?$/i.test(raw) || !Number.isFinite(number))
      return { kind: 'error', text: raw.slice(0, 40) }
    if (this.#context.dateStyles[this.#style] !== true) return { kind: 'number', number, raw }
    const date = dateOfSerial(number, this.#context.dateSystem)
    return date === null ? { kind: 'number', number, raw } : { kind: 'date', date, raw }
  }

  #refuseLongText(): never {
    throw textTooLong(this.#rowNumber, this.#limits.textLength)
  }
}

function isoDate(raw: string): Cell {
  const date = raw.trim().slice(0, 10)
  return isCalendarDate(date) ? { kind: 'date', date, raw } : { kind: 'error', text: raw.slice(0, 40) }
}

/** "AB12" is column 28, row 12. */
function parseReference(reference: string): { column: number; row: number } {
  let column = 0
  let at = 0
  for (; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) | 32) - 96
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  let row = 0
  for (let digit = at; digit < reference.length; digit++) {
    const value = reference.charCodeAt(digit) - 48
    row = value < 0 || value > 9 ? Number.NaN : row * 10 + value
  }
  if (at === 0 || at > 3 || !(row >= 1)) throw brokenFile(`cell ${reference.slice(0, 12)} does not exist`)
  return { column, row }
}

export function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

function lastRowOf(range: string): number | null {
  const digits = /(\d{1,7})$/.exec(range)?.[1]
  // A1 alone is what programs write that do not know the size.
  return digits === undefined || range === 'A1' ? null : Number(digits)
}
