import { identifier } from './primitives.ts'

/** As many as an order has rows at most. */
const longestRange = 100_000

type SerialRange = { readonly serials: readonly string[] } | { readonly problem: string }

interface RangeOptions {
  /** A person sees what it makes before it is taken: then `A7+3` without blanks is a range too. */
  readonly isShown?: boolean
}

/**
 * What one written range stands for: `A0998..A1003`, or a start and how many, `A0998 + 6`; text that is neither is a serial
 * by itself. The number at the end counts on, its letters and leading zeros stay as they are written.
 */
export function parseSerialRange(text: string, options: RangeOptions = {}): SerialRange {
  const trimmed = text.trim()
  const parts = rangeParts(trimmed, options)
  if (parts === null) return single(trimmed)
  if ('last' in parts) return upTo(parts.first, parts.last)
  return countOn(parts.first, parts.count)
}

/** Several serials in one cell: separated by comma, semicolon or line break, each a serial or a range. */
export function parseSerialList(text: string, options: RangeOptions = {}): SerialRange {
  const parts = text.split(/[,;\n\r]/).filter(part => part.trim() !== '')
  const serials: string[] = []
  for (const part of parts) {
    const read = parseSerialRange(part, options)
    if ('problem' in read) return read
    if (serials.length + read.serials.length > longestRange) return tooLong(text)
    for (const serial of read.serials) serials.push(serial)
  }
  return serials.length === 0 ? { problem: 'Enter at least one serial number.' } : { serials }
}

/** Whether a text is written as a range, be it a good one or not. */
export function isSerialRange(text: string, options: RangeOptions = {}): boolean {
  return rangeParts(text.trim(), options) !== null
}

type RangeParts = { first: string; last: string } | { first: string; count: string }

/** Word processors make one sign of three dots, so that counts as two. */
function rangeParts(text: string, { isShown = false }: RangeOptions): RangeParts | null {
  const ends = /^(.*?)\s*(?:\.{2,3}|…)\s*(.*)$/su.exec(text)
  if (ends) return { first: ends[1]!, last: ends[2]! }
  const counted = (isShown ? /^(.*\S)\s*\+\s*(\d[\d,.’']*)$/su : /^(.*\S)\s+\+\s+(\d[\d,.’']*)$/su).exec(text)
  return counted ? { first: counted[1]!, count: counted[2]! } : null
}

function single(serial: string): SerialRange {
  const problem = signProblem(serial)
  return problem === null ? { serials: [serial] } : { problem }
}

function upTo(first: string, last: string): SerialRange {
  if (first === '' || last === '')
    return { problem: 'A range needs its first and its last serial number, as in A0998..A1003.' }
  const problem = signProblem(first) ?? signProblem(last) ?? endsProblem(first, last)
  if (problem !== null) return { problem }
  const [from, to] = [numberOf(first)!, numberOf(last)!]
  const count = BigInt(to.digits) - BigInt(from.digits) + 1n
  if (count < 1n)
    return { problem: `${last} comes before ${first}. Write the range upwards: ${last}..${first}.` }
  return count > longestRange ? tooLong(`${first}..${last}`) : { serials: counted(from, Number(count)) }
}

function endsProblem(first: string, last: string): string | null {
  const [from, to] = [numberOf(first), numberOf(last)]
  if (from === null || to === null)
    return `${from === null ? first : last} does not end in a number, so that nothing can count on from it.`
  if (from.letters !== to.letters)
    return `${first} and ${last} differ before their number. A range counts the number at the end only.`
  if (from.digits.length !== to.digits.length)
    return `${first} ends in ${digitCount(from)} and ${last} in ${digitCount(to)}. Write both with as many, with leading zeros where the pieces have them; or make two ranges.`
  return null
}

function countOn(first: string, written: string): SerialRange {
  if (!/^\d+$/.test(written))
    return { problem: `Write the count as plain digits: ${first} + ${written.replaceAll(/\D/g, '')}.` }
  const problem = signProblem(first)
  if (problem !== null) return { problem }
  const from = numberOf(first)
  if (from === null)
    return { problem: `${first} does not end in a number, so that nothing can count on from it.` }
  const count = BigInt(written)
  if (count < 1n) return { problem: 'Enter how many there are, at least 1.' }
  if (count > longestRange) return tooLong(`${first} + ${written}`)
  const greatest = '9'.repeat(from.digits.length)
  if (BigInt(from.digits) + count - 1n > BigInt(greatest))
    return {
      problem: `${first} + ${written} goes past ${from.letters}${greatest}, where the digits run out. Make two ranges.`,
    }
  return { serials: counted(from, Number(count)) }
}

interface Numbered {
  readonly letters: string
  readonly digits: string
}

function numberOf(serial: string): Numbered | null {
  const [digits] = /[0-9]+$/.exec(serial) ?? []
  return digits === undefined ? null : { letters: serial.slice(0, -digits.length), digits }
}

function counted({ letters, digits }: Numbered, count: number): string[] {
  const start = BigInt(digits)
  return Array.from(
    { length: count },
    (_, index) => letters + String(start + BigInt(index)).padStart(digits.length, '0'),
  )
}

const digitCount = ({ digits }: Numbered) => `${digits.length} ${digits.length === 1 ? 'digit' : 'digits'}`

const tooLong = (text: string): SerialRange => ({
  problem: `${shortened(text)} makes more than 100,000 serial numbers. Check its end, or make several orders.`,
})

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

function signProblem(serial: string): string | null {
  const read = identifier.safeParse(serial)
  return read.success ? null : read.error.issues[0]!.message
}
