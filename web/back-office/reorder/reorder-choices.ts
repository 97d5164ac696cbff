import { isWholePus, puOfSku, upToWholePus } from '../../../contract/purchase-units.ts'
import type { ReorderRow } from '../../../contract/reorder.ts'

/** What the clerk says of a row; what they did not say is as suggested. */
export interface Choice {
  readonly ticked: boolean
  /** Null while the field is empty or cannot be read; undefined while nobody typed. */
  readonly quantitySku?: number | null
  readonly supplierId?: number | null
}
export type Choices = ReadonlyMap<number, Choice>

/** What would be ordered of a row. */
export interface Wanted {
  readonly ticked: boolean
  readonly supplierId: number | null
  readonly quantitySku: number | null
  readonly unit: ReorderRow['unit']
}

export function wantedOf(row: ReorderRow, choices: Choices): Wanted {
  const choice = choices.get(row.ruleId)
  const chosen = choice?.supplierId
  const supplier = chosen === undefined ? row.suppliers[0] : row.suppliers.find(one => one.id === chosen)
  const unit = supplier?.unit ?? row.unit
  const missing = (row.targetLevel ?? row.reorderPoint) - row.expected
  const suggested = upToWholePus(missing, unit.units, row.decimals)
  const quantitySku = choice?.quantitySku === undefined ? suggested : choice.quantitySku
  return { ticked: choice?.ticked ?? false, supplierId: supplier?.id ?? null, quantitySku, unit }
}

/** How many of the unit that is; null where it is no whole number of them. */
export function wholeUnits({ decimals }: ReorderRow, { quantitySku, unit }: Wanted): number | null {
  if (!quantitySku || !isWholePus(quantitySku, unit.units, decimals)) return null
  return Number(puOfSku(quantitySku, unit.units, decimals).numerator)
}

export const isFree = (row: ReorderRow): boolean => row.drafts.length === 0
