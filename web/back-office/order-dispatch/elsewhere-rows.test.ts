import { expect, test } from 'vitest'
import { readElsewhereRows, writeElsewhereRows } from './elsewhere-rows.ts'

test('lines hold an order and its identifiers, however they are separated; headings and blank lines are passed over', () => {
  const text = 'Order,Serial\r\nO1001,A1, A2\n1002;"B;1";\no1003\tC"1\tC2\n\nO1004\n'
  expect(readElsewhereRows(text)).toEqual([
    { order: 'O1001', identifiers: ['A1', 'A2'] },
    { order: 'O1002', identifiers: ['B;1'] },
    { order: 'o1003', identifiers: ['C"1', 'C2'] },
    { order: 'O1004', identifiers: [] },
  ])
})

test('what was refused is written back as it was read', () => {
  const rows = [
    { order: 'O1001', identifiers: ['A1', 'B;1', 'C"1', 'D, 2'] },
    { order: 'O1002', identifiers: [] },
  ]
  expect(writeElsewhereRows(rows)).toBe('O1001, A1, "B;1", "C""1", "D, 2"\nO1002, ')
  expect(readElsewhereRows(writeElsewhereRows(rows))).toEqual(rows)
})
