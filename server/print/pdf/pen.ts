import type PDFDocument from 'pdfkit'
import { fileFor } from './coverage.ts'
import { isEastAsian } from './east-asian.ts'
import { type Face, fontBytes, spacesOf } from './fonts.ts'
import { hasGaps, printable } from './printable.ts'

/** How a text is set: sizes and places in points. */
export interface Type {
  readonly face: Face
  readonly size: number
}

/** Writes text on a PDF. All of it is data: nothing in it can change the page, whatever people typed. */
export interface Pen {
  width(text: string, type: Type): number
  /** The text if it fits, else as much of its beginning as does, with an ellipsis. */
  fit(text: string, type: Type, width: number): string
  /** The text in lines of at most this width, broken at spaces, beside East Asian signs, and in words that are too long anywhere. */
  wrap(text: string, type: Type, width: number, mostLines?: number): string[]
  /** `y` is the baseline. */
  write(text: string, x: number, y: number, type: Type): void
  /** Whether some text so far had signs that the fonts lack. */
  readonly hasGaps: boolean
}

export function makePen(pdf: typeof PDFDocument.prototype): Pen {
  const registered = new Set<string>()
  let gaps = false
  const use = (file: string, size: number) => {
    if (!registered.has(file)) pdf.registerFont(file, fontBytes(file) as unknown as string)
    registered.add(file)
    return pdf.font(file).fontSize(size)
  }
  const shown = (text: string, face: Face) => {
    gaps ||= hasGaps(text, face)
    return printable(text, face)
  }
  /** A space among codes is as wide as its neighbours, whichever font it comes from. */
  const runWidth = ({ file, text }: Run, face: Face, size: number) =>
    face === 'mono' && text.trim() === ''
      ? text.length * size * monoWidth
      : use(file, size).widthOfString(text)
  const width = (text: string, { face, size }: Type) => {
    // Serials come in tens of thousands; every sign of this font is as wide as the other.
    if (face === 'mono' && /^[\x21-\x7E]*$/.test(text)) return text.length * size * monoWidth
    return runsOf(shown(text, face), face).reduce((sum, run) => sum + runWidth(run, face, size), 0)
  }
  return {
    width,
    fit: (text, type, most) => {
      const whole = shown(text, type.face)
      return width(whole, type) <= most ? whole : shortened(whole, most, part => width(part, type))
    },
    wrap: (text, type, most, mostLines = Number.POSITIVE_INFINITY) =>
      wrapped(shown(text, type.face), most, mostLines, part => width(part, type)),
    write: (text, x, y, type) => {
      let at = x
      const runs = runsOf(shown(text, type.face), type.face)
      for (const [index, run] of runs.entries()) {
        use(run.file, type.size).text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' })
        if (index < runs.length - 1) at += runWidth(run, type.face, type.size)
      }
    },
    get hasGaps() {
      return gaps
    },
  }
}

/** How wide a sign of IBM Plex Mono is, in parts of its size. */
const monoWidth = 0.6

interface Run {
  readonly file: string
  readonly text: string
}

/** Pieces of one font each. */
function runsOf(text: string, face: Face): Run[] {
  const runs: Run[] = []
  for (const sign of text) {
    const file = fileFor(face, sign) ?? spacesOf(face)
    const last = runs.at(-1)
    if (last?.file === file) runs[runs.length - 1] = { file, text: last.text + sign }
    else runs.push({ file, text: sign })
  }
  return runs
}

type Measure = (text: string) => number

/** How many signs of the text fit, found by halving: widths grow with length. */
function howManyFit(signs: readonly string[], most: number, measure: Measure, tail = ''): number {
  let fits = 0
  let tooMany = signs.length + 1
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1
    if (measure(signs.slice(0, middle).join('') + tail) <= most) fits = middle
    else tooMany = middle
  }
  return fits
}

function shortened(text: string, most: number, measure: Measure): string {
  const signs = Array.from(text)
  return `${signs
    .slice(0, howManyFit(signs, most, measure, '…'))
    .join('')
    .trimEnd()}…`
}

function wrapped(text: string, most: number, mostLines: number, measure: Measure): string[] {
  const lines: string[] = []
  let rest = text.trim()
  while (rest !== '') {
    if (measure(rest) <= most) return [...lines, rest]
    if (lines.length + 1 >= mostLines) return [...lines, shortened(rest, most, measure)]
    const signs = Array.from(rest)
    const fitting = Math.max(1, howManyFit(signs, most, measure))
    const cut = lastBreak(signs, fitting)
    lines.push(signs.slice(0, cut).join('').trimEnd())
    rest = signs.slice(cut).join('').trimStart()
  }
  return lines
}

/** Where a line of at most so many signs ends best. */
function lastBreak(signs: readonly string[], most: number): number {
  for (let at = most; at > 0; at--) {
    const [before = '', after = ''] = signs.slice(at - 1, at + 1)
    if (after === ' ') return at
    if ((isEastAsian(before) || isEastAsian(after)) && !beginsNoLine.test(after)) return at
  }
  return most
}

/** What belongs to the sign before it: ends of sentences and brackets. */
const beginsNoLine = /[\p{Pe}\p{Pf}、。，．：；！？・ー…,.:;!?]/u
