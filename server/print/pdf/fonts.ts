import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** What text is set in: the words, those that stand out, and everything that is read sign by sign. */
export type Face = 'sans' | 'bold' | 'mono'

export const weights = [400, 600] as const
export type Weight = (typeof weights)[number]
export const weightOf = (face: Face): Weight => (face === 'bold' ? 600 : 400)

/**
 * The fonts come in one file for each group of scripts, and a text is set from as many as it needs: each sign from the
 * first file that has it.
 */
const files: Record<Face, readonly string[]> = {
  sans: sansFiles(400),
  bold: sansFiles(600),
  mono: [
    ...['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'].map(
      script => `@fontsource/ibm-plex-mono/files/ibm-plex-mono-${script}-400-normal.woff`,
    ),
    ...sansFiles(400),
  ],
}

/** Which file gives the spaces of a face: the reader of fonts trips over the empty glyph in most of the others. */
export function spacesOf(face: Face): string {
  return sansFiles(weightOf(face))[0]!
}

export const filesOf = (face: Face): readonly string[] => files[face]

/** The bytes of a font; read once. */
export function fontBytes(file: string): Buffer {
  let bytes = read.get(file)
  if (bytes === undefined) {
    bytes = readFileSync(resolve(file))
    read.set(file, bytes)
  }
  return bytes
}

/** Keeps a font that was made here, under a name as if it were a file. */
export function keepFont(file: string, bytes: Buffer): void {
  read.set(file, bytes)
}

const { resolve } = createRequire(import.meta.url)
const read = new Map<string, Buffer>()

function sansFiles(weight: Weight): string[] {
  return ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'].map(
    script => `@fontsource/ibm-plex-sans/files/ibm-plex-sans-${script}-${weight}-normal.woff`,
  )
}
