import { isUtf8 } from 'node:buffer'
import { detectDelimiter } from 'hucre/csv'
import { type Cell, emptyCell, type SheetRow } from './cell.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { brokenFile, textTooLong, tooManyColumns, tooManyRows } from './refused.ts'
import { columnName, lastColumnOfExcel } from './worksheet.ts'

/*
 * CSV read piece by piece: every cell is text, so nothing is guessed. It is our own because a quotation mark that is
 * never closed must be refused after one cell's length, not after the whole file has become one cell.
 */

/** Decodes a CSV file in pieces: UTF-8, UTF-16 with its mark, or else Windows-1252. */
export function* decodedCsv(file: Uint8Array): Generator<{ text: string; readFraction: number }> {
  const pieceBytes = 256 * 1024
  const { decode, start } = decoderFor(file)
  for (let at = start; at < file.length; at += pieceBytes) {
    const end = Math.min(at + pieceBytes, file.length)
    yield { text: decode(file.subarray(at, end), end < file.length), readFraction: end / file.length }
  }
}

type Decode = (bytes: Uint8Array, more: boolean) => string

function decoderFor(file: Uint8Array): { decode: Decode; start: number } {
  if (file[0] === 0xff && file[1] === 0xfe) return { decode: strictDecoder('utf-16le'), start: 2 }
  if (file[0] === 0xfe && file[1] === 0xff) return { decode: strictDecoder('utf-16be'), start: 2 }
  const start = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf ? 3 : 0
  return { decode: isUtf8(file) ? strictDecoder('utf-8') : decodeWindows1252, start }
}

function strictDecoder(encoding: string): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  return (bytes, more) => {
    try {
      return decoder.decode(bytes, { stream: more })
    } catch {
      throw brokenFile('it has characters that cannot be read')
    }
  }
}

/** The characters of Windows-1252 from 0x80 to 0x9f; spelled out because some Node versions decode them as Latin-1. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin1.replace(/[\u0080-\u009f]/g, character => windows1252[character.charCodeAt(0) - 0x80] ?? '')
}

/** Turns text that arrives in pieces into rows. Row numbers count empty rows too. */
export class CsvRows {
  readonly #limits: SpreadsheetLimits
  #rows: SheetRow[] = []
  #delimiter: string | null = null
  #plainField = /(?:)/y
  #rest = ''
  #rowNumber = 0
  #rowCount = 0

  constructor(limits: SpreadsheetLimits) {
    this.#limits = limits
  }

  takeRows(count: number): SheetRow[] {
    return this.#rows.splice(0, count)
  }

  get waitingRows(): number {
    return this.#rows.length
  }

  /** Takes the next piece; `last` says that the file ends with it. */
  write(piece: string, last: boolean): void {
    let text = this.#rest + piece
    if (this.#delimiter === null) text = this.#chooseDelimiter(text)
    let at = 0
    while (at < text.length) {
      const next = this.#row(text, at, last)
      if (next < 0) break
      at = next
    }
    this.#rest = text.slice(at)
  }

  /** Excel's own first line "sep=;" rules and is not a row. */
  #chooseDelimiter(text: string): string {
    const declared = /^sep=([^\r\n])(?:\r\n|\r|\n)/i.exec(text)
    this.#delimiter = declared?.[1] ?? detectDelimiter(text)
    const escaped = this.#delimiter.replace(/[|\\^$.*+?()[\]{}]/, '\\$&')
    this.#plainField = new RegExp(`[^${escaped}\\r\\n]*`, 'y')
    return declared ? text.slice(declared[0].length) : text
  }

  /** Reads one row; returns the index after it, or -1 when it may go on in the next piece. */
  #row(text: string, start: number, last: boolean): number {
    const fields: string[] = []
    for (let at = start; ; ) {
      const field = this.#field(text, at, last)
      if (field === null) return -1
      if (field.value.length > this.#limits.textLength) throw this.#textTooLong()
      fields.push(field.value)
      if (field.value !== '' && fields.length > this.#limits.columns)
        throw this.#tooManyColumns(fields.length)
      if (fields.length > lastColumnOfExcel) throw brokenFile(`row ${this.#rowNumber + 1} is too long`)
      at = field.end
      if (at >= text.length) {
        if (!last) return -1
        this.#finishRow(fields)
        return at
      }
      const separator = text.charAt(at)
      at++
      if (separator === this.#delimiter) continue
      if (separator === '\r' && at === text.length && !last) return -1
      if (separator === '\r' && text.charAt(at) === '\n') at++
      this.#finishRow(fields)
      return at
    }
  }

  #field(text: string, at: number, last: boolean): { value: string; end: number } | null {
    if (text.charAt(at) !== '"') return this.#plain(text, at)
    let value = ''
    for (let from = at + 1; ; ) {
      const quote = text.indexOf('"', from)
      if (quote < 0) return this.#unclosed(text, at, last)
      value += text.slice(from, quote)
      if (text.charAt(quote + 1) !== '"') {
        const tail = this.#plain(text, quote + 1)
        return { value: value + tail.value, end: tail.end }
      }
      value += '"'
      from = quote + 2
    }
  }

  #plain(text: string, at: number): { value: string; end: number } {
    this.#plainField.lastIndex = at
    const value = this.#plainField.exec(text)?.[0] ?? ''
    return { value, end: at + value.length }
  }

  #unclosed(text: string, at: number, last: boolean): null {
    if (last) throw brokenFile(`a quotation mark in row ${this.#rowNumber + 1} is never closed`)
    if (text.length - at > 2 * this.#limits.textLength + 2) throw this.#textTooLong()
    return null
  }

  #finishRow(fields: string[]): void {
    this.#rowNumber++
    let used = fields.length
    while (used > 0 && fields[used - 1] === '') used--
    if (used === 0) return
    if (++this.#rowCount > this.#limits.rows) throw tooManyRows(this.#limits.rows)
    const cells = fields
      .slice(0, used)
      .map((text): Cell => (text === '' ? emptyCell : { kind: 'text', text }))
    this.#rows.push({ number: this.#rowNumber, cells })
  }

  #tooManyColumns(column: number) {
    return tooManyColumns(columnName(column), this.#rowNumber + 1, this.#limits.columns)
  }

  #textTooLong() {
    return textTooLong(this.#rowNumber + 1, this.#limits.textLength)
  }
}
