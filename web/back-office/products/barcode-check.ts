import { checkDigit, gtin14 } from '../../../gs1/public.ts'

export type BarcodeCheck =
  | { kind: 'own' }
  | { kind: 'gtin'; length: number; gtin14: string }
  /** It looks like a GTIN, but its last digit should be another. */
  | { kind: 'wrong'; digit: number }

/** What a typed barcode is, as the server will judge it: 8, 12, 13 or 14 digits are a GTIN, anything else an own code. */
export function checkBarcode(code: string): BarcodeCheck {
  if (!/^([0-9]{8}|[0-9]{12,14})$/.test(code) || /^0+$/.test(code)) return { kind: 'own' }
  const gtin = gtin14(code)
  if (!gtin.ok) return { kind: 'wrong', digit: checkDigit(code.slice(0, -1)) }
  return { kind: 'gtin', length: code.length, gtin14: gtin.gtin14 }
}

/** True for one code in two lengths as well. */
export function isSameBarcode(one: string, other: string): boolean {
  const [a, b] = [checkBarcode(one), checkBarcode(other)]
  if (a.kind === 'gtin' && b.kind === 'gtin') return a.gtin14 === b.gtin14
  return one.normalize('NFC') === other.normalize('NFC')
}
