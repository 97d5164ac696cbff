import { isSerialRange, parseSerialList } from '../../../contract/serial-range.ts'
import { type CellAnswer, isShortened, readValue, shortened, textOf } from '../../platform/imports/public.ts'
import { type Cell, cellAsText } from '../../platform/spreadsheet/public.ts'

const separators = /[,;\n\r]/

/**
 * The serial numbers of one cell: one, or several that are separated by commas, semicolons or line breaks, or written as a
 * range (A0998..A1003). What is not written as several is one serial, whatever it looks like.
 */
export function serialsOf(cell: Cell): CellAnswer<readonly string[]> {
  const answer = readValue(cell, cellAsText)
  if ('wrong' in answer) return answer
  if (!isWrittenAsSeveral(answer.text)) return oneSerialOf(cell)
  if (answer.text.replace(/[,;\s]/g, '') === '') return { value: null }
  const read = parseSerialList(answer.text)
  if ('problem' in read) return { wrong: `: ${read.problem}` }
  const lost = read.serials.find(isShortened)
  return lost === undefined ? { value: read.serials } : { wrong: shortened(lost) }
}

/** The commas of a text that looks like a formula, and the decimal comma of a shortened number, are their own. */
function isWrittenAsSeveral(text: string): boolean {
  const trimmed = text.trim()
  if (trimmed.startsWith('=') || isShortened(trimmed)) return false
  return separators.test(text) || isSerialRange(text)
}

/** The cell as one serial number, as it stands. */
export function oneSerialOf(cell: Cell): CellAnswer<readonly string[]> {
  const answer = textOf(cell, 100)
  if ('wrong' in answer) return answer
  return { value: answer.value === null ? null : [answer.value] }
}
