import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'
import { keepFont, type Weight, weights } from './fonts.ts'
import { signsIn } from './signs.ts'

/**
 * Chinese, Japanese and Korean: 40,000 signs in some four hundred slices of four families, of which a paper needs a few. A
 * sign is set from the first family that has it, so Han is printed in its Traditional form where there is one.
 */
const families = ['tc', 'sc', 'jp', 'kr'].map(script => `@fontsource-variable/noto-sans-${script}`)

const eastAsian =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3001-\u303F\u30FB\u30FC\uFF01-\uFFEE]/gu

export const isEastAsian = (sign: string): boolean => sign > '\u10FF' && sign.search(eastAsian) === 0

/**
 * Makes ready what prints the East Asian signs of a text: their slices are unpacked and set to the weights of the faces,
 * once for the life of the server. Pens do not wait, so whoever draws calls this with all that will be written.
 */
export async function makeReady(text: string): Promise<void> {
  const signs = new Set(text.normalize('NFC').match(eastAsian))
  for (const sign of signs) {
    const codePoint = sign.codePointAt(0)!
    if (!sliceOf.has(codePoint)) sliceOf.set(codePoint, await findSlice(codePoint))
  }
}

/** The file that has a sign in this weight; undefined when none has, or nobody made it ready. */
export function eastAsianFile(weight: Weight, codePoint: number): string | undefined {
  const slice = sliceOf.get(codePoint)
  return slice ? fileOf(slice, weight) : undefined
}

/** Each sign that was asked for, and the slice that has it; null where none has. */
const sliceOf = new Map<number, string | null>()

async function findSlice(codePoint: number): Promise<string | null> {
  for (const family of families) {
    const { slices, sliceAt } = await tableOf(family)
    const slice = sliceAt.get(codePoint)
    // A slice's table names signs of all fonts that are cut like it; whether this one has them shows when it is open.
    if (slice !== undefined && (await opened(slice, slices.get(slice)!)).has(codePoint)) return slice
  }
  return null
}

const fileOf = (slice: string, weight: Weight): string => `${slice} ${weight}`

interface Table {
  /** File, and the signs that it was cut for. */
  readonly slices: ReadonlyMap<string, readonly number[]>
  readonly sliceAt: ReadonlyMap<number, string>
}

const tableOf = once(async (family: string): Promise<Table> => {
  const ranges = JSON.parse(await readFile(resolve(`${family}/unicode.json`), 'utf8')) as Record<
    string,
    string
  >
  const script = family.split('-').at(-1)
  const slices = new Map(
    // Keys are "[12]" for slices by their number, and names of scripts (latin), which other fonts print here.
    Object.entries(ranges).flatMap(([key, range]) => {
      const number = /^\[(\d+)\]$/.exec(key)?.[1]
      const file = `${family}/files/noto-sans-${script}-${number}-wght-normal.woff2`
      return number === undefined ? [] : [[file, codePointsIn(range)] as const]
    }),
  )
  const sliceAt = new Map([...slices].flatMap(([slice, signs]) => signs.map(sign => [sign, slice] as const)))
  return { slices, sliceAt }
})

/** "U+3401,U+3d18-3d19" as numbers. */
function codePointsIn(ranges: string): number[] {
  return ranges.split(',').flatMap(range => {
    const [from, to = from] = range
      .trim()
      .slice('U+'.length)
      .split('-')
      .map(hex => Number.parseInt(hex, 16)) as [number, number?]
    return Array.from({ length: to! - from + 1 }, (_, index) => from + index)
  })
}

/** pdfkit reads no variable font: each weight is cut out of the slice. */
const opened = once(async (slice: string, signs: readonly number[]): Promise<ReadonlySet<number>> => {
  const packed = await readFile(resolve(slice))
  const text = String.fromCodePoint(...signs)
  for (const weight of weights) {
    const bytes = await subsetFont(packed, text, {
      targetFormat: 'sfnt',
      variationAxes: { wght: weight },
      noLayoutClosure: true,
    })
    keepFont(fileOf(slice, weight), bytes)
  }
  return signsIn(fileOf(slice, weights[0]))
})

/** Does the work for a name once, also for those who ask meanwhile; what failed is tried again. */
function once<Answer, More extends unknown[]>(work: (name: string, ...more: More) => Promise<Answer>) {
  const answers = new Map<string, Promise<Answer>>()
  return (name: string, ...more: More): Promise<Answer> => {
    const answer = answers.get(name) ?? work(name, ...more)
    answers.set(name, answer)
    answer.catch(() => answers.delete(name))
    return answer
  }
}

const { resolve } = createRequire(import.meta.url)
