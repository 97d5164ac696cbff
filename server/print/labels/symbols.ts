import bwip from 'bwip-js/node'
import type { ElementInput } from '../../../gs1/public.ts'
import { type Modules, outlineOf } from './outline.ts'

/** A barcode as one black shape: an SVG path in modules, without the quiet zone that it needs around it. */
export interface DrawnSymbol {
  readonly columns: number
  readonly rows: number
  readonly path: string
  /** How many modules have to stay white on each side; a linear one needs them left and right only. */
  readonly quiet: number
}

export type Encoding =
  | { readonly kind: 'gs1-datamatrix' | 'gs1-qr'; readonly elements: readonly ElementInput[] }
  | { readonly kind: 'datamatrix' | 'qr' | 'code128'; readonly text: string }

/** Draws what `Encoding` says. Throws an Error on what no barcode can carry: the caller has seen to that. */
export function drawSymbol(encoding: Encoding): DrawnSymbol {
  switch (encoding.kind) {
    case 'gs1-datamatrix':
      return drawMatrix({ bcid: 'gs1datamatrix', ...gs1(encoding.elements) }, 1)
    case 'gs1-qr':
      return drawMatrix({ bcid: 'gs1qrcode', ...gs1(encoding.elements) }, 4)
    case 'datamatrix':
      return drawMatrix({ bcid: 'datamatrix', ...plain(encoding.text) }, 1)
    case 'qr':
      return drawMatrix({ bcid: 'qrcode', ...plain(encoding.text) }, 4)
    case 'code128':
      return drawBars(encoding.text)
  }
}

type Options = Parameters<typeof bwip.raw>[0]

/** A bracket within a value would be read as an identifier; no value can hold the sign that stands for it here. */
function gs1(elements: readonly ElementInput[]): { text: string; parse: true } {
  const text = elements.map(({ ai, value }) => `(${ai})${value.replaceAll('(', '^040')}`).join('')
  return { text, parse: true }
}

/** Letters beyond ASCII are announced as UTF-8; without that each scanner guesses in its own way. */
function plain(text: string): { text: string; parsefnc?: true } {
  if (/^[\x20-\x7E]*$/.test(text)) return { text }
  return { text: `^ECI000026${text.replaceAll('^', '^^')}`, parsefnc: true }
}

function drawMatrix(options: Options, quiet: number): DrawnSymbol {
  const [raw] = bwip.raw(options) as unknown as [{ pixs: number[]; pixx: number; pixy: number }]
  const modules: Modules = {
    columns: raw.pixx,
    rows: raw.pixy,
    isBlack: (x, y) => raw.pixs[y * raw.pixx + x] === 1,
  }
  return { columns: modules.columns, rows: modules.rows, path: outlineOf(modules), quiet }
}

function drawBars(text: string): DrawnSymbol {
  const [raw] = bwip.raw({ bcid: 'code128', text }) as unknown as [{ sbs: number[] }]
  let at = 0
  let path = ''
  for (const [index, width] of raw.sbs.entries()) {
    if (index % 2 === 0) path += `M${at} 0L${at + width} 0L${at + width} 1L${at} 1Z`
    at += width
  }
  return { columns: at, rows: 1, path, quiet: 10 }
}
