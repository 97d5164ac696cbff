import { api } from '../../../contract/public.ts'
import { call } from '../../client/public.ts'

/** Something to carry: a piece, or a quantity out of one of the bins where it lies. */
export interface Carried {
  readonly key: string
  readonly variantId: number
  readonly product: string
  readonly decimals: number
  readonly lotNumber: string | null
  readonly serial: string | null
  readonly bins: readonly { readonly id: number; readonly code: string; readonly free: number }[]
  readonly fromBinId: number
  readonly quantity: number | null
}

/** Why a scan is nothing to carry; the words are the screen's. */
export interface Problem {
  readonly problem: 'unknown' | 'notInBin' | 'none' | 'scanLot' | 'scanSerial'
  readonly text: string
}

/** What a scan or a typed text is, and where it lies: a piece by its serial, a lot, or a product without either. */
export async function findGoods(text: string): Promise<Carried | Problem> {
  const { matches } = await call(api.trace.find, { query: { text } })
  const match = matches.find(one => one.exact && ['unit', 'lot', 'product'].includes(one.kind))
  if (match?.kind === 'unit') return findPiece(match.id)
  if (match?.kind === 'lot') {
    const { product, number } = await call(api.trace.traceLot, { params: { lotId: match.id } })
    if (product.tracking.serials) return { problem: 'scanSerial', text: product.name }
    return findPile({ ...product, lotNumber: number })
  }
  const { items } = await call(api.catalog.listVariants, {
    query: { search: text, limit: 2, archived: false },
  })
  const variant = items[0]
  if (variant === undefined || items.length > 1) return { problem: 'unknown', text }
  if (variant.tracking.serials) return { problem: 'scanSerial', text: variant.name }
  if (variant.tracking.lots) return { problem: 'scanLot', text: variant.name }
  return findPile({ ...variant, lotNumber: null })
}

async function findPiece(unitId: number): Promise<Carried | Problem> {
  const { product, serial, where } = await call(api.trace.traceUnit, { params: { unitId } })
  if (where.binId === null) return { problem: 'notInBin', text: serial }
  const { variantId, name, decimals } = product
  const bins = [{ id: where.binId, code: where.bin ?? '', free: 1 }]
  const key = `piece ${unitId}`
  return {
    key,
    variantId,
    product: name,
    decimals,
    lotNumber: null,
    serial,
    bins,
    fromBinId: where.binId,
    quantity: 1,
  }
}

interface Pile {
  variantId: number
  name: string
  decimals: number
  lotNumber: string | null
}

async function findPile({ variantId, name, decimals, lotNumber }: Pile): Promise<Carried | Problem> {
  const { items } = await call(api.stock.listLevels, { params: { variantId }, query: {} })
  const bins = items
    .filter(level => (level.lot?.number ?? null) === lotNumber && level.onHand > level.allocated)
    .map(level => ({ id: level.bin.id, code: level.bin.code, free: level.onHand - level.allocated }))
  const first = bins[0]
  if (first === undefined)
    return { problem: 'none', text: lotNumber === null ? name : `${name}, ${lotNumber}` }
  const key = `pile ${variantId} ${lotNumber ?? ''}`
  return {
    key,
    variantId,
    product: name,
    decimals,
    lotNumber,
    serial: null,
    bins,
    fromBinId: first.id,
    quantity: bins.length === 1 ? first.free : null,
  }
}
