import { hasGaps } from '../pdf/printable.ts'
import type { Encoded, Surprise } from './encode.ts'
import type { Subject } from './subject.ts'

type Label = { readonly subject: Subject; readonly encoded: Encoded }

/** What a person should know before printing, each once, with how many labels it is true of. */
export function notesOn(labels: readonly Label[]): string[] {
  const notes = (Object.keys(sentences) as Surprise[]).flatMap(surprise => {
    const affected = labels.filter(({ encoded }) => encoded.surprises.includes(surprise))
    const [first] = affected
    if (first === undefined) return []
    return [sentences[surprise](labelsOf(affected.length, labels.length), first.encoded.says)]
  })
  const gaps = labels.filter(({ subject }) => hasGaps(subject.productName, 'bold') || codesHaveGaps(subject))
  if (gaps.length === 0) return notes
  return [...notes, `${labelsOf(gaps.length, labels.length)} letters that cannot be printed: ${gapWords}`]
}

const gapWords =
  'the fonts have Latin, Greek, Cyrillic, Chinese, Japanese and Korean. In names [?] stands for the rest, in numbers the sign’s own number, as [U+6279]. What the symbol holds is whole.'

const sentences: Record<Surprise, (labels: string, says: string) => string> = {
  no_gtin: (labels, says) =>
    `${labels} no GTIN at the product, so the symbol holds the shop’s own code (${says}). Add the GTIN there to print GS1 codes.`,
  not_gs1: (labels, says) =>
    `${labels} a lot or serial number that GS1 codes cannot carry (up to 20 signs, no spaces, no accents), so the symbol holds the number alone (${says}).`,
  no_expiry: labels => `${labels} an expiry date too far off for GS1’s two-digit year; it is left out.`,
  no_domain: labels =>
    `${labels} a GS1 QR code without a web address. For GS1 Digital Link, set the shop’s address (PUBLIC_URL).`,
  not_qr: (labels, says) =>
    `${labels} a percent sign, which scanners misread in a GS1 QR code, and so a Data Matrix (${says}).`,
  not_code128: (labels, says) =>
    `${labels} letters that Code 128 does not have, and so a Data Matrix (${says}).`,
  too_wide: (labels, says) =>
    `${labels} a number too long for a Code 128 of this width, and so a Data Matrix (${says}).`,
}

function labelsOf(affected: number, all: number): string {
  if (all === 1) return 'This label has'
  if (affected === all) return all === 2 ? 'Both labels have' : `All ${all.toLocaleString('en')} labels have`
  return affected === 1 ? 'One label has' : `${affected.toLocaleString('en')} labels have`
}

function codesHaveGaps({ productNumber, lot, serial }: Subject): boolean {
  return [productNumber, lot, serial].some(code => code !== null && hasGaps(code, 'mono'))
}
