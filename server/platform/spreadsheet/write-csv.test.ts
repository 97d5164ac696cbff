import { expect, test } from 'vitest'
import { plainCsvText, streamCsv } from './write-csv.ts'

const columns = [
  { header: '=Name', kind: 'text' as const },
  { header: 'Price', kind: 'number' as const },
]

async function written(
  rows: (string | number | null)[][],
  separator: 'comma' | 'semicolon' | 'tab' = 'comma',
): Promise<string> {
  let text = ''
  for await (const piece of streamCsv({ columns, rows }, separator)) text += piece
  return text
}

test('the file opens with its mark, quotes what needs it, and ends its lines as RFC 4180 says', async () => {
  expect(
    await written([
      ['a "b", c', '2.50'],
      [' edge', null],
      ['two\nlines', 7],
    ]),
  ).toBe(`\ufeff'=Name,Price\r\n"a ""b"", c",2.50\r\n" edge",\r\n"two\nlines",7\r\n`)
})

test('with semicolons, decimals have a comma, and three of them cannot be taken for thousands', async () => {
  expect(await written([['a', '2.50']], 'semicolon')).toContain('a;2,50')
  expect(await written([['a', '1.234']], 'tab')).toContain('a\t1.2340')
})

test('no text is a formula, and each comes back as it was', async () => {
  const texts = ['=1+1', '+49 30', '-', '@me', "'=quoted", "''-", "'plain", 'a=b']
  const file = await written(texts.map(text => [text, null]))
  const cells = file
    .split('\r\n')
    .slice(1, -1)
    .map(line => line.replace(/,$/, ''))
  expect(cells.filter(cell => /^[=+\-@]/.test(cell))).toEqual([])
  expect(cells.map(plainCsvText)).toEqual(texts)
})
