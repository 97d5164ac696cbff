import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spreadsheetLimits } from './limits.ts'
import { type CellToWrite, readSheetHead, readSheetRows, type SheetRow, writeSpreadsheet } from './public.ts'
import { decodedXml } from './workbook.ts'
import { ZipArchive } from './zip-archive.ts'

const fileName = 'export.xlsx'
const columns = [
  { header: 'Serial No.', kind: 'text' },
  { header: 'SKU quantity', kind: 'number' },
  { header: 'Expiry date', kind: 'date' },
] as const

async function writtenAndRead(rows: CellToWrite[][]): Promise<SheetRow[]> {
  const file = await writeSpreadsheet([{ name: 'Units', columns, rows }])
  const all: SheetRow[] = []
  for await (const batch of readSheetRows(file, { fileName })) all.push(...batch.rows)
  return all.slice(1)
}

async function xmlOf(file: Uint8Array, part: string): Promise<string> {
  const archive = new ZipArchive(file, spreadsheetLimits)
  let xml = ''
  for await (const text of decodedXml(part, archive.read(part, spreadsheetLimits.unzippedBytes).chunks))
    xml += text
  return xml
}

describe('writing a workbook', () => {
  test('text, numbers and dates come back as they were', async () => {
    const rows = await writtenAndRead([
      ['00042', 12, '2027-03-31'],
      ['356938035643809', '4.20', '1900-03-01'],
      ['', null, null],
      [' x ', '-0.5', null],
    ])
    expect(rows).toEqual([
      {
        number: 2,
        cells: [
          { kind: 'text', text: '00042' },
          { kind: 'number', number: 12, raw: '12' },
          { kind: 'date', date: '2027-03-31', raw: '46477' },
        ],
      },
      {
        number: 3,
        cells: [
          { kind: 'text', text: '356938035643809' },
          { kind: 'number', number: 4.2, raw: '4.2' },
          { kind: 'date', date: '1900-03-01', raw: '61' },
        ],
      },
      {
        number: 5,
        cells: [
          { kind: 'text', text: ' x ' },
          { kind: 'number', number: -0.5, raw: '-0.5' },
        ],
      },
    ])
  })

  test('text that looks like a formula is text, and its cell stays text when it is typed over', async () => {
    const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")']
    const file = await writeSpreadsheet([{ name: 'Units', columns, rows: dangerous.map(text => [text]) }])
    const { rows } = await readSheetHead(file, { fileName, rows: 10 })
    expect(rows.slice(1).map(row => row.cells[0])).toEqual(dangerous.map(text => ({ kind: 'text', text })))
    expect(await xmlOf(file, 'xl/worksheets/sheet1.xml')).not.toContain('<f')
    expect(await xmlOf(file, 'xl/styles.xml')).toMatch(/numFmtId="49"|formatCode="@"/)
  })

  test('any text comes back as it was', async () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom(
        '_x0041_',
        '_x',
        '_x005F_',
        '\0',
        '\r',
        '\n',
        '\t',
        ' ',
        '&amp;',
        '<',
        ']]>',
        '"',
        '0',
        '=',
        '\u001d',
      ),
    )
    const anyText = fc.array(unit, { minLength: 1, maxLength: 6 }).map(units => units.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 40 }), async all => {
        const rows = await writtenAndRead(all.map(text => [text]))
        expect(rows.map(row => row.cells[0])).toEqual(all.map(text => ({ kind: 'text', text })))
      }),
      { numRuns: 15 },
    )
  })

  test('what Excel cannot hold exactly is written as text', async () => {
    const rows = await writtenAndRead([['a', '1234567890123456.78', '1899-12-31']])
    expect(rows[0]?.cells.slice(1)).toEqual([
      { kind: 'text', text: '1234567890123456.78' },
      { kind: 'text', text: '1899-12-31' },
    ])
  })

  test('several sheets are written side by side, with their headers', async () => {
    const header = [{ header: 'Lot No.', kind: 'text' }] as const
    const file = await writeSpreadsheet([
      { name: 'Lots', columns: header, rows: [['_x0041_']] },
      { name: 'Units & more', columns, rows: [['007', 1.5, '2027-03-31']] },
    ])
    const lots = await readSheetHead(file, { fileName, rows: 5 })
    expect(lots.sheets).toEqual(['Lots', 'Units & more'])
    expect(lots.rows.map(row => row.cells)).toEqual([
      [{ kind: 'text', text: 'Lot No.' }],
      [{ kind: 'text', text: '_x0041_' }],
    ])
    const units = await readSheetHead(file, { fileName, rows: 5, sheet: 'Units & more' })
    expect(units.rows[1]?.cells).toEqual([
      { kind: 'text', text: '007' },
      { kind: 'number', number: 1.5, raw: '1.5' },
      { kind: 'date', date: '2027-03-31', raw: '46477' },
    ])
    expect(await xmlOf(file, 'xl/worksheets/sheet2.xml')).toContain('ySplit="1"')
  })

  test("a value that its column cannot take is the caller's mistake", async () => {
    await expect(writtenAndRead([['a', 'b']])).rejects.toThrow('b is not a number')
    await expect(writtenAndRead([['a', 1, '31/03/2027']])).rejects.toThrow('not a date')
    await expect(writtenAndRead([['a', 1, null, 'd']])).rejects.toThrow('more cells than columns')
    await expect(writtenAndRead([['\ud800']])).rejects.toThrow('half a character')
    await expect(writtenAndRead([['x'.repeat(32_768)]])).rejects.toThrow('longer than')
  })
})
