import { sql } from 'kysely'
import { checkDigit, gtin14 } from '../../gs1/public.ts'
import { refuse } from '../platform/refusal.ts'

export interface StoredCode {
  readonly code: string
  readonly isGtin: boolean
}

/**
 * A barcode as it is stored. What looks like a GTIN (8, 12, 13 or 14 digits) is one, in 14 digits, so that an EAN-13 and
 * its GTIN-14 are the same code; anything else is an own code, kept as typed. Refuses (barcode_wrong) a GTIN whose check
 * digit is wrong.
 */
export function storedCode(typed: string): StoredCode {
  if (!/^([0-9]{8}|[0-9]{12,14})$/.test(typed) || /^0+$/.test(typed)) {
    return { code: typed.normalize('NFC'), isGtin: false }
  }
  const gtin = gtin14(typed)
  if (!gtin.ok)
    throw refuse('barcode_wrong', { barcode: typed, expected: String(checkDigit(typed.slice(0, -1))) })
  return { code: gtin.gtin14, isGtin: true }
}

/** The codes of one product, each once, however often and in whichever length it was typed. */
export function storedCodes(typed: readonly string[]): StoredCode[] {
  return [...new Map(typed.map(storedCode).map(stored => [stored.code, stored])).values()]
}

/** A stored code as people see it: a GTIN in the shortest of its four lengths that loses nothing but zeros. */
export const shownCode = sql<string>`
  case when barcode.is_gtin then regexp_replace(barcode.code, '^(000000|00|0)', '') else barcode.code end`
