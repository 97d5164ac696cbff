import type { LabelDrawing } from '../../../contract/print.ts'
import { formatDay } from '../format.ts'
import type { Pen } from '../pdf/pen.ts'
import { pointsPerMm } from '../pdf/units.ts'
import type { Encoded } from './encode.ts'
import type { Sheet } from './sheets.ts'
import type { Subject } from './subject.ts'
import { type DrawnSymbol, drawSymbol } from './symbols.ts'

type Line = LabelDrawing['texts'][number]
interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** The smallest module that office printers and label printers at 203 dpi still print well, in mm. */
export const smallestBarMm = 0.19

/** How many modules wide a Code 128 may be on this label. */
export function barsThatFit({ width, padding }: Sheet): number {
  return Math.floor((width - 2 * padding) / smallestBarMm)
}

/** Lays a label out in mm: the symbol, and beside or above it what it says. Nothing leaves the label. */
export function layOut(subject: Subject, encoded: Encoded, sheet: Sheet, pen: Pen): LabelDrawing {
  const { width, height, padding } = sheet
  const inner: Box = {
    x: padding,
    y: padding,
    width: width - 2 * padding,
    height: height - 2 * padding,
  }
  const drawn = drawSymbol(encoded.encoding)
  const placed = encoded.encoding.kind === 'code128' ? asBars(drawn, inner) : asSquare(drawn, inner)
  return {
    width,
    height,
    symbol: { ...placed.symbol, columns: drawn.columns, rows: drawn.rows, path: drawn.path },
    texts: linesOf(subject, encoded, placed.rest, pen),
  }
}

type Placed = { symbol: { x: number; y: number; moduleX: number; moduleY: number }; rest: Box }

/** A matrix stands at the left, in the middle of the height, no larger than scanners like and text leaves room for. */
function asSquare(drawn: DrawnSymbol, inner: Box): Placed {
  const modules = drawn.columns + 2 * drawn.quiet
  const side = Math.min(inner.height, inner.width * 0.42, 34)
  const module = Math.min(side / modules, 1)
  const whole = module * modules
  const x = inner.x + module * drawn.quiet
  const y = inner.y + (inner.height - whole) / 2 + module * drawn.quiet
  const gap = 1.8
  return {
    symbol: { x, y, moduleX: module, moduleY: module },
    rest: { ...inner, x: inner.x + whole + gap, width: inner.width - whole - gap },
  }
}

/** Bars stand at the foot, as wide as they may. */
function asBars(drawn: DrawnSymbol, inner: Box): Placed {
  const moduleX = Math.min(inner.width / (drawn.columns + 2 * drawn.quiet), 0.4)
  const barHeight = Math.min(inner.height * 0.38, 14)
  const x = inner.x + (inner.width - moduleX * drawn.columns) / 2
  return {
    symbol: { x, y: inner.y + inner.height - barHeight, moduleX, moduleY: barHeight },
    rest: { ...inner, height: inner.height - barHeight - 1 },
  }
}

interface Wanted {
  readonly text: string
  readonly face: Line['face']
  readonly size: number
  /** The most lines that it may take. */
  readonly lines: number
}

/** From the most wanted to the least: what finds no room below the others is left out, never cut through. */
function wantedTexts(subject: Subject, encoded: Encoded): Wanted[] {
  const fact = (label: string, value: string | null, lines: number): Wanted[] =>
    value === null ? [] : [{ text: `${label} ${value}`, face: 'mono', size: 2.5, lines }]
  return [
    { text: subject.productName, face: 'bold', size: 2.9, lines: 2 },
    ...fact('SN', subject.serial, 2),
    ...fact('LOT', subject.lot, 2),
    ...fact('EXP', subject.expiresOn && formatDay(subject.expiresOn), 1),
    ...fact('MADE', subject.expiresOn === null && subject.madeOn ? formatDay(subject.madeOn) : null, 1),
    { text: subject.productNumber, face: 'mono', size: 2.2, lines: 1 },
    ...(encoded.says.startsWith('(')
      ? [{ text: encoded.says, face: 'mono' as const, size: 1.7, lines: 4 }]
      : []),
  ]
}

const lineHeight = 1.22

function linesOf(subject: Subject, encoded: Encoded, box: Box, pen: Pen): Line[] {
  const scale = box.height > 30 ? 1.5 : box.height < 20 ? 0.86 : 1
  const set: Line[] = []
  let y = box.y
  for (const wanted of wantedTexts(subject, encoded)) {
    const size = wanted.size * scale
    const room = Math.floor((box.y + box.height - y) / (size * lineHeight))
    if (room < 1) continue
    const type = { face: wanted.face, size: size * pointsPerMm }
    const lines = pen.wrap(wanted.text, type, box.width * pointsPerMm, Math.min(room, wanted.lines))
    for (const text of lines) {
      set.push({ x: box.x, y: y + size, size, face: wanted.face, text })
      y += size * lineHeight
    }
    y += size * 0.16
  }
  const left = box.y + box.height - y
  return set.map(line => ({ ...line, y: line.y + Math.max(0, left / 2) }))
}
