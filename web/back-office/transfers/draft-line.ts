import type { VariantChoice } from '../../../contract/catalog.ts'
import type { LevelRow, UnitChoice } from '../../../contract/stock.ts'

/** A line of a transfer that is being drafted: a piece, or a quantity out of a bin. */
export interface DraftLine {
  key: string
  variantId: number
  name: string
  decimals: number
  binId: number
  bin: string
  lot: { id: number; number: string } | null
  unit: { id: number; serial: string } | null
  quantity: number | null
}

type Variant = Pick<VariantChoice, 'variantId' | 'name' | 'decimals'>

/** All that is free there; the clerk lowers it. */
export const lineOfLevel = (
  { variantId, name, decimals }: Variant,
  { bin, lot, ...level }: LevelRow,
): DraftLine => ({
  key: `${variantId} ${bin.id} ${lot?.id ?? ''}`,
  variantId,
  name,
  decimals,
  binId: bin.id,
  bin: bin.code,
  lot,
  unit: null,
  quantity: level.onHand - level.allocated,
})

export const lineOfUnit = (
  { variantId, name, decimals }: Variant,
  { id, serial, bin, lot }: Pick<UnitChoice, 'id' | 'serial' | 'bin' | 'lot'>,
): DraftLine => ({
  key: `unit ${id}`,
  variantId,
  name,
  decimals,
  binId: bin?.id ?? 0,
  bin: bin?.code ?? '',
  lot,
  unit: { id, serial },
  quantity: 1,
})
