import type { TFunction } from 'i18next'
import type { RequiredField } from '../../../../contract/capture-rules.ts'
import { serialProblem } from '../../../../contract/serial-pattern.ts'
import { type ColumnId, type DraftLine, isBlankLine, isLocked, trackedColumns } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'

export interface CellProblem {
  readonly key: number
  readonly column: ColumnId
  /** True when the order cannot be saved with it. */
  readonly blocks: boolean
  /** True for what is only not there yet: it is not called wrong before somebody tries to save. */
  readonly isMissing: boolean
  readonly sentence: (t: TFunction) => string
}

/** A row's object never changes: what was found wrong with it once holds, and 10,000 rows are not judged at each key. */
const judged = new WeakMap<DraftLine, CellProblem[]>()
const nothing: CellProblem[] = []

/** What is wrong with a row. */
export function problemsOfLine(lines: DraftLines, line: DraftLine): CellProblem[] {
  const before = judged.get(line)
  if (before !== undefined) return before
  const found = judge(lines, line)
  const problems = found.length === 0 ? nothing : found
  judged.set(line, problems)
  return problems
}

function judge(lines: DraftLines, line: DraftLine): CellProblem[] {
  const problems: CellProblem[] = []
  const say = (column: ColumnId, sentence: CellProblem['sentence'], blocks = true, isMissing = false) =>
    problems.push({ key: line.key, column, blocks, isMissing, sentence })

  for (const [column, unread] of Object.entries(line.unread) as [ColumnId, DraftLine['unread'][ColumnId]][]) {
    const { text, state } = unread!
    if (state === 'looking') say(column, t => t('purchaseOrders.grid.looking', { text }))
    else if (state !== 'waiting') say(column, t => t(`purchaseOrders.problem.${state}`, { text }))
  }
  const { product, quantitySku, serial } = line
  if (product === null && !line.unread.productNumber && !line.unread.productName) {
    if (!isBlankLine(line)) say('productNumber', t => t('purchaseOrders.problem.product_missing'), true, true)
  }
  if (product !== null && quantitySku === null && !line.unread.quantitySku && !line.unread.quantityPu) {
    say('quantitySku', t => t('purchaseOrders.problem.quantity_missing'), true, true)
  }
  if (serial !== '' && quantitySku !== null && quantitySku !== 1) {
    say('quantitySku', t => t('purchaseOrders.problem.one_piece'))
  }
  for (const column of trackedColumns) {
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
  const elsewhere = lines.elsewhere(line)
  if (elsewhere !== undefined)
    say('serial', t => t('purchaseOrders.problem.serial_elsewhere', { where: elsewhere }), false)
  if (product !== null && product.serialPattern !== null && product.piecesHaveSerials && serial !== '') {
    const sentence = serialProblem(serial, product.serialPattern)
    if (sentence !== null) say('serial', () => sentence, false)
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

/** What is to be shown as wrong with a row now. */
export function shownProblems(lines: DraftLines, line: DraftLine): CellProblem[] {
  return problemsOfLine(lines, line).filter(problem => !problem.isMissing || lines.asksForMissing)
}

/** Everything that is wrong with the order, from its first row to its last. */
export function problemsOfOrder(lines: DraftLines): CellProblem[] {
  return lines.keys.flatMap(key => problemsOfLine(lines, lines.line(key)))
}

/** Which serials stand on other open orders too, as a sentence for whoever confirms this one; null for none. */
export function serialsOnOrders(lines: DraftLines, t: TFunction): string | null {
  const shared = lines.keys.flatMap(key => {
    const line = lines.line(key)
    const where = lines.elsewhere(line)
    return where?.startsWith('on order ') ? [{ serial: line.serial, where }] : []
  })
  return shared.length === 0
    ? null
    : t('purchaseOrders.confirmElsewhere', { ...shared[0]!, count: shared.length })
}

/** Whether a cell that is still empty must be filled before its goods can come in. */
export function isWanted(line: DraftLine, column: ColumnId): boolean {
  if (line.product === null || line.unread[column]) return false
  const { lots, serials } = line.product.tracking
  if (column === 'quantitySku') return line.quantitySku === null && !line.unread.quantityPu
  if (column === 'bin') return line.bin === null
  if (column === 'lotNumber') return lots && line.lotNumber === ''
  if (column === 'serial') return serials && line.serial === ''
  return line.product.requires.some(one => one === column) && !line[column as RequiredField]
}
