import { crc32, createInflateRaw } from 'node:zlib'
import type { SpreadsheetLimits } from './limits.ts'
import { brokenFile, fileTooLarge, SpreadsheetRefused } from './refused.ts'

/*
 * Just enough of ZIP for a workbook that is wholly in memory. It is our own because the sizes in a ZIP file's
 * directory are claims: parts are inflated as a stream and counted, and each part's checksum is verified.
 */

interface ZipEntry {
  name: string
  encrypted: boolean
  method: number
  checksum: number
  compressedSize: number
  size: number
  headerOffset: number
}

/** One part's bytes as they inflate. `readFraction` says how much of the compressed part has been taken in. */
export interface PartReader {
  chunks: AsyncGenerator<Uint8Array, void, undefined>
  readFraction(): number
}

const stored = 0
const deflated = 8
const unknown32 = 0xffffffff

export class ZipArchive {
  readonly #bytes: Buffer
  readonly #limits: SpreadsheetLimits
  readonly #entries = new Map<string, ZipEntry>()
  #unzippedBytes = 0

  constructor(file: Uint8Array, limits: SpreadsheetLimits) {
    this.#bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
    this.#limits = limits
    for (const entry of readDirectory(this.#bytes)) this.#entries.set(partKey(entry.name), entry)
  }

  has(part: string): boolean {
    return this.#entries.has(partKey(part))
  }

  /** Reads one part; `limit` is the most bytes it may unzip to. Throws SpreadsheetRefused while reading. */
  read(part: string, limit: number): PartReader {
    const entry = this.#entries.get(partKey(part))
    if (!entry) throw brokenFile(`${part} is missing`)
    if (entry.encrypted) throw passwordProtected()
    // A claim that is too large needs no proof.
    if (entry.size > limit) throw this.#tooLarge()
    const compressed = this.#compressedBytes(entry)
    if (entry.method === stored) {
      const chunks = this.#counted(entry, slices(compressed), limit)
      return { chunks, readFraction: () => 1 }
    }
    if (entry.method !== deflated) throw brokenFile(`${part} is compressed in an unknown way`)
    const inflate = createInflateRaw({ chunkSize: 128 * 1024 })
    inflate.end(compressed)
    const chunks = this.#counted(entry, inflate, limit)
    return { chunks, readFraction: () => inflate.bytesWritten / Math.max(1, compressed.length) }
  }

  #compressedBytes(entry: ZipEntry): Buffer {
    const at = entry.headerOffset
    if (at + 30 > this.#bytes.length || this.#bytes.readUInt32LE(at) !== 0x04034b50)
      throw brokenFile(`${entry.name} is not where the file says`)
    const start = at + 30 + this.#bytes.readUInt16LE(at + 26) + this.#bytes.readUInt16LE(at + 28)
    if (start + entry.compressedSize > this.#bytes.length) throw brokenFile(`${entry.name} is cut off`)
    return this.#bytes.subarray(start, start + entry.compressedSize)
  }

  async *#counted(entry: ZipEntry, source: AsyncIterable<Uint8Array>, limit: number) {
    let size = 0
    let checksum = 0
    try {
      for await (const chunk of source) {
        size += chunk.length
        this.#unzippedBytes += chunk.length
        if (size > entry.size) throw brokenFile(`${entry.name} is longer than the file says`)
        if (size > limit || this.#unzippedBytes > this.#limits.unzippedBytes) throw this.#tooLarge()
        checksum = crc32(chunk, checksum)
        yield chunk
      }
    } catch (error) {
      throw isZlibError(error) ? brokenFile(`${entry.name} cannot be unzipped`) : error
    }
    if (size !== entry.size || checksum !== entry.checksum)
      throw brokenFile(`${entry.name} does not match its checksum`)
  }

  #tooLarge(): SpreadsheetRefused {
    return fileTooLarge(`more than ${this.#limits.unzippedBytes / 1024 / 1024} MB when unzipped`)
  }
}

export function passwordProtected(): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'password_protected',
    'This file is protected by a password; open it in Excel, remove the password under File, Info, and upload it again.',
  )
}

async function* slices(bytes: Buffer) {
  const size = 128 * 1024
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}

/** Part names are compared without case, and some programs write backslashes. */
function partKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()
}

function readDirectory(bytes: Buffer): ZipEntry[] {
  const { offset, count } = findDirectory(bytes)
  const entries: ZipEntry[] = []
  let at = offset
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50)
      throw brokenFile('its table of contents cannot be read')
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const entry: ZipEntry = {
      name: bytes.toString('utf8', at + 46, nameEnd),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      compressedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      headerOffset: bytes.readUInt32LE(at + 42),
    }
    takeZip64Sizes(entry, bytes.subarray(nameEnd, extraEnd))
    entries.push(entry)
    at = extraEnd + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function findDirectory(bytes: Buffer): { offset: number; count: number } {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > bytes.length) throw brokenFile('its end is missing')
  const count = bytes.readUInt16LE(end + 10)
  const offset = bytes.readUInt32LE(end + 16)
  if (count !== 0xffff && offset !== unknown32) return { offset, count }
  if (end < 20 || bytes.readUInt32LE(end - 20) !== 0x07064b50) return { offset, count }
  const record = Number(bytes.readBigUInt64LE(end - 12))
  if (record + 56 > bytes.length) throw brokenFile('its table of contents cannot be read')
  return {
    count: Number(bytes.readBigUInt64LE(record + 32)),
    offset: Number(bytes.readBigUInt64LE(record + 48)),
  }
}

/** Some programs write 64-bit sizes even for small files: those replace the 32-bit ones that say "unknown". */
function takeZip64Sizes(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = Math.min(at + 4 + extra.readUInt16LE(at + 2), extra.length)
    if (extra.readUInt16LE(at) === 1) {
      let next = at + 4
      for (const field of ['size', 'compressedSize', 'headerOffset'] as const) {
        if (entry[field] !== unknown32 || next + 8 > end) continue
        entry[field] = Number(extra.readBigUInt64LE(next))
        next += 8
      }
    }
    at = end
  }
}
