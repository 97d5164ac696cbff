import { DICTIONARY_ROWS, type DictionaryRow } from './application-identifiers.ts'

/** One piece of an element's value: `N` digits, `X` CSET 82, `Y` CSET 39, `Z` base64url. Lengths in characters. */
export type Component = {
  readonly set: 'N' | 'X' | 'Y' | 'Z'
  readonly min: number
  readonly max: number
  readonly optional: boolean
  readonly checks: readonly string[]
}

/** What GS1 says about one Application Identifier. */
export type Entry = {
  readonly ai: string
  readonly title: string
  /** Its length is known to every scanner by its first two digits, so no separator need follow it. */
  readonly predefinedLength: boolean
  readonly components: readonly Component[]
  readonly minLength: number
  readonly maxLength: number
  /** Every list is a demand of its own; each is met by any one of its groups, a group by all of its patterns. */
  readonly needs: readonly (readonly (readonly string[])[])[]
  /** Patterns that may not stand beside it; `n` is any digit. */
  readonly excludes: readonly string[]
  /** In a Digital Link: may be a data attribute; or is a primary key, with these alternative orders of qualifiers. */
  readonly linkAttribute: boolean
  readonly linkQualifiers: readonly (readonly string[])[] | undefined
}

export const ENTRIES: ReadonlyMap<string, Entry> = new Map(
  DICTIONARY_ROWS.flatMap(row => identifiersOf(row[0]).map(ai => [ai, entryOf(ai, row)] as const)),
)

/** The entry whose identifier stands at this position. No identifier begins with another, so at most one fits. */
export function entryAt(text: string, at: number): Entry | undefined {
  for (const length of [2, 3, 4]) {
    const entry = ENTRIES.get(text.slice(at, at + length))
    if (entry) return entry
  }
  return undefined
}

/** Whether an identifier is meant by a pattern of the dictionary, such as `01` or `31nn`. */
export function matchesPattern(ai: string, pattern: string): boolean {
  return ai.length === pattern.length && [...pattern].every((sign, i) => sign === 'n' || sign === ai[i])
}

function identifiersOf(range: string): string[] {
  const [first = '', last = first] = range.split('-')
  const count = Number(last) - Number(first) + 1
  return Array.from({ length: count }, (_, i) => String(Number(first) + i).padStart(first.length, '0'))
}

function entryOf(ai: string, [, flags, format, attributes, title]: DictionaryRow): Entry {
  const components = format.split(' ').map(componentOf)
  const valuesOf = (key: string) =>
    attributes.split(' ').flatMap(word => (word.startsWith(`${key}=`) ? [word.slice(key.length + 1)] : []))
  const qualifiers = valuesOf('dlpkey')[0]
  const isKeyAlone = attributes.split(' ').includes('dlpkey')
  return {
    ai,
    title: title === '' ? `AI ${ai}` : title,
    predefinedLength: flags.includes('*'),
    components,
    minLength: components.reduce((sum, part) => sum + (part.optional ? 0 : part.min), 0),
    maxLength: components.reduce((sum, part) => sum + part.max, 0),
    needs: valuesOf('req').map(value => value.split(',').map(group => group.split('+'))),
    excludes: valuesOf('ex').flatMap(value => value.split(',')),
    linkAttribute: flags.includes('?'),
    linkQualifiers: isKeyAlone ? [[]] : qualifiers?.split('|').map(order => order.split(',')),
  }
}

// `N13,csum`: 13 digits with a check digit. `X..20`: 1 to 20 characters. `[N4]`: may be missing.
function componentOf(text: string): Component {
  const match = /^(\[?)([NXYZ])(\.\.)?([0-9]+)\]?((?:,[a-z0-9]+)*)$/.exec(text)
  if (!match) throw new Error(`The dictionary has a format that is not understood: ${text}`)
  const max = Number(match[4])
  return {
    set: match[2] as Component['set'],
    min: match[3] ? 1 : max,
    max,
    optional: match[1] === '[',
    checks: match[5] ? match[5].slice(1).split(',') : [],
  }
}
