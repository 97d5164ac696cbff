/**
 * The unit rules: SKU quantity = PU quantity × units per PU, exactly and both ways. Quantities are in the variant's
 * smallest counted unit, as everywhere. Nothing is ever rounded: what cannot be said exactly as a decimal is a fraction
 * (`2 5/12` of a carton of 12), and what is no whole number of smallest units is null.
 */

/** A PU quantity, as a fraction of two whole numbers; the lower one is above zero. */
export interface PuQuantity {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** How many smallest units one purchase unit holds. */
export const smallestPerPu = (unitsPerPu: number, decimals: number): number => unitsPerPu * 10 ** decimals

/** The SKU quantity of so many purchase units; null where it is no whole number of smallest units, or beyond all reason. */
export function skuOfPu(pu: PuQuantity, unitsPerPu: number, decimals: number): number | null {
  const product = pu.numerator * BigInt(smallestPerPu(unitsPerPu, decimals))
  if (product % pu.denominator !== 0n) return null
  const sku = Number(product / pu.denominator)
  return Number.isSafeInteger(sku) ? sku : null
}

/** How many purchase units a SKU quantity is, exactly, in lowest terms. */
export function puOfSku(quantitySku: number, unitsPerPu: number, decimals: number): PuQuantity {
  const whole = BigInt(quantitySku)
  const each = BigInt(smallestPerPu(unitsPerPu, decimals))
  const divisor = greatestCommonDivisor(whole, each)
  return { numerator: whole / divisor, denominator: each / divisor }
}

/** Whether a SKU quantity is a whole number of purchase units. */
export const isWholePus = (quantitySku: number, unitsPerPu: number, decimals: number): boolean =>
  quantitySku % smallestPerPu(unitsPerPu, decimals) === 0

/** The smallest whole number of purchase units that covers a quantity, as a SKU quantity. */
export function upToWholePus(quantitySku: number, unitsPerPu: number, decimals: number): number {
  const each = smallestPerPu(unitsPerPu, decimals)
  return Math.ceil(quantitySku / each) * each
}

const mixed = /^(?:(\d{1,12})\s+)?(\d{1,12})\/(\d{1,12})$/

/** Reads `5/12` and `2 5/12`; null for anything else. */
export function readFraction(text: string): PuQuantity | null {
  const [, whole = '0', over, under] = mixed.exec(text.trim()) ?? []
  if (over === undefined || under === undefined) return null
  const denominator = BigInt(under)
  if (denominator === 0n) return null
  return { numerator: BigInt(whole) * denominator + BigInt(over), denominator }
}

/** The quantity in thousandths, where it has three decimals at most; else null. */
export function thousandthsOf({ numerator, denominator }: PuQuantity): number | null {
  const thousandths = numerator * 1000n
  return thousandths % denominator === 0n ? Number(thousandths / denominator) : null
}

/** As `readFraction` reads it: `5/12`, or `2 5/12`. */
export function writeFraction({ numerator, denominator }: PuQuantity): string {
  const whole = numerator / denominator
  const rest = `${numerator % denominator}/${denominator}`
  return whole === 0n ? rest : `${whole} ${rest}`
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other]
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}
