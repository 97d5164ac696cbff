import { api } from '../../../contract/till/device.ts'
import { call, RefusalError } from '../../client/public.ts'
import { changeLine } from '../basket/basket.ts'
import type { Till } from '../device/till.ts'
import type { Product, Unit } from '../goods/goods.ts'

/** What the server says of a piece that the device does not know, or that it is about to sell. */
export type Found =
  | { readonly kind: 'piece'; readonly product: Product; readonly unit: Unit }
  /** A sentence when the server said where it is; null when it could not be asked. */
  | { readonly kind: 'none'; readonly sentence: string | null }

/**
 * Asks the server about a serial number: where it is when it cannot be sold, or that it can after all. It also tells other
 * tills for a while that the piece is in this basket.
 */
export async function askForPiece(till: Till, variantId: number | null, serial: string): Promise<Found> {
  const none = (sentence: string | null): Found => ({ kind: 'none', sentence })
  if (!till.network.state.value.online || serial.length > 100) return none(null)
  try {
    const body = { basketId: till.baskets.mine.value.id, variantId, serial }
    const piece = await till.network.ask(() =>
      call(api.claimPiece, { body }, { signal: AbortSignal.timeout(3000) }),
    )
    const product = till.catalogue.get(piece.variantId)
    if (!product) return none(null)
    const { unitId, lot } = piece
    return {
      kind: 'piece',
      product,
      unit: {
        unitId,
        variantId: piece.variantId,
        serial: piece.serial,
        lotId: lot?.id ?? null,
        blocked: null,
      },
    }
  } catch (error) {
    const saysWhere =
      error instanceof RefusalError && error.code !== 'server_error' && error.code !== 'bad_input'
    return none(saysWhere ? error.sentence : null)
  }
}

/**
 * Lets the server look at a piece that is in the basket already, behind the cashier's back: the device may not know yet that
 * it was sold elsewhere, or lies in a basket of another till. Then it is taken off its line, and that is said.
 */
export async function confirmPiece(till: Till, product: Product, unit: Unit): Promise<void> {
  const found = await askForPiece(till, product.variantId, unit.serial)
  if (found.kind === 'piece' || found.sentence === null) return
  const basket = till.baskets.mine.value
  const line = basket.lines.find(one => one.unit?.unitId === unit.unitId)
  if (!line) return
  till.baskets.change(changeLine(basket, line.id, { unit: null, lot: null }))
  till.said.set({ tone: 'refused', sentence: found.sentence })
}

/** Tells other tills that a piece is not in this basket any more; best effort, the claim ends by itself, too. */
export function endClaims(till: Till, basketId: string, unitId: number | null = null): void {
  if (!till.network.state.value.online) return
  void call(api.endClaims, { body: { basketId, unitId } }).catch(() => {})
}
