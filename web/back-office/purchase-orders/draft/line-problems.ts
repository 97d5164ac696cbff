import type { TFunction } from 'i18next'
import { type ColumnId, type DraftLine, isBlankLine, isLocked, optionalColumns } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'

export interface CellProblem {
  readonly key: number
  readonly column: ColumnId
  /** True when the order cannot be saved with it. */
  readonly blocks: boolean
  readonly sentence: (t: TFunction) => string
}

/** What is wrong with a row, in the order of its columns. */
export function problemsOfLine(lines: DraftLines, line: DraftLine): CellProblem[] {
  const problems: CellProblem[] = []
  const say = (column: ColumnId, sentence: CellProblem['sentence'], blocks = true) =>
    problems.push({ key: line.key, column, blocks, sentence })

  for (const [column, unread] of Object.entries(line.unread) as [ColumnId, DraftLine['unread'][ColumnId]][]) {
    const { text, state } = unread!
    if (state === 'looking') say(column, t => t('purchaseOrders.grid.looking', { text }))
    else if (state !== 'waiting') say(column, t => t(`purchaseOrders.problem.${state}`, { text }))
  }
  const { product, quantitySku, serial } = line
  if (product === null && !line.unread.productNumber && !line.unread.productName) {
    if (!isBlankLine(line)) say('productNumber', t => t('purchaseOrders.problem.product_missing'))
  }
  if (product !== null && quantitySku === null && !line.unread.quantitySku && !line.unread.quantityPu) {
    say('quantitySku', t => t('purchaseOrders.problem.quantity_missing'))
  }
  if (serial !== '' && quantitySku !== null && quantitySku !== 1) {
    say('quantitySku', t => t('purchaseOrders.problem.one_piece'))
  }
  for (const column of optionalColumns) {
    if (!isLocked(line, column) || line[column] === null || line[column] === '') continue
    const what = column === 'serial' ? 'serials_not_tracked' : 'lots_not_tracked'
    say(column, t => t(`purchaseOrders.problem.${what}`))
  }
  if (line.madeOn !== null && line.expiresOn !== null && line.madeOn > line.expiresOn) {
    say('expiresOn', t => t('purchaseOrders.problem.made_after_expiry'), false)
  }
  if (serial !== '' && lines.twins(line).length > 0) {
    say('serial', t => t('purchaseOrders.problem.serial_twice', { lines: placesOfTwins(lines, line) }), false)
  }
  if (line.refused) {
    const { column, sentence } = line.refused
    say(column, () => sentence, false)
  }
  return problems
}

function placesOfTwins(lines: DraftLines, line: DraftLine): string {
  const places = lines.twins(line).map(key => lines.positionOf(key) + 1)
  const shown = places.sort((one, other) => one - other).slice(0, 5)
  return shown.join(', ') + (places.length > shown.length ? ', …' : '')
}

/** Everything that is wrong with the order, from its first row to its last. */
export function problemsOfOrder(lines: DraftLines): CellProblem[] {
  return lines.keys.flatMap(key => problemsOfLine(lines, lines.line(key)))
}

/** Whether a cell that is still empty must be filled before the order can be confirmed. */
export function isWanted(line: DraftLine, column: ColumnId): boolean {
  if (line.product === null || line.unread[column]) return false
  const { lots, serials } = line.product.tracking
  if (column === 'bin') return line.bin === null
  if (column === 'lotNumber') return lots && line.lotNumber === ''
  return column === 'serial' && serials && line.serial === ''
}
