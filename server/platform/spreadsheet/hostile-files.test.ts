import { constants, deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { type SpreadsheetLimits, spreadsheetLimits } from './limits.ts'
import { openSheet } from './open-sheet.ts'
import { SpreadsheetRefused } from './public.ts'
import { readSheetRows } from './read-sheet.ts'
import { sheetXml, type WorkbookParts, workbook, type ZipPart, zip } from './workbook-for-tests.ts'

interface Attempt {
  fileName?: string
  limits?: Partial<SpreadsheetLimits>
}

/** Reads the whole file on this thread, which is quicker than a worker for each small file. */
function refusal(file: Uint8Array, { fileName = 'order.xlsx', limits = {} }: Attempt = {}) {
  const allLimits = { ...spreadsheetLimits, ...limits }
  return refusalOf(async () => {
    const { batches } = await openSheet(file, { fileName, batchSize: 500 }, allLimits)
    for await (const _ of batches);
  })
}

/** Reads the whole file the way that the server does. */
function refusalFromWorker(file: Uint8Array, limits: Partial<SpreadsheetLimits> = {}) {
  const allLimits = { ...spreadsheetLimits, ...limits }
  return refusalOf(async () => {
    for await (const _ of readSheetRows(file, { fileName: 'order.xlsx' }, allLimits));
  })
}

/** Expects a refusal whose message is one sentence, and returns its code and message. */
async function refusalOf(read: () => Promise<void>) {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof SpreadsheetRefused)) throw error
    expect(error.message).toMatch(/^[A-Z“][^\n]+[^.]\.$/)
    return { code: error.code, message: error.message }
  }
  throw new Error('The file was not refused')
}

const refusedRows = (rows: string, parts: Partial<WorkbookParts> = {}) =>
  refusal(workbook({ ...parts, rows }))
const sheetPart = 'xl/worksheets/sheet1.xml'
const withSheet = (part: Omit<ZipPart, 'name'>) =>
  workbook({ rows: '', extra: [{ name: sheetPart, ...part }] })
const oneRow = '<row r="1"><c r="A1"><v>1</v></c></row>'

describe('zip bombs', () => {
  /** A compressed sheet that unzips to `mebibytes` of tags that mean nothing. */
  function bomb(mebibytes: number): Uint8Array {
    const flush = (text: string) => deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH })
    const filling = flush('<a/>'.repeat(256 * 1024))
    const [before = '', behind = ''] = sheetXml('|').split('|')
    return Buffer.concat([flush(before), ...Array<Buffer>(mebibytes).fill(filling), deflateRawSync(behind)])
  }

  test('a sheet that says it unzips to a gigabyte is refused unread', async () => {
    const file = withSheet({ content: '', deflated: bomb(1), claimedSize: 2 ** 30 })
    expect(await refusal(file)).toMatchObject({ code: 'too_large' })
  })

  test('a sheet that unzips to more than it says is refused as soon as it does', async () => {
    const file = withSheet({ content: '', deflated: bomb(600), claimedSize: 1000 })
    expect(file.length).toBeLessThan(1024 * 1024)
    expect(await refusalFromWorker(file)).toMatchObject({ code: 'broken_file' })
  })

  test('parts that are too large together are counted together', async () => {
    const texts = `<sst>${' '.repeat(600_000)}</sst>`
    const rows = ' '.repeat(600_000)
    const file = workbook({ rows, extra: [{ name: 'xl/sharedStrings.xml', content: texts }] })
    const limits = { unzippedBytes: 1024 * 1024 }
    expect(await refusal(file, { limits })).toMatchObject({ code: 'too_large' })
  })

  test('texts that fill the memory end the worker and not the server', async () => {
    const texts = Array.from({ length: 400_000 }, (_, index) => `<si><t>serial number ${index}</t></si>`)
    const file = workbook({ rows: oneRow, sharedTexts: texts.join('') })
    expect(await refusalFromWorker(file, { workerHeapMebibytes: 40 })).toMatchObject({ code: 'too_large' })
  })

  test('a file larger than an upload may be is refused before a worker starts', async () => {
    expect(await refusalFromWorker(new Uint8Array(2000), { fileBytes: 1000 })).toMatchObject({
      code: 'too_large',
    })
  })
})

describe('files that are something else', () => {
  const compound = (...names: string[]) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      ...names.map(name => Buffer.from(name, 'utf16le')),
      Buffer.alloc(600),
    ])

  test('a workbook that Excel encrypted asks for the password to be removed', async () => {
    const encryption = { password: 'secret', spinCount: 1000 }
    const file = await writeXlsx({ sheets: [{ name: 'A', rows: [['x']] }], encryption })
    expect(await refusal(file)).toMatchObject({ code: 'password_protected' })
  })

  test('a ZIP file with a password is said to have one', async () => {
    expect(await refusal(withSheet({ content: sheetXml(oneRow), encrypted: true }))).toMatchObject({
      code: 'password_protected',
    })
  })

  test('an old Excel file is named as such', async () => {
    expect(await refusal(compound('Workbook'), { fileName: 'a.xls' })).toMatchObject({ code: 'old_excel' })
    expect(await refusal(Buffer.from('0904060000001000', 'hex'))).toMatchObject({ code: 'old_excel' })
  })

  test.each([
    ['nothing', Buffer.alloc(0), 'a.csv'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'a.xlsx'],
    ['a picture named as CSV', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'a.csv'],
    ['a PDF named as CSV', Buffer.from('%PDF-1.7\n'), 'a.csv'],
    ['a web page named as Excel', Buffer.from('<html><table>'), 'a.xls'],
    ['a web page named as CSV', Buffer.from('\n <!doctype html>'), 'a.csv'],
    ['a text without a name', Buffer.from('a,b\n'), 'a'],
    ['another compound file', compound('WordDocument'), 'a.xls'],
    ['a Word document', zip([{ name: 'word/document.xml', content: '<a/>' }]), 'a.docx'],
    ['an OpenDocument sheet', zip([{ name: 'content.xml', content: '<a/>' }]), 'a.ods'],
    ['any ZIP file', zip([{ name: 'a.txt', content: 'a' }]), 'a.xlsx'],
    ['an empty ZIP file', zip([]), 'a.xlsx'],
  ])('%s is not a spreadsheet', async (_, file, fileName) => {
    expect(await refusal(file, { fileName })).toMatchObject({ code: 'not_a_spreadsheet' })
  })
})

describe('broken files', () => {
  const sound = workbook({ rows: oneRow.repeat(1), sharedTexts: '<si><t>serial</t></si>' })

  test('a file cut off anywhere is refused', async () => {
    for (const fraction of [0.01, 0.3, 0.6, 0.99])
      expect(await refusal(sound.subarray(0, sound.length * fraction))).toMatchObject({ code: 'broken_file' })
  })

  test('a sheet that is not what its checksum says is refused', async () => {
    const file = withSheet({ content: sheetXml(oneRow), claimedChecksum: 1 })
    expect(await refusal(file)).toMatchObject({ code: 'broken_file' })
  })

  test('damaged bytes in a compressed part are refused', async () => {
    const file = withSheet({ content: sheetXml(oneRow), deflated: Buffer.alloc(60, 0xff) })
    expect(await refusal(file)).toMatchObject({ code: 'broken_file' })
  })

  test('bytes that are no characters are refused, not replaced', async () => {
    const text = Buffer.from(sheetXml('<row><c t="inlineStr"><is><t>SN-\u00e9</t></is></c></row>'), 'latin1')
    expect(await refusal(withSheet({ content: text }))).toMatchObject({ code: 'broken_file' })
  })

  test.each([
    ['XML that ends too early', '<row><c><v>1</v></c></row><row>'],
    ['tags that cross', '<row><c></row></c>'],
    ['an entity that XML does not know', '<row><c t="str"><v>&nbsp;</v></c></row>'],
    ['a character that cannot be', '<row><c t="str"><v>&#x110000;</v></c></row>'],
    ['an ampersand alone', '<row><c t="str"><v>a & b</v></c></row>'],
    ['an attribute without quotes', '<row r=1/>'],
    ['a text that is missing from the table', '<row><c t="s"><v>7</v></c></row>'],
    ['a cell of an unknown kind', '<row><c t="z"><v>7</v></c></row>'],
    ['rows out of order', '<row r="2"/><row r="1"/>'],
    ['a row twice', `${oneRow}${oneRow}`],
    ['row 0', '<row r="0"/>'],
    ['a row below the last', '<row r="1048577"/>'],
    ['a cell twice', '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'],
    ['a cell of another row', '<row r="1"><c r="A2"><v>1</v></c></row>'],
    ['a cell that cannot be', '<row r="1"><c r="AAAA1"><v>1</v></c></row>'],
    ['too deep a nesting', '<a>'.repeat(300)],
    ['a tag that never ends', `<c a="${' '.repeat(1_200_000)}`],
    ['over a million rows', '<row/>'.repeat(1_048_577)],
  ])('%s is refused', async (_, rows) => {
    expect(await refusedRows(rows)).toMatchObject({ code: 'broken_file' })
  })

  test('a comment that never ends is refused before it fills the memory', async () => {
    const file = workbook({ rows: `<!-- ${' '.repeat(100 * 1024 * 1024)}` })
    expect(await refusalFromWorker(file, { workerHeapMebibytes: 48 })).toMatchObject({ code: 'broken_file' })
  })

  test('a billion laughs are refused wherever they are told', async () => {
    const laughs =
      '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    const texts = `${laughs}<sst><si><t>&c;</t></si></sst>`
    const parts: ZipPart[] = [
      { name: sheetPart, content: laughs + sheetXml('<row><c t="str"><v>&c;</v></c></row>') },
      { name: 'xl/sharedStrings.xml', content: texts },
      { name: 'xl/workbook.xml', content: `${laughs}<workbook>&c;</workbook>` },
    ]
    for (const part of parts)
      expect(await refusal(workbook({ rows: '', extra: [part] }))).toMatchObject({ code: 'broken_file' })
  })
})

describe('files that are too much', () => {
  test('a value in XFD1048576 is refused, an empty cell there is not', async () => {
    const cell = (value: string) => `<row r="1048576"><c r="XFD1048576" s="1">${value}</c></row>`
    expect(await refusedRows(cell('<v>1</v>'))).toEqual({
      code: 'too_many_columns',
      message:
        'Row 1048576 has a value in column XFD, beyond the 100 columns that can be read; delete what is not needed and upload the file again.',
    })
    await expect(refusedRows(cell(''))).rejects.toThrow('not refused')
  })

  test('column 100 is read and column 101 is refused', async () => {
    const row = (columns: number) => `<row>${'<c><v>1</v></c>'.repeat(columns)}</row>`
    await expect(refusedRows(row(100))).rejects.toThrow('not refused')
    expect(await refusedRows(row(101))).toMatchObject({ code: 'too_many_columns' })
  })

  test('row 200,000 is read and row 200,001 is refused; empty rows do not count', async () => {
    const row = '<row><c><v>1</v></c></row>'
    await expect(refusedRows(row.repeat(200_000) + '<row/>'.repeat(1000))).rejects.toThrow('not refused')
    expect(await refusedRows(row.repeat(200_001))).toMatchObject({ code: 'too_many_rows' })
  })

  test('a text of 32,767 characters is read and a longer one is refused, wherever it is', async () => {
    const inline = (length: number) => `<row><c t="inlineStr"><is><t>${'x'.repeat(length)}</t></is></c></row>`
    const shared = (length: number) => ({ sharedTexts: `<si><t>${'x'.repeat(length)}</t></si>` })
    await expect(refusedRows(inline(32_767), shared(32_767))).rejects.toThrow('not refused')
    expect(await refusedRows(inline(32_768))).toMatchObject({ code: 'too_large' })
    expect(await refusedRows(oneRow, shared(32_768))).toMatchObject({ code: 'too_large' })
    const pieces = `<row><c t="inlineStr"><is>${`<r><t>${'x'.repeat(30_000)}</t></r>`.repeat(200)}</is></c></row>`
    expect(await refusedRows(pieces)).toMatchObject({ code: 'too_large' })
  })

  test('a file that takes too long is refused', async () => {
    expect(await refusalFromWorker(workbook({ rows: oneRow }), { milliseconds: 1 })).toMatchObject({
      code: 'took_too_long',
    })
  })
})
