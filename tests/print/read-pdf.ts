import { inflateSync } from 'node:zlib'

/** What a test wants to know of a PDF: its pages, and the text on each in the order in which it was written. */
export interface ReadPdf {
  readonly pages: number
  /** Of each page: the pieces of text, joined by line breaks. */
  readonly texts: readonly string[]
  /** All pages together. */
  readonly text: string
}

/** Reads as much of PDF as pdfkit writes: plain objects, deflated streams, fonts with a map back to Unicode. */
export function readPdf(bytes: Buffer): ReadPdf {
  const objects = objectsOf(bytes)
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
  const texts = pages.map(page => {
    const fonts = fontsOf(page.head, objects)
    const content = objects.get(numberAfter(page.head, '/Contents'))!
    return textOf(content.stream!.toString('latin1'), fonts)
  })
  return { pages: pages.length, texts, text: texts.join('\n') }
}

interface PdfObject {
  head: string
  stream: Buffer | null
}

function objectsOf(bytes: Buffer): Map<number, PdfObject> {
  const all = bytes.toString('latin1')
  const objects = new Map<number, PdfObject>()
  for (const match of all.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)(?=\nendobj)/g)) {
    const body = match[2]!
    const at = body.indexOf('stream\n')
    const head = at < 0 ? body : body.slice(0, at)
    if (at < 0) {
      objects.set(Number(match[1]), { head, stream: null })
      continue
    }
    const length = numberAfter(head, '/Length')
    const from = match.index + match[0].indexOf('stream\n', match[0].indexOf(head)) + 'stream\n'.length
    const raw = bytes.subarray(from, from + length)
    objects.set(Number(match[1]), {
      head,
      stream: head.includes('/FlateDecode') ? inflateSync(raw) : raw,
    })
  }
  return objects
}

function numberAfter(text: string, key: string): number {
  return Number(new RegExp(`${key} (\\d+)`).exec(text)?.[1])
}

type Letters = Map<string, string>

/** For each font's name on this page, what its glyph numbers mean. */
function fontsOf(page: string, objects: Map<number, PdfObject>): Map<string, Letters> {
  const resources = objects.get(numberAfter(page, '/Resources'))?.head ?? page
  return new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => {
      const map = objects.get(numberAfter(objects.get(Number(number))!.head, '/ToUnicode'))!
      return [name!, lettersOf(map.stream!.toString('latin1'))]
    }),
  )
}

function lettersOf(map: string): Letters {
  const letters: Letters = new Map()
  for (const [, from, list] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    const first = Number.parseInt(from!, 16)
    for (const [index, [, hex]] of [...list!.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
      const utf16 = hex!.replaceAll(' ', '').match(/.{4}/g) ?? []
      letters.set(
        (first + index).toString(16).padStart(4, '0'),
        String.fromCharCode(...utf16.map(unit => Number.parseInt(unit, 16))),
      )
    }
  }
  return letters
}

function textOf(content: string, fonts: Map<string, Letters>): string {
  let letters: Letters = new Map()
  const pieces: string[] = []
  for (const match of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (match[1] !== undefined) letters = fonts.get(match[1])!
    else {
      const glyphs = [...match[2]!.matchAll(/<([0-9a-f]*)>/gi)].map(one => one[1]!.toLowerCase()).join('')
      pieces.push((glyphs.match(/.{4}/g) ?? []).map(glyph => letters.get(glyph) ?? '\uFFFD').join(''))
    }
  }
  return pieces.join('\n')
}
