import { brokenFile } from './refused.ts'

/*
 * A streaming XML scanner for spreadsheet parts. It knows no entities but XML's own five and refuses any document
 * type declaration, so nothing can expand; it holds back at most one unfinished tag or text, of bounded length.
 */

/** What the scanner meets. Names come without their namespace prefix; `attributes` is the tag's text after the name. */
export interface XmlHandler {
  open(name: string, attributes: string): void
  close(name: string): void
  /** `text` is still escaped unless `literal` (from a CDATA section): see `unescapeXml`. */
  text(text: string, literal: boolean): void
}

const longestConstruct = 1024 * 1024
const deepestNesting = 200

export class XmlScanner {
  readonly #handler: XmlHandler
  readonly #part: string
  readonly #open: string[] = []
  #rest = ''
  #rootSeen = false

  constructor(part: string, handler: XmlHandler) {
    this.#part = part
    this.#handler = handler
  }

  /** Takes the next piece of the document, cut anywhere. */
  write(chunk: string): void {
    const text = this.#rest + chunk
    let at = 0
    while (at < text.length) {
      const next = text.charCodeAt(at) === 60 ? this.#markup(text, at) : this.#text(text, at)
      if (next < 0) break
      at = next
    }
    this.#rest = text.slice(at)
    if (this.#rest.length > longestConstruct) throw this.#broken()
  }

  /** Says that the document has ended; refuses one that is cut off. */
  end(): void {
    if (this.#rest.trim() !== '' || this.#open.length > 0 || !this.#rootSeen) throw this.#broken()
  }

  /** Returns the index after the text, or -1 when its end has not arrived yet. */
  #text(text: string, at: number): number {
    const end = text.indexOf('<', at)
    if (end < 0) return -1
    const value = text.slice(at, end)
    if (this.#open.length > 0) this.#handler.text(value, false)
    else if (value.trim() !== '' && value !== '\ufeff') throw this.#broken()
    return end
  }

  #markup(text: string, at: number): number {
    const second = text.charCodeAt(at + 1)
    if (second === 33) return this.#declaration(text, at)
    if (second === 63) return after(text, '?>', at)
    const end = tagEnd(text, at + 1)
    if (end < 0) return -1
    if (second === 47) this.#closeTag(text.slice(at + 2, end).trimEnd())
    else this.#openTag(text, at + 1, end)
    return end + 1
  }

  #declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return after(text, '-->', at + 4)
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at + 9)
      if (end < 0) return -1
      if (this.#open.length === 0) throw this.#broken()
      this.#handler.text(text.slice(at + 9, end), true)
      return end + 3
    }
    if (text.length - at < 9) return -1
    throw this.#broken()
  }

  #openTag(text: string, start: number, end: number): void {
    const selfClosed = text.charCodeAt(end - 1) === 47
    const stop = selfClosed ? end - 1 : end
    let nameEnd = start
    while (nameEnd < stop && text.charCodeAt(nameEnd) > 32) nameEnd++
    const full = text.slice(start, nameEnd)
    if (full === '' || (this.#open.length === 0 && this.#rootSeen) || this.#open.length >= deepestNesting)
      throw this.#broken()
    this.#rootSeen = true
    const name = withoutPrefix(full)
    this.#handler.open(name, text.slice(nameEnd, stop))
    if (selfClosed) this.#handler.close(name)
    else this.#open.push(full)
  }

  #closeTag(full: string): void {
    if (this.#open.pop() !== full) throw this.#broken()
    this.#handler.close(withoutPrefix(full))
  }

  #broken() {
    return brokenFile(`${this.#part} cannot be read`)
  }
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at < 0 ? -1 : at + mark.length
}

/** The index of the > that ends a tag: one within quotes does not. */
function tagEnd(text: string, from: number): number {
  let quote = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 62) return at
    else if (code === 34 || code === 39) quote = code
  }
  return -1
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** An attribute's value by its name without prefix, or undefined. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = 0; ; ) {
    const equals = attributes.indexOf('=', at)
    if (equals < 0) return undefined
    let start = equals + 1
    while (attributes.charCodeAt(start) <= 32) start++
    const quote = attributes[start]
    const end = quote === '"' || quote === "'" ? attributes.indexOf(quote, start + 1) : -1
    if (quote === undefined || end < 0) throw brokenFile('an attribute cannot be read')
    if (withoutPrefix(attributes.slice(at, equals).trim()) === name)
      return unescapeXml(attributes.slice(start + 1, end))
    at = end + 1
  }
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Resolves character references and line ends; refuses any entity that XML itself does not define. */
export function unescapeXml(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  if (!lines.includes('&')) return lines
  return lines.replace(/&([^;&]{0,12};)?/g, (_, reference: string | undefined) => {
    const name = reference?.slice(0, -1) ?? ''
    const named = Object.hasOwn(namedEntities, name) ? namedEntities[name] : undefined
    if (named !== undefined) return named
    const code = /^#x[0-9a-f]+$/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : /^#\d+$/.test(name)
        ? Number(name.slice(1))
        : -1
    if (code < 1 || code > 0x10ffff) throw brokenFile('a character in it cannot be read')
    return String.fromCodePoint(code)
  })
}

/** Excel writes characters that XML cannot hold as _xHHHH_, and an underscore that would be mistaken for one as _x005F_. */
export function unescapeExcel(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
