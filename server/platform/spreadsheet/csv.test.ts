import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SheetRow } from './cell.ts'
import { spreadsheetLimits } from './limits.ts'
import { openSheet } from './open-sheet.ts'
import { readSheetHead } from './public.ts'

async function rowsOf(file: string | Uint8Array, fileName = 'order.csv'): Promise<SheetRow[]> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  const { batches } = await openSheet(bytes, { fileName, batchSize: 500 }, spreadsheetLimits)
  const all: SheetRow[] = []
  for await (const { rows } of batches) all.push(...rows)
  return all
}

const texts = (rows: SheetRow[]) =>
  rows.map(row =>
    row.cells.map(cell => (cell.kind === 'text' ? cell.text : cell.kind === 'empty' ? '' : cell)),
  )

describe('CSV', () => {
  test('every cell is text: nothing is guessed', async () => {
    expect(texts(await rowsOf('00042,1E5,=1+1,2027-03-31,TRUE, x ,356938035643809\n'))).toEqual([
      ['00042', '1E5', '=1+1', '2027-03-31', 'TRUE', ' x ', '356938035643809'],
    ])
  })

  test.each([',', ';', '\t', '|'])('the delimiter %j is found', async delimiter => {
    const line = ['a 1', 'b', 'c'].join(delimiter)
    expect(texts(await rowsOf(`${line}\n${line}`))).toEqual([
      ['a 1', 'b', 'c'],
      ['a 1', 'b', 'c'],
    ])
  })

  test("Excel's own line that names the delimiter rules and is no row", async () => {
    const rows = await rowsOf('sep=;\r\na,b;c\r\n')
    expect(rows[0]?.number).toBe(1)
    expect(texts(rows)).toEqual([['a,b', 'c']])
  })

  test('quoted cells hold delimiters, quotation marks and line ends', async () => {
    const rows = await rowsOf('"a,b","say ""hi""","two\r\nlines","",x"y,"q"z\r\nnext')
    expect(texts(rows)).toEqual([['a,b', 'say "hi"', 'two\r\nlines', '', 'x"y', 'qz'], ['next']])
  })

  test('rows end with any line end, and empty rows are left out but counted', async () => {
    const rows = await rowsOf('a,\r\n\r\n,,\rb,c\n\nd,e')
    expect(rows.map(row => row.number)).toEqual([1, 4, 6])
    expect(texts(rows)).toEqual([['a'], ['b', 'c'], ['d', 'e']])
  })

  test.each([
    ['UTF-8', Buffer.from('é€漢😀,x')],
    ['UTF-8 with its mark', Buffer.from('\ufeffé€漢😀,x')],
    ['UTF-16 little endian', Buffer.from('\ufeffé€漢😀,x', 'utf16le')],
    ['UTF-16 big endian', Buffer.from('\ufeffé€漢😀,x', 'utf16le').swap16()],
  ])('%s is read', async (_, file) => {
    expect(texts(await rowsOf(file))).toEqual([['é€漢😀', 'x']])
  })

  test('what is no UTF-8 is read as Windows-1252', async () => {
    expect(texts(await rowsOf(Buffer.from('e92c80310a4d92fc', 'hex')))).toEqual([['é', '€1'], ['M’ü']])
  })

  test('the only sheet is named after the file', async () => {
    const file = Buffer.from('a,b\n1,2\n3,4\n')
    const head = await readSheetHead(file, { fileName: 'C:\\orders\\week 47.csv', rows: 2 })
    expect(head).toMatchObject({ sheets: ['week 47'], sheet: 'week 47', dateSystem: '1900' })
    await expect(readSheetHead(file, { fileName: 'a.csv', rows: 2, sheet: 'b' })).rejects.toMatchObject({
      code: 'sheet_not_found',
    })
  })

  test('a quotation mark that is never closed is refused after one cell, not after the whole file', async () => {
    await expect(rowsOf('a,b\nc,"d\n')).rejects.toMatchObject({ code: 'broken_file' })
    await expect(rowsOf(`a,b\nc,"d\n${'e,f\n'.repeat(1_000_000)}`)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/^A cell in row 2 holds more than 32,767 characters/),
    })
  })

  test('caps hold: text length, columns, rows', async () => {
    await expect(rowsOf('x'.repeat(10_000_000))).rejects.toMatchObject({ code: 'too_large' })
    await expect(rowsOf('a,'.repeat(5_000_000))).rejects.toMatchObject({ code: 'too_many_columns' })
    await expect(rowsOf(','.repeat(5_000_000))).rejects.toMatchObject({ code: 'broken_file' })
    await expect(rowsOf('a\n'.repeat(200_001))).rejects.toMatchObject({ code: 'too_many_rows' })
    expect(await rowsOf('a\n'.repeat(200_000))).toHaveLength(200_000)
  })

  test('whatever is written comes back, also across the pieces that a file is read in', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', '0', 'é', '😀'),
      maxLength: 8,
    })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const filler = `x,${'y'.repeat(30_000)}\n`.repeat(8)
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 21_900, max: 22_144 }), async (cells, padding) => {
        const written = cells.map(row => row.map(quoted).join(',')).join('\r\n')
        const rows = await rowsOf(`${filler}x,${'z'.repeat(padding)}\n${written}`)
        const read = new Map(rows.map((row, index) => [row.number, texts(rows)[index]]))
        for (const [index, row] of cells.entries()) {
          const expected = row.join('') === '' ? undefined : row
          const found = read.get(index + 10)
          expect(found && [...found, '', '', '', ''].slice(0, row.length)).toEqual(expected)
        }
      }),
      { numRuns: 60 },
    )
  })
})
