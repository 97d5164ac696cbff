import { type Cell, type DateSystem, emptyCell } from './cell.ts'
import { showsCalendarDate } from './date-serial.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { brokenFile, fileTooLarge, SpreadsheetRefused, textTooLong } from './refused.ts'
import { attribute, unescapeExcel, unescapeXml, type XmlHandler, XmlScanner } from './xml-scanner.ts'
import type { ZipArchive } from './zip-archive.ts'

/** What must be known about a workbook before one of its sheets can be read. */
export interface Workbook {
  sheets: { name: string; part: string; hidden: boolean }[]
  dateSystem: DateSystem
  sharedTextsPart: string | null
  stylesPart: string | null
}

/** Reads the parts that say where everything is. Throws SpreadsheetRefused. */
export async function readWorkbook(archive: ZipArchive, limits: SpreadsheetLimits): Promise<Workbook> {
  const root = await readRelationships(archive, '', limits)
  const workbookPart = root.find(link => link.type === 'officeDocument')?.target
  if (!workbookPart || !archive.has(workbookPart)) throw notAWorkbook(archive)
  if (workbookPart.endsWith('.bin')) throw binaryWorkbook()

  const links = await readRelationships(archive, workbookPart, limits)
  const { named, dateSystem } = await readSheetNames(archive, workbookPart, limits)
  const sheets = named.flatMap(({ name, id, hidden }) => {
    const link = links.find(candidate => candidate.id === id)
    return link?.type === 'worksheet' ? [{ name, part: link.target, hidden }] : []
  })
  return {
    sheets,
    dateSystem,
    sharedTextsPart: links.find(link => link.type === 'sharedStrings')?.target ?? null,
    stylesPart: links.find(link => link.type === 'styles')?.target ?? null,
  }
}

async function readSheetNames(archive: ZipArchive, part: string, limits: SpreadsheetLimits) {
  const named: { name: string; id: string; hidden: boolean }[] = []
  let dateSystem: DateSystem = '1900'
  await scanPart(archive, part, limits.smallPartBytes, {
    open(tag, attributes) {
      if (tag === 'workbookPr' && isTrue(attribute(attributes, 'date1904'))) dateSystem = '1904'
      if (tag !== 'sheet') return
      const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
      named.push({ name: attribute(attributes, 'name') ?? '', id: attribute(attributes, 'id') ?? '', hidden })
      if (named.length > 1000) throw fileTooLarge('more than 1,000 sheets')
    },
    close() {},
    text() {},
  })
  return { named, dateSystem }
}

/** Tells for each cell style whether it shows a number as a calendar date. */
export async function readDateStyles(archive: ZipArchive, part: string, limits: SpreadsheetLimits) {
  const customFormats = new Map<number, string>()
  const dateStyles: boolean[] = []
  let inCellStyles = false
  await scanPart(archive, part, limits.smallPartBytes, {
    open(tag, attributes) {
      if (tag === 'numFmt')
        customFormats.set(
          Number(attribute(attributes, 'numFmtId')),
          attribute(attributes, 'formatCode') ?? '',
        )
      if (tag === 'cellXfs') inCellStyles = true
      if (tag !== 'xf' || !inCellStyles) return
      const format = Number(attribute(attributes, 'numFmtId') ?? 0)
      dateStyles.push(showsCalendarDate(format, customFormats.get(format)))
    },
    close(tag) {
      if (tag === 'cellXfs') inCellStyles = false
    },
    text() {},
  })
  return dateStyles
}

/** The table of texts that cells refer to by their index. */
export async function readSharedTexts(archive: ZipArchive, part: string, limits: SpreadsheetLimits) {
  const texts: Cell[] = []
  let pieces = ''
  let inText = false
  let inPhonetic = false
  await scanPart(archive, part, limits.sharedTextBytes, {
    open(tag) {
      if (tag === 'si') pieces = ''
      else if (tag === 't') inText = !inPhonetic
      else if (tag === 'rPh') inPhonetic = true
    },
    close(tag) {
      if (tag === 't') inText = false
      else if (tag === 'rPh') inPhonetic = false
      else if (tag === 'si') texts.push(textCell(pieces))
      if (texts.length > sharedTextsLimit) throw fileTooLarge('too many different texts')
    },
    text(text, literal) {
      if (!inText) return
      pieces += literal ? text : unescapeXml(text)
      if (pieces.length > limits.textLength * longestEscape) throw textTooLong(null, limits.textLength)
    },
  })
  if (texts.some(cell => cell.kind === 'text' && cell.text.length > limits.textLength))
    throw textTooLong(null, limits.textLength)
  return texts
}

/** One table entry costs memory even when it is empty. */
const sharedTextsLimit = 3_000_000
/** _x0041_ stands for one character. */
export const longestEscape = 7

export function textCell(escaped: string): Cell {
  return escaped === '' ? emptyCell : { kind: 'text', text: unescapeExcel(escaped) }
}

export async function scanPart(archive: ZipArchive, part: string, limit: number, handler: XmlHandler) {
  const scanner = new XmlScanner(part, handler)
  for await (const text of decodedXml(part, archive.read(part, limit).chunks)) scanner.write(text)
  scanner.end()
}

/** XML as text. A byte that is not a character breaks the file: replaced, it would be another serial number. */
export async function* decodedXml(part: string, chunks: AsyncIterable<Uint8Array>) {
  let decoder: TextDecoder | undefined
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(xmlEncoding(chunk), { fatal: true })
      yield decoder.decode(chunk, { stream: true })
    }
    if (decoder) yield decoder.decode()
  } catch (error) {
    const undecodable = error instanceof TypeError && 'code' in error
    throw undecodable ? brokenFile(`${part} has characters that cannot be read`) : error
  }
}

function xmlEncoding(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

interface Relationship {
  id: string
  /** The last word of the type's address, which the strict and the usual dialect share. */
  type: string
  target: string
}

async function readRelationships(archive: ZipArchive, part: string, limits: SpreadsheetLimits) {
  const slash = part.lastIndexOf('/') + 1
  const folder = part.slice(0, slash)
  const relationshipsPart = `${folder}_rels/${part.slice(slash)}.rels`
  const links: Relationship[] = []
  if (!archive.has(relationshipsPart)) return links
  await scanPart(archive, relationshipsPart, limits.smallPartBytes, {
    open(tag, attributes) {
      if (tag !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
      const type = attribute(attributes, 'Type') ?? ''
      const target = attribute(attributes, 'Target') ?? ''
      links.push({
        id: attribute(attributes, 'Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolvePart(folder, target),
      })
    },
    close() {},
    text() {},
  })
  return links
}

/** Resolves "../a.xml" and "/xl/a.xml" within the archive. */
function resolvePart(folder: string, target: string): string {
  return new URL(target, `zip://archive/${folder}`).pathname.slice(1)
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

function notAWorkbook(archive: ZipArchive): SpreadsheetRefused {
  const what = archive.has('content.xml')
    ? 'an OpenDocument file'
    : archive.has('word/document.xml')
      ? 'a Word document'
      : 'a ZIP file without an Excel workbook in it'
  return new SpreadsheetRefused(
    'not_a_spreadsheet',
    `This is ${what}; save the sheet as an Excel workbook (.xlsx) and upload that.`,
  )
}

function binaryWorkbook(): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'not_a_spreadsheet',
    'This is an Excel binary workbook (.xlsb); save it as an Excel workbook (.xlsx) and upload that.',
  )
}
