import { yearNow } from './dates.ts'
import { ENTRIES, type Entry } from './dictionary.ts'
import { readElement } from './element.ts'
import { gtin14 } from './gtin.ts'
import { type Message, messageOf, type PlacedElement } from './message.ts'
import { movedBy, type Refused, refused } from './problem.ts'

type Segment = { readonly text: string; readonly at: number }
type Pair = { readonly entry: Entry; readonly raw: Segment }

const WEB_ADDRESS = /^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[^?#]*)?(?:\?([^#]*))?(?:#.*)?$/i

/** A web address begins with `http://` or `https://`, in capitals too. */
export function beginsLikeWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text.trimStart())
}

/**
 * Reads a GS1 Digital Link URI (syntax 1.x, uncompressed): the last primary key in the path with its qualifiers in their
 * order, data attributes in the query; other parts of path and query are left alone. A GTIN may be short in the path.
 * Refuses with `not-a-digital-link` what is another web address. Never throws.
 */
export function parseDigitalLink(url: string, currentYear = yearNow()): Message | Refused {
  const offset = url.length - url.trimStart().length
  const match = WEB_ADDRESS.exec(url.trim())
  if (!match?.[1]) return notALink(offset)
  const pathAt = url.indexOf('/', url.indexOf('//') + 2)
  const path = pairsOfPath(segments(match[1].replace(/\/$/, ''), '/', pathAt).slice(1))
  const key = path[0]
  if (!key) return notALink(offset)
  const misplaced = qualifierProblem(key.entry, path.slice(1))
  if (misplaced) return misplaced

  const query = match[2] === undefined ? [] : segments(match[2], '&', pathAt + match[1].length + 1)
  const attributes = pairsOfQuery(query, key.entry, path.slice(1))
  if ('ok' in attributes) return attributes
  const placed: PlacedElement[] = []
  for (const { entry, raw } of [...path, ...attributes]) {
    const value = decoded(entry, raw.text)
    if (value === undefined)
      return refused('bad-value', raw.at, 'The address has a wrong percent sign in it.')
    const read = readElement(entry, value, currentYear)
    if (!read.ok) return movedBy(raw.at, { ok: false, problem: { ...read.problem, at: 0 } })
    placed.push({ element: read.element, at: raw.at })
  }
  return messageOf(placed)
}

function notALink(at: number): Refused {
  return refused(
    'not-a-digital-link',
    at,
    'This web address is no GS1 Digital Link: it names no product or other key.',
  )
}

// Walks back from the end in pairs of identifier and value, as the standard does, until the first primary key.
function pairsOfPath(parts: readonly Segment[]): Pair[] {
  const pairs: Pair[] = []
  for (let i = parts.length - 2; i >= 0; i -= 2) {
    const entry = ENTRIES.get(parts[i]?.text ?? '')
    const raw = parts[i + 1]
    if (!entry || !raw) return []
    pairs.unshift({ entry, raw })
    if (entry.linkQualifiers) return pairs
  }
  return []
}

function qualifierProblem(key: Entry, qualifiers: readonly Pair[]): Refused | undefined {
  const ais = qualifiers.map(({ entry }) => entry.ai)
  if ((key.linkQualifiers ?? []).some(order => isWithin(ais, order))) return undefined
  const shown = ais.map(ai => `(${ai})`).join(', ')
  return refused(
    'misplaced-in-link',
    qualifiers[0]?.raw.at ?? 0,
    `(${key.ai}) does not take ${shown} in this order.`,
  )
}

function pairsOfQuery(query: readonly Segment[], key: Entry, qualifiers: readonly Pair[]): Pair[] | Refused {
  const pairs: Pair[] = []
  for (const { text, at } of query) {
    const [name = '', ...rest] = text.split('=')
    // Names that are no number belong to the site, such as `linkType`.
    if (rest.length === 0 || !/^[0-9]+$/.test(name)) continue
    const entry = ENTRIES.get(name)
    if (!entry) return refused('unknown-ai', at, `There is no Application Identifier (${name}).`)
    if (!entry.linkAttribute || belongsInPath(entry, key, qualifiers)) {
      return refused(
        'misplaced-in-link',
        at,
        `${entry.title} (${name}) may not stand behind the question mark.`,
      )
    }
    pairs.push({ entry, raw: { text: rest.join('='), at: at + name.length + 1 } })
  }
  return pairs
}

function belongsInPath(entry: Entry, key: Entry, qualifiers: readonly Pair[]): boolean {
  const there = new Set(qualifiers.map(qualifier => qualifier.entry.ai))
  return (key.linkQualifiers ?? []).some(
    order => order.includes(entry.ai) && [...there].every(ai => order.includes(ai)) && !there.has(entry.ai),
  )
}

function isWithin(ais: readonly string[], order: readonly string[]): boolean {
  let from = 0
  return ais.every(ai => {
    const at = order.indexOf(ai, from)
    from = at + 1
    return at >= 0
  })
}

function segments(text: string, delimiter: string, offset: number): Segment[] {
  let at = offset
  return text.split(delimiter).map(part => {
    const segment = { text: part, at }
    at += part.length + delimiter.length
    return segment
  })
}

// A plus sign is kept as it is: a space can be in no element, so there is nothing else that it could mean.
function decoded(entry: Entry, raw: string): string | undefined {
  try {
    const value = decodeURIComponent(raw)
    const full = entry.ai === '01' && value.length < 14 ? gtin14(value) : undefined
    return full?.ok ? full.gtin14 : value
  } catch {
    return undefined
  }
}
