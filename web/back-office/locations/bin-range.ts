/** No shelf has more; a larger range is a typing mistake. */
const most = 5000

/**
 * Expands what a clerk types for bins: codes parted by commas, semicolons or lines, each a single code ("PACK") or a range
 * ("A-01-1..A-01-9") that counts the last number that differs, with its leading zeros. More than one number may run:
 * "A-01-1..A-03-4" counts every shelf of every rack. Gives the codes in order without repeats, or a sentence that says what is wrong.
 */
export function expandBins(typed: string): { codes: string[]; problem: BinRangeProblem | null } {
  const codes = new Set<string>()
  for (const part of typed.split(/[,;\n]/)) {
    const text = part.trim()
    if (text === '') continue
    const expanded = expandOne(text)
    if (!Array.isArray(expanded)) return { codes: [], problem: expanded }
    for (const code of expanded) codes.add(code)
    if (codes.size > most) return { codes: [], problem: { kind: 'tooMany', text, most } }
  }
  return { codes: [...codes], problem: null }
}

export type BinRangeProblem =
  | { kind: 'tooMany'; text: string; most: number }
  | { kind: 'unlike' | 'backwards' | 'incomplete'; text: string }

function expandOne(text: string): string[] | BinRangeProblem {
  const ends = text.split(/\s*(?:\.{2,}|…)\s*/)
  if (ends.length === 1) return [text]
  const [from, to] = ends
  if (ends.length > 2 || !from || !to) return { kind: 'incomplete', text }
  const first = partsOf(from)
  const last = partsOf(to)
  if (first.length !== last.length) return { kind: 'unlike', text }

  let codes = ['']
  for (const [index, start] of first.entries()) {
    const steps = stepsBetween(start, last[index]!)
    if (steps === 'unlike' || steps === 'backwards') return { kind: steps, text }
    if (codes.length * steps.length > most) return { kind: 'tooMany', text, most }
    codes = codes.flatMap(code => steps.map(step => code + step))
  }
  return codes
}

/** "A-01-1" is "A-", "01", "-", "1"; a single letter that stands alone may run too. */
function partsOf(code: string): string[] {
  return code.match(/\d+|(?<![A-Za-z])[A-Za-z](?![A-Za-z])|[^\dA-Za-z]+|[A-Za-z]+/g) ?? []
}

function stepsBetween(from: string, to: string): string[] | 'unlike' | 'backwards' {
  if (from === to) return [from]
  if (/^\d+$/.test(from) && /^\d+$/.test(to)) return countNumbers(from, to)
  if (/^[A-Z]$/.test(from) && /^[A-Z]$/.test(to)) return countLetters(from, to)
  if (/^[a-z]$/.test(from) && /^[a-z]$/.test(to)) return countLetters(from, to)
  return 'unlike'
}

function countNumbers(from: string, to: string): string[] | 'backwards' {
  const length = Number(to) - Number(from) + 1
  if (length < 1) return 'backwards'
  // One more than the most is enough for the caller to see that it is too many.
  return Array.from({ length: Math.min(length, most + 1) }, (_, step) =>
    String(Number(from) + step).padStart(from.length, '0'),
  )
}

function countLetters(from: string, to: string): string[] | 'backwards' {
  const length = to.charCodeAt(0) - from.charCodeAt(0) + 1
  if (length < 1) return 'backwards'
  return Array.from({ length }, (_, step) => String.fromCharCode(from.charCodeAt(0) + step))
}
