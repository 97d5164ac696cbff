import { useCell } from '../device/cell.ts'
import { type Till, useTill } from '../device/till.ts'
import type { Basket } from './basket.ts'

/** True when a discount may be given now: by right of whoever is here, or since somebody allowed it on this basket. */
export function useMayDiscount(): boolean {
  const till = useTill()
  const hasRight = useCell(till.signIn)?.cashier.mayDiscount === true
  const { discountBy } = useCell(till.baskets.mine)
  return hasRight || discountBy !== null
}

/** The basket with who gave the discount: it stays given by right when somebody else takes the basket up. */
export function withDiscountBy(till: Till, basket: Basket): Basket {
  const { cashier, signInId } = till.signIn.value!
  return cashier.mayDiscount ? { ...basket, discountBy: { signInId, name: cashier.name } } : basket
}
