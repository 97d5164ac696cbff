import type { PurchaseLine } from '../../../contract/purchasing.ts'

export interface Format {
  quantity: (units: number, decimals: number) => string
}

/** Quantities of a row as its sentences say them. */
export function quantityWords<Name extends string>(
  format: Format,
  line: PurchaseLine,
  units: Record<Name, number>,
): Record<Name, string> {
  const words = Object.entries<number>(units).map(([name, value]) => [
    name,
    format.quantity(value, line.decimals),
  ])
  return Object.fromEntries(words) as Record<Name, string>
}
