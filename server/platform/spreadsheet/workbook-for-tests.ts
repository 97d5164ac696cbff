import { crc32, deflateRawSync } from 'node:zlib'

/* Makes workbooks byte by byte for the tests, sound ones and hostile ones, from the XML that they should carry. */

/** One part of a ZIP file. The claims replace what would be true. */
export interface ZipPart {
  name: string
  content: string | Uint8Array
  /** Compressed bytes to store instead of `content`, which is then only measured. */
  deflated?: Uint8Array
  claimedSize?: number
  claimedChecksum?: number
  encrypted?: boolean
}

export function zip(parts: readonly ZipPart[]): Uint8Array {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const content = Buffer.from(part.content as string)
    const compressed = part.deflated ?? deflateRawSync(content, { level: 1 })
    const header = Buffer.alloc(26)
    header.writeUInt16LE(20, 0)
    header.writeUInt16LE(part.encrypted ? 1 : 0, 2)
    header.writeUInt16LE(8, 4)
    header.writeUInt32LE(part.claimedChecksum ?? crc32(content), 10)
    header.writeUInt32LE(compressed.length, 14)
    header.writeUInt32LE(part.claimedSize ?? content.length, 18)
    header.writeUInt16LE(name.length, 22)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), header, name, Buffer.from(compressed))
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header.subarray(0, 26), tail, name)
    offset += 30 + name.length + compressed.length
  }
  const directoryBytes = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directoryBytes.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, directoryBytes, end])
}

export interface WorkbookParts {
  /** What stands within <sheetData>. */
  rows: string
  /** What stands before <sheetData>. */
  beforeRows?: string
  sharedTexts?: string
  /** Number formats by cell style, as built-in numbers or as codes. */
  formats?: (number | string)[]
  date1904?: boolean
  sheets?: string
  extra?: ZipPart[]
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** An .xlsx file of one sheet named Sheet1; parts in `extra` replace those of the same name. */
export function workbook(parts: WorkbookParts): Uint8Array {
  const extra = parts.extra ?? []
  const replaced = new Set(extra.map(part => part.name))
  return zip([...standardParts(parts).filter(part => !replaced.has(part.name)), ...extra])
}

function standardParts(parts: WorkbookParts): ZipPart[] {
  const sheets = parts.sheets ?? '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
  return [
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: relations([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${parts.date1904 ? ' date1904="1"' : ''}/><sheets>${sheets}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'worksheet', '/xl/worksheets/sheet2.xml'],
        ['rId3', 'sharedStrings', 'sharedStrings.xml'],
        ['rId4', 'styles', 'styles.xml'],
        ['rId5', 'chartsheet', 'chartsheets/sheet1.xml'],
      ]),
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml(parts.rows, parts.beforeRows) },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${main}">${parts.sharedTexts ?? ''}</sst>` },
    { name: 'xl/styles.xml', content: stylesXml(parts.formats ?? []) },
  ]
}

export function sheetXml(rows: string, beforeRows = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\r\n<worksheet xmlns="${main}">${beforeRows}<sheetData>${rows}</sheetData></worksheet>`
}

function stylesXml(formats: (number | string)[]): string {
  const codes = formats.flatMap((format, index) =>
    typeof format === 'string'
      ? [`<numFmt numFmtId="${200 + index}" formatCode="${format.replaceAll('"', '&quot;')}"/>`]
      : [],
  )
  const styles = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === 'string' ? 200 + index : format}"/>`,
  )
  return `<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`
}

function relations(links: [id: string, type: string, target: string][]): string {
  const tags = links.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${packageRelations}">${tags.join('')}</Relationships>`
}
