import { isSerialRange, parseSerialList } from '../../../contract/serial-range.ts'
import { type CellAnswer, readValue, textOf } from '../../platform/imports/public.ts'
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
  return 'problem' in read ? { wrong: `: ${read.problem}` } : { value: read.serials }
}

/** The commas of a text that looks like a formula are its own. */
function isWrittenAsSeveral(text: string): boolean {
  return !text.trimStart().startsWith('=') && (separators.test(text) || isSerialRange(text))
}

/** The cell as one serial number, as it stands. */
export function oneSerialOf(cell: Cell): CellAnswer<readonly string[]> {
  const answer = textOf(cell, 100)
  if ('wrong' in answer) return answer
  return { value: answer.value === null ? null : [answer.value] }
}
