import type { ReturnablePart, ReturnLine } from '../../../contract/returns.ts'

type Goods = Pick<ReturnablePart, 'product' | 'lot' | 'unit'> | Pick<ReturnLine, 'product' | 'lot' | 'unit'>

/** Goods as sentences name them: "Camera CAM-1", "Milk M-7", "Bag". */
export function whatOf({ product, lot, unit }: Goods): string {
  return [product.name, unit?.serial ?? lot?.number].filter(Boolean).join(' ')
}
