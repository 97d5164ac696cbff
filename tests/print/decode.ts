import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

prepareZXingModule({
  overrides: {
    wasmBinary: readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
      .buffer as ArrayBuffer,
  },
})

interface Drawn {
  readonly columns: number
  readonly rows: number
  readonly path: string
}

/** What a scanner reads from a symbol's outline: filled as a PDF fills it, with white around, at six dots a module. */
export async function decode(symbol: Drawn): Promise<{ text: string; format: string; kind: string }> {
  const [read] = await readBarcodes(rasterise(symbol), { tryHarder: true, textMode: 'Plain' })
  if (read === undefined) throw new Error('no barcode can be seen')
  return { text: read.text, format: read.format, kind: read.symbologyIdentifier }
}

const dots = 6
const margin = 10

function rasterise({ columns, rows, path }: Drawn): ImageData {
  const width = (columns + 2 * margin) * dots
  // Bars are one module high in their own measure.
  const stretch = rows === 1 ? 30 : 1
  const height = (rows * stretch + 2 * margin) * dots
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  const loops = loopsOf(path)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (!isInside(loops, column + 0.5, row + 0.5)) continue
      for (let y = 0; y < dots * stretch; y++) {
        const from = ((margin + row * stretch) * dots + y) * width + (margin + column) * dots
        for (let x = 0; x < dots; x++) data.set([0, 0, 0, 255], (from + x) * 4)
      }
    }
  }
  return { data, width, height, colorSpace: 'srgb' } as ImageData
}

type Loop = { x: number; y: number }[]

function loopsOf(path: string): Loop[] {
  return path
    .split('Z')
    .filter(loop => loop !== '')
    .map(loop => [...loop.matchAll(/[ML](\d+) (\d+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) })))
}

/** By the nonzero rule, which is what PDF and SVG fill by. */
function isInside(loops: readonly Loop[], x: number, y: number): boolean {
  let winding = 0
  for (const loop of loops) {
    for (const [index, from] of loop.entries()) {
      const to = loop[(index + 1) % loop.length]!
      if (from.x !== to.x || from.x < x) continue
      if (from.y <= y && to.y > y) winding++
      else if (to.y <= y && from.y > y) winding--
    }
  }
  return winding !== 0
}
