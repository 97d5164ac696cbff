import type { TFunction } from 'i18next'
import { purchaseSums } from '../../../../contract/purchase-sums.ts'
import { groupColumns } from './cell-meaning.ts'
import type { CellWriter } from './cell-text.ts'
import { type ColumnId, type DraftLine, isLocked } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'
import { isWanted, shownProblems } from './line-problems.ts'
import { pricedPart } from './order-sums.ts'

/** What a shown row says in each of its cells. */
export interface RowContent {
  text(column: ColumnId): string
  amount: string
  isLocked(column: ColumnId): boolean
  /** Whether the cell must be filled before the goods can come in. */
  isWanted(column: ColumnId): boolean
  /** What is wrong with a cell; undefined when nothing is. */
  problem(column: ColumnId): string | undefined
  isLooking(column: ColumnId): boolean
}

/** A row of the order by itself. */
export function contentOfLine(
  lines: DraftLines,
  line: DraftLine,
  writer: CellWriter,
  t: TFunction,
): RowContent {
  const problems = new Map(shownProblems(lines, line).map(one => [one.column, one]))
  return {
    text: column => writer.text(line, column),
    amount: writer.amount(line),
    isLocked: column => isLocked(line, column),
    isWanted: column => isWanted(line, column),
    problem: column => problems.get(column)?.sentence(t),
    isLooking: column => {
      const state = line.unread[column]?.state
      return state === 'looking' || state === 'waiting'
    },
  }
}

/** A folded group: what its rows have in common, how many there are, and how many say their serial. */
export function contentOfGroup(
  lines: DraftLines,
  keys: readonly number[],
  writer: CellWriter,
  t: TFunction,
): RowContent {
  const group = keys.map(key => lines.line(key))
  const first = group[0]!
  const hasSerials = first.product!.piecesHaveSerials
  const filled = group.filter(line => line.serial !== '').length
  const wrong = group.flatMap(line => shownProblems(lines, line))
  const quantitySku = group.reduce((sum, line) => sum + (line.quantitySku ?? 0), 0)
  const parts = group.flatMap(line => pricedPart(line) ?? [])
  const { subtotalMinor, discountMinor } = purchaseSums(parts)
  const common = (column: ColumnId) => {
    const texts = new Set(group.map(line => writer.text(line, column)))
    return texts.size === 1 ? [...texts][0]! : t('purchaseOrders.grid.several', { count: texts.size })
  }
  return {
    text: column => {
      if (column === 'serial')
        return hasSerials
          ? t('purchaseOrders.grid.filled', { filled, count: Math.max(group.length, quantitySku) })
          : ''
      if (column === 'quantityPu' || column === 'quantitySku')
        return writer.text({ ...first, quantitySku, unread: {} }, column)
      return common(column)
    },
    amount: writer.money(subtotalMinor - discountMinor),
    isLocked: column => isLocked(first, column) || (column !== 'serial' && !groupColumns.includes(column)),
    isWanted: column => group.some(line => isWanted(line, column)),
    problem: column => {
      const here = wrong.filter(one => one.column === column)
      if (here.length < 2) return here[0]?.sentence(t)
      return t('purchaseOrders.grid.wrongInGroup', { count: here.length, first: here[0]!.sentence(t) })
    },
    isLooking: () => false,
  }
}
