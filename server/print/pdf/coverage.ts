import { eastAsianFile } from './east-asian.ts'
import { type Face, filesOf, spacesOf, weightOf } from './fonts.ts'
import { signsIn } from './signs.ts'

/** Which file of a face has a sign; undefined when none has, or none that was made ready. */
export function fileFor(face: Face, sign: string): string | undefined {
  if (sign === ' ') return spacesOf(face)
  const codePoint = sign.codePointAt(0)!
  return filesOf(face).find(file => signsIn(file).has(codePoint)) ?? eastAsianFile(weightOf(face), codePoint)
}
