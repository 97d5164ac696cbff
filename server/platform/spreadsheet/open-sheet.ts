import type { DateSystem, SheetRow } from './cell.ts'
import { CsvRows, decodedCsv } from './csv.ts'
import { fileKind } from './file-kind.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { brokenFile, fileTooLarge, sheetNotFound } from './refused.ts'
import { decodedXml, readDateStyles, readSharedTexts, readWorkbook } from './workbook.ts'
import { WorksheetRows } from './worksheet.ts'
import { XmlScanner } from './xml-scanner.ts'
import { ZipArchive } from './zip-archive.ts'

/** Rows as they are read; `progress` is the fraction of the file that has been read, `ended` says nothing follows. */
export interface RowBatch {
  rows: SheetRow[]
  progress: number
  ended: boolean
  /** The last row that the sheet's own summary names: a claim, not a count. */
  declaredLastRow: number | null
}

export interface OpenSheet {
  sheets: string[]
  sheet: string
  dateSystem: DateSystem
  batches: AsyncGenerator<RowBatch, void, undefined>
}

/** Opens one sheet of a file, the first visible one unless `sheet` names another. Throws SpreadsheetRefused. */
export async function openSheet(
  file: Uint8Array,
  options: { fileName: string; sheet?: string | undefined; batchSize: number },
  limits: SpreadsheetLimits,
): Promise<OpenSheet> {
  if (file.length > limits.fileBytes) throw fileTooLarge(`more than ${limits.fileBytes / 1024 / 1024} MB`)
  if (fileKind(file, options.fileName) === 'csv') return openCsv(file, options, limits)

  const archive = new ZipArchive(file, limits)
  const workbook = await readWorkbook(archive, limits)
  const chosen =
    options.sheet === undefined
      ? (workbook.sheets.find(sheet => !sheet.hidden) ?? workbook.sheets[0])
      : workbook.sheets.find(sheet => sheet.name === options.sheet)
  if (!chosen)
    throw options.sheet === undefined ? brokenFile('it has no sheet') : sheetNotFound(options.sheet)

  const { sharedTextsPart, stylesPart, dateSystem } = workbook
  const context = {
    sharedTexts: sharedTextsPart ? await readSharedTexts(archive, sharedTextsPart, limits) : [],
    dateStyles: stylesPart ? await readDateStyles(archive, stylesPart, limits) : [],
    dateSystem,
  }
  return {
    sheets: workbook.sheets.map(sheet => sheet.name),
    sheet: chosen.name,
    dateSystem,
    batches: worksheetBatches(
      archive,
      chosen.part,
      new WorksheetRows(context, limits),
      options.batchSize,
      limits,
    ),
  }
}

async function* worksheetBatches(
  archive: ZipArchive,
  part: string,
  rows: WorksheetRows,
  batchSize: number,
  limits: SpreadsheetLimits,
): AsyncGenerator<RowBatch, void, undefined> {
  const reader = archive.read(part, limits.unzippedBytes)
  const scanner = new XmlScanner(part, rows)
  for await (const text of decodedXml(part, reader.chunks)) {
    scanner.write(text)
    while (rows.waitingRows >= batchSize)
      yield {
        rows: rows.takeRows(batchSize),
        progress: reader.readFraction(),
        ended: false,
        declaredLastRow: rows.declaredLastRow,
      }
  }
  scanner.end()
  yield { rows: rows.takeRows(batchSize), progress: 1, ended: true, declaredLastRow: rows.declaredLastRow }
}

function openCsv(
  file: Uint8Array,
  options: { fileName: string; sheet?: string | undefined; batchSize: number },
  limits: SpreadsheetLimits,
): OpenSheet {
  const name = options.fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')
  if (options.sheet !== undefined && options.sheet !== name) throw sheetNotFound(options.sheet)
  return {
    sheets: [name],
    sheet: name,
    dateSystem: '1900',
    batches: csvBatches(file, new CsvRows(limits), options.batchSize),
  }
}

async function* csvBatches(
  file: Uint8Array,
  rows: CsvRows,
  batchSize: number,
): AsyncGenerator<RowBatch, void, undefined> {
  for (const { text, readFraction } of decodedCsv(file)) {
    rows.write(text, readFraction === 1)
    while (rows.waitingRows >= batchSize)
      yield { rows: rows.takeRows(batchSize), progress: readFraction, ended: false, declaredLastRow: null }
  }
  yield { rows: rows.takeRows(batchSize), progress: 1, ended: true, declaredLastRow: null }
}
