import { expect, test } from 'vitest'
import {
  type CountRow,
  cellsOf,
  emptyRow,
  linesOf,
  nextEmpty,
  rowsOf,
  twins,
  withBlock,
} from './count-rows.ts'

const serial = (text: string): CountRow => ({ ...emptyRow, serial: text })
const defaults = { lotNumber: 'K1001', expiresOn: '2027-01-31' }

test('a pasted column fills from its row down, and grows the rows where it is longer', () => {
  const rows = withBlock(
    [serial('A'), emptyRow],
    { row: 1, field: 'serial' },
    [['B'], ['C']],
    ['serial'],
    true,
  )
  expect(rows.map(row => row.serial)).toEqual(['A', 'B', 'C'])
})

test('a pasted block fills the columns to the right, and what is beyond them is left out', () => {
  const columns = ['lotNumber', 'quantity', 'madeOn', 'expiresOn'] as const
  const cells = cellsOf('L-1\t5\t\t2027-01-31\textra\r\nL-2\t3\r\n')!
  const rows = withBlock([emptyRow], { row: 0, field: 'lotNumber' }, cells, columns, false)
  expect(rows).toEqual([
    { ...emptyRow, lotNumber: 'L-1', quantity: '5', expiresOn: '2027-01-31' },
    { ...emptyRow, lotNumber: 'L-2', quantity: '3' },
    emptyRow,
  ])
})

test('a plain text is no block', () => {
  expect(cellsOf('A-1')).toBeNull()
  expect(cellsOf('A-1\nA-2')).toEqual([['A-1'], ['A-2']])
})

test('the cursor goes to the next empty row, then to one above, then to the end', () => {
  const rows = [emptyRow, serial('A'), emptyRow, serial('B')]
  expect(nextEmpty(rows, 1)).toBe(2)
  expect(nextEmpty(rows, 3)).toBe(0)
  expect(nextEmpty([serial('A')], 0)).toBe(1)
})

test('both rows of a serial that stands twice say where the other one is; case tells serials apart', () => {
  expect([...twins([serial('Café'), serial('x'), serial('Cafe\u0301'), serial('X')])]).toEqual([
    [2, 1],
    [0, 3],
  ])
})

test('pieces take the lot and expiry that stand above, unless their row names a lot of its own', () => {
  const rows = [serial('A'), { ...serial('B'), lotNumber: 'L' }, emptyRow]
  expect(linesOf(rows, { pieces: true, hasLot: false, defaults }, Number)).toEqual([
    { quantity: 1, serial: 'A', lotNumber: 'K1001', madeOn: null, expiresOn: '2027-01-31' },
    { quantity: 1, serial: 'B', lotNumber: 'L', madeOn: null, expiresOn: null },
  ])
})

test('what was saved is shown again, with empty rows for the rest', () => {
  const lines = [{ quantity: 1, serial: 'A', lotNumber: 'L', madeOn: null, expiresOn: null }]
  const rows = rowsOf(lines, { pieces: true, onHand: 3 }, String)
  expect(rows).toEqual([{ ...serial('A'), lotNumber: 'L' }, emptyRow, emptyRow])
})
