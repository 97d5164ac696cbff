import { describe, expect, test } from 'vitest'
import { type Cell, readSheetHead, readSheetRows, type SheetRow } from './public.ts'
import { sheetXml, type WorkbookParts, workbook } from './workbook-for-tests.ts'

const fileName = 'order.xlsx'

async function rowsOf(parts: WorkbookParts): Promise<SheetRow[]> {
  const all: SheetRow[] = []
  for await (const { rows } of readSheetRows(workbook(parts), { fileName })) all.push(...rows)
  return all
}

/** The cells of row 1 that holds `cells`. */
async function cellsOf(cells: string, parts: Partial<WorkbookParts> = {}): Promise<Cell[]> {
  const [row] = await rowsOf({ ...parts, rows: `<row r="1">${cells}</row>` })
  return row?.cells ?? []
}

describe('cells are exact', () => {
  test('numbers keep the digits that the file stores', async () => {
    const raws = [
      '42',
      '356938035643809',
      '3.56938035643809E+14',
      '0.28999999999999998',
      '-0',
      '1e3',
      '12345678901234567890',
    ]
    const cells = await cellsOf(raws.map(raw => `<c><v>${raw}</v></c>`).join(''))
    expect(cells).toEqual(raws.map(raw => ({ kind: 'number', number: Number(raw), raw })))
  })

  test('text keeps leading zeros, spaces, line ends, escapes and signs that begin formulas', async () => {
    const cells = await cellsOf(
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t xml:space="preserve"> a&#x41;&amp;&lt;\r\nb </t></is></c>' +
        '<c t="str"><v>=1+1</v></c><c t="inlineStr"><is><t>_x0041__x005F_x0041__x000D_</t></is></c><c t="inlineStr"><is><t><![CDATA[<&amp;>]]></t></is></c>',
      {
        sharedTexts:
          '<si><t>00042</t></si><si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> plain</t></r><rPh sb="0" eb="1"><t>said</t></rPh></si>',
      },
    )
    expect(cells.map(cell => cell.kind === 'text' && cell.text)).toEqual([
      '00042',
      'bold plain',
      ' aA&<\nb ',
      '=1+1',
      'A_x0041_\r',
      '<&amp;>',
    ])
  })

  test('formulas give their last result, errors and booleans say what they are', async () => {
    const cells = await cellsOf(
      '<c><f>50+8</f><v>58</v></c><c t="str"><f>A1</f><v>x</v></c><c><f t="shared" si="0"/></c><c t="e"><v>#REF!</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c><v>NaN</v></c>',
    )
    expect(cells).toEqual([
      { kind: 'formula', formula: '50+8', cached: { kind: 'number', number: 58, raw: '58' } },
      { kind: 'formula', formula: 'A1', cached: { kind: 'text', text: 'x' } },
      { kind: 'formula', formula: '', cached: { kind: 'empty' } },
      { kind: 'error', text: '#REF!' },
      { kind: 'formula', formula: '1/0', cached: { kind: 'error', text: '#DIV/0!' } },
      { kind: 'boolean', value: true },
      { kind: 'boolean', value: false },
      { kind: 'error', text: 'NaN' },
    ])
  })
})

describe('dates', () => {
  const formats = [
    0,
    14,
    'dd/mm/yyyy',
    '[$-409]d-mmm-yy;@',
    'mmm',
    'h:mm',
    '[h]:mm',
    'mm:ss.0',
    '0.00E+00',
    '#,##0 "days"',
    'General',
    '0.0%',
    '@',
  ]

  test('a number is a date only when its format shows a day, month or year', async () => {
    const cells = await cellsOf(formats.map((_, style) => `<c s="${style}"><v>46477</v></c>`).join(''), {
      formats,
    })
    const date = { kind: 'date', date: '2027-03-31', raw: '46477' }
    const number = { kind: 'number', number: 46477, raw: '46477' }
    expect(cells).toEqual([number, date, date, date, date, ...Array(8).fill(number)])
  })

  test('both date systems are read as they count, and numbers that are no date stay numbers', async () => {
    const raws = ['1', '59', '60', '61', '46477.999', '46476.999999999996', '2958465', '2958466', '0.5', '-1']
    const dates = async (date1904: boolean) => {
      const cells = raws.map(raw => `<c s="1"><v>${raw}</v></c>`).join('')
      const read = await cellsOf(cells, { formats, date1904 })
      return read.map(cell => (cell.kind === 'date' ? cell.date : cell.kind))
    }
    expect(await dates(false)).toEqual([
      ...['1900-01-01', '1900-02-28', 'number', '1900-03-01', '2027-03-31', '2027-03-31'],
      ...['9999-12-31', 'number', 'number', 'number'],
    ])
    expect(await dates(true)).toEqual([
      ...['1904-01-02', '1904-02-29', '1904-03-01', '1904-03-02', '2031-04-01', '2031-04-01'],
      ...['number', 'number', '1904-01-01', 'number'],
    ])
  })

  test('the head says which date system the file counts in', async () => {
    const head = (date1904: boolean) => readSheetHead(workbook({ rows: '', date1904 }), { fileName, rows: 1 })
    expect((await head(false)).dateSystem).toBe('1900')
    expect((await head(true)).dateSystem).toBe('1904')
  })

  test('a date written as ISO text is the date', async () => {
    expect(await cellsOf('<c t="d"><v>2027-03-31T00:00:00</v></c><c t="d"><v>2027-02-30</v></c>')).toEqual([
      { kind: 'date', date: '2027-03-31', raw: '2027-03-31T00:00:00' },
      { kind: 'error', text: '2027-02-30' },
    ])
  })
})

describe('rows and sheets', () => {
  test('rows keep the numbers that Excel shows, and empty rows and trailing empty cells are left out', async () => {
    const rows = await rowsOf({
      rows: '<row r="2"><c r="B2"><v>1</v></c><c r="D2" s="1"/></row><row r="3"/><row><c><v>2</v></c></row><row><c r="C9"><v>3</v></c></row>',
    })
    const number = (value: number) => ({ kind: 'number', number: value, raw: String(value) })
    const empty = { kind: 'empty' }
    expect(rows).toEqual([
      { number: 2, cells: [empty, number(1)] },
      { number: 4, cells: [number(2)] },
      { number: 9, cells: [empty, empty, number(3)] },
    ])
  })

  test('the first visible sheet is read unless another is named; charts are not sheets', async () => {
    const file = workbook({
      rows: '<row><c><v>1</v></c></row>',
      sheets:
        '<sheet name="Chart" sheetId="3" r:id="rId5"/><sheet name="Notes" sheetId="1" state="hidden" r:id="rId1"/><sheet name="Order &amp; more" sheetId="2" r:id="rId2"/>',
      extra: [{ name: 'xl/worksheets/sheet2.xml', content: sheetXml('<row><c><v>2</v></c></row>') }],
    })
    const first = await readSheetHead(file, { fileName, rows: 5 })
    expect(first).toMatchObject({ sheets: ['Notes', 'Order & more'], sheet: 'Order & more' })
    expect(first.rows[0]?.cells[0]).toMatchObject({ number: 2 })
    const named = await readSheetHead(file, { fileName, rows: 5, sheet: 'Notes' })
    expect(named.rows[0]?.cells[0]).toMatchObject({ number: 1 })
    await expect(readSheetHead(file, { fileName, rows: 5, sheet: 'notes' })).rejects.toMatchObject({
      code: 'sheet_not_found',
      message: 'This file has no sheet named “notes”; choose one of the sheets that it has.',
    })
  })

  test('prefixed tags, other letter case in part names and backslashes are read all the same', async () => {
    const rows = await rowsOf({
      rows: '',
      extra: [
        {
          name: 'xl/worksheets/sheet1.xml',
          content:
            '<!-- x --><x:worksheet xmlns:x="m"><x:sheetData><x:row r=\'1\'><x:c\n r = "A1"  t="s" ><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        },
        {
          name: 'xl\\SharedStrings.xml',
          content: '<x:sst xmlns:x="m"><x:si><x:t>a&gt;b</x:t></x:si></x:sst>',
        },
      ],
    })
    expect(rows).toEqual([{ number: 1, cells: [{ kind: 'text', text: 'a>b' }] }])
  })

  test('the head stops after the rows asked for and estimates how many there are', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => `<row r="${index + 1}"><c><v>1</v></c></row>`).join(
      '',
    )
    const head = (asked: number, beforeRows = '') =>
      readSheetHead(workbook({ rows, beforeRows }), { fileName, rows: asked })
    expect((await head(3)).rows.map(row => row.number)).toEqual([1, 2, 3])
    expect((await head(3, '<dimension ref="A1:A40"/>')).approximateRowCount).toBe(40)
    expect((await head(100, '<dimension ref="A1:A99999"/>')).approximateRowCount).toBe(40)
  })
})

describe('reading in batches', () => {
  const many = workbook({
    rows: Array.from(
      { length: 20_000 },
      (_, index) =>
        `<row><c><v>${index}</v></c><c t="inlineStr"><is><t>${Math.sin(index)}</t></is></c></row>`,
    ).join(''),
  })

  test('batches are of the size asked for and progress grows to 1', async () => {
    const sizes: number[] = []
    const progress: number[] = []
    for await (const batch of readSheetRows(many, { fileName, batchSize: 3000 })) {
      sizes.push(batch.rows.length)
      progress.push(batch.progress)
    }
    expect(sizes).toEqual([3000, 3000, 3000, 3000, 3000, 3000, 2000])
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(progress.at(-1)).toBe(1)
    expect(progress[0]).toBeLessThan(0.5)
  })

  test('a slow consumer makes the worker wait', async () => {
    const batches = readSheetRows(many, { fileName, batchSize: 100 })
    await batches.next()
    await new Promise(resolve => setTimeout(resolve, 300))
    await batches.next()
    const third = await batches.next()
    expect(third.value?.progress).toBeLessThan(0.9)
    await batches.return()
  })

  test('a signal cancels before, while and between batches', async () => {
    const reason = new Error('The clerk changed her mind')
    await expect(readSheetRows(many, { fileName, signal: AbortSignal.abort(reason) }).next()).rejects.toBe(
      reason,
    )

    const early = new AbortController()
    const first = readSheetRows(many, { fileName, signal: early.signal }).next()
    early.abort(reason)
    await expect(first).rejects.toBe(reason)

    const late = new AbortController()
    const batches = readSheetRows(many, { fileName, batchSize: 10, signal: late.signal })
    await batches.next()
    late.abort(reason)
    await expect(batches.next()).rejects.toBe(reason)
    expect(await batches.next()).toMatchObject({ done: true })
  })
})
