/**
 * A decimal text such as "12.5" or "-4.20" in units of its last allowed decimal: with two decimals 1250 and -420. Null when
 * it has more decimals than allowed (zeros at the end do not count): nothing is rounded. May be beyond safe integers.
 */
export function scaledInteger(decimal: string, decimals: number): number | null {
  const [whole = '', fraction = ''] = decimal.split('.')
  const needed = fraction.replace(/0+$/, '')
  if (needed.length > decimals) return null
  return Number(whole + needed.padEnd(decimals, '0'))
}
