import { expect, test } from 'vitest'
import { readBlock, writeBlock } from './pasted-block.ts'

test('a column that was copied from Excel ends with a line break that is no row', () => {
  expect(readBlock('SN-1\r\nSN-2\r\nSN-3\r\n')).toEqual([['SN-1'], ['SN-2'], ['SN-3']])
})

test('empty cells and empty rows in the middle keep their places', () => {
  expect(readBlock('a\t\tc\n\n\td')).toEqual([['a', '', 'c'], [''], ['', 'd']])
})

test('a cell with a tab, a line break or quotes comes in quotes', () => {
  const block = [
    ['a "b"', 'two\nlines'],
    ['tab\there', 'plain'],
  ]
  expect(readBlock(writeBlock(block))).toEqual(block)
})

test('a quote that ends no cell is a sign like any other', () => {
  expect(readBlock('"5" pipe\t6')).toEqual([['"5" pipe', '6']])
  expect(readBlock('"open')).toEqual([['"open']])
})

test('one text is one cell', () => {
  expect(readBlock('SN-1')).toEqual([['SN-1']])
})
