import type { LabelSymbol } from '../../../contract/print.ts'
import { elementsOf, formatBracketed, formatDigitalLink } from '../../../gs1/public.ts'
import type { Subject } from './subject.ts'
import type { Encoding } from './symbols.ts'

/** Why a label says something else than was asked for. Each is told once on screen, however many labels it is true of. */
export type Surprise =
  | 'no_gtin'
  | 'not_gs1'
  | 'no_expiry'
  | 'no_domain'
  | 'not_qr'
  | 'not_code128'
  | 'too_wide'

export interface Encoded {
  readonly encoding: Encoding
  /** What stands in the symbol, for people to read. */
  readonly says: string
  readonly surprises: readonly Surprise[]
}

export interface EncodeOptions {
  readonly symbol: LabelSymbol
  /** Host, port and path of the shop's address, without `https://`: what a Digital Link begins with. */
  readonly domain: string | undefined
  /** The widest that a Code 128 may be, in modules with its quiet zones. */
  readonly mostModules: number
}

/**
 * What a label's symbol says. Where the product has a GTIN: GS1's elements, as a Data Matrix, or as a QR code with a
 * Digital Link (with plain elements while the shop has no address). Otherwise, and where an identifier does not fit GS1's
 * signs or lengths, the finest own code: the serial, else the lot number, else the product's.
 */
export function encode(subject: Subject, options: EncodeOptions): Encoded {
  if (options.symbol === 'code128') return ownInBars(subject, options.mostModules)
  if (subject.gtin === null) return own(subject, options.symbol, ['no_gtin'])
  const facts = factsOf(subject, subject.gtin)
  const whole = elementsOf(facts)
  if (whole.ok) return gs1(facts, whole.elements, options, [])
  const { expiresOn: _, ...undated } = facts
  const rest = elementsOf(undated)
  if (rest.ok && facts.expiresOn !== undefined) return gs1(undated, rest.elements, options, ['no_expiry'])
  return own(subject, options.symbol, ['not_gs1'])
}

type GtinFacts = { gtin: string; lot?: string; serial?: string; expiresOn?: string }
type Elements = Extract<ReturnType<typeof elementsOf>, { ok: true }>['elements']

function factsOf({ lot, serial, expiresOn }: Subject, gtin: string): GtinFacts {
  return {
    gtin,
    ...(lot === null ? {} : { lot }),
    ...(serial === null ? {} : { serial }),
    ...(expiresOn === null ? {} : { expiresOn }),
  }
}

function gs1(facts: GtinFacts, elements: Elements, options: EncodeOptions, surprises: Surprise[]): Encoded {
  const says = formatBracketed(elements)
  if (options.symbol === 'datamatrix') {
    return { encoding: { kind: 'gs1-datamatrix', elements }, says, surprises }
  }
  const link =
    options.domain === undefined ? undefined : formatDigitalLink({ ...facts, domain: options.domain })
  if (link?.ok) return { encoding: { kind: 'qr', text: link.url }, says, surprises }
  // In a QR code of GS1's a percent sign can also mean a separator, and writers and readers disagree on when.
  if (says.includes('%')) {
    return { encoding: { kind: 'gs1-datamatrix', elements }, says, surprises: [...surprises, 'not_qr'] }
  }
  return { encoding: { kind: 'gs1-qr', elements }, says, surprises: [...surprises, 'no_domain'] }
}

/** The finest code of the shop's own. */
function ownCode({ serial, lot, ownBarcode, gtin, productNumber }: Subject): string {
  return serial ?? lot ?? ownBarcode ?? shortGtin(gtin) ?? productNumber
}

/** The GTIN as it stands on the box. */
function shortGtin(gtin: string | null): string | undefined {
  return gtin?.replace(/^(000000|00|0)/, '')
}

function own(subject: Subject, kind: 'datamatrix' | 'qr', surprises: Surprise[]): Encoded {
  const text = ownCode(subject)
  return { encoding: { kind, text }, says: text, surprises }
}

function ownInBars(subject: Subject, mostModules: number): Encoded {
  const text = ownCode(subject)
  if (!/^[\x20-\x7E]+$/.test(text)) return own(subject, 'datamatrix', ['not_code128'])
  if (modulesOfCode128(text) > mostModules) return own(subject, 'datamatrix', ['too_wide'])
  return { encoding: { kind: 'code128', text }, says: text, surprises: [] }
}

/** At most: digits in pairs, all else one by one, a switch of code set wherever a run of digits begins or ends. */
function modulesOfCode128(text: string): number {
  const runs = text.match(/\d{4,}|[^\d]+|\d{1,3}/g) ?? []
  const signs = runs.reduce(
    (sum, run) => sum + (/^\d{4,}$/.test(run) ? Math.ceil(run.length / 2) + 2 : run.length),
    0,
  )
  return (signs + 2) * 11 + 13 + 20
}
