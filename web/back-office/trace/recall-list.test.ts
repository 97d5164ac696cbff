import { expect, it } from 'vitest'
import type { LotTrace } from '../../../contract/trace.ts'
import { asCsv, asTabbed, recallRows } from './recall-list.ts'

const trace = {
  product: { decimals: 3 },
  customers: [
    {
      customer: { id: 1, name: 'Ada "the first" Byrne', email: 'ada@example.com', phone: '+353 1 555' },
      quantity: 3000,
      deliveries: [
        {
          note: { id: 5, number: 'D1001' },
          order: { id: 4, number: 'O1001' },
          at: '2026-11-12T09:00:00.000Z',
          quantity: 1250,
          serials: [
            { id: 1, serial: '=1+1' },
            { id: 2, serial: 'SN, 2' },
          ],
        },
        {
          note: { id: 7, number: 'T1-1002' },
          order: { id: 7, number: 'T1-1002' },
          at: '2026-11-13T09:00:00.000Z',
          quantity: 1750,
          serials: [],
        },
      ],
    },
  ],
} as unknown as LotTrace

const format = {
  quantity: (units: number) => (units / 1000).toFixed(3),
  time: (iso: string) => iso.slice(0, 10),
}
const rows = recallRows(trace, ['Customer', 'E-mail'], format)

it('has a row for each delivery below the headings', () => {
  expect(rows).toEqual([
    ['Customer', 'E-mail'],
    [
      'Ada "the first" Byrne',
      'ada@example.com',
      '+353 1 555',
      'D1001',
      'O1001',
      '2026-11-12',
      '1.250',
      '=1+1; SN, 2',
    ],
    ['Ada "the first" Byrne', 'ada@example.com', '+353 1 555', 'T1-1002', '', '2026-11-13', '1.750', ''],
  ])
})

it('makes text of cells that a spreadsheet would take for formulas, in the file and on the clipboard', () => {
  const cells = ['=1+1', '+353 1', '-5', '@SUM(A1)', ' =1', '\t=1', '＝1', 'a=1', '1-2']
  const expected = ["'=1+1", "'+353 1", "'-5", "'@SUM(A1)", "' =1", "'\t=1", "'＝1", 'a=1', '1-2']
  expect(asCsv([cells])).toBe(`\ufeff${expected.map(cell => `"${cell}"`).join(',')}\r\n`)
  expect(asTabbed([cells]).split('\t')).toEqual(expected.map(cell => cell.replace('\t', ' ')))
})

it('keeps quotes, commas and lines inside their cells', () => {
  expect(asCsv([['a "b"', 'c,d', 'e\nf']])).toBe('\ufeff"a ""b""","c,d","e\nf"\r\n')
  expect(asTabbed([['a\tb', 'c\nd']])).toBe('a b\tc d')
})
