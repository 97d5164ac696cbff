import type { DraftLines } from './draft-lines.ts'
import type { StoredOrder } from './use-save-draft.ts'

/**
 * The rows of a new order that was saved for the first time: the order goes on at an address of its own, where what was
 * done before can still be undone. Another version is somebody else's, and is read anew.
 */
let handed: { order: StoredOrder; lines: DraftLines } | null = null

export function handOver(order: StoredOrder, lines: DraftLines): void {
  handed = { order, lines }
}

export function handedOver(order: StoredOrder | null): DraftLines | null {
  const fits = handed !== null && handed.order.id === order?.id && handed.order.version === order.version
  return fits ? handed!.lines : null
}

/** Once they are taken, or the order was left: what is typed into them later must not come back by itself. */
export function forgetHandedOver(): void {
  handed = null
}
