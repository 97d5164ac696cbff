import type { PurchaseOrder } from '../../contract/purchasing.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { moveOrder } from './order-guard.ts'
import { readPurchaseOrder } from './read-purchase-order.ts'

/** Cancels an order whose goods are not in yet; its number and its history stay. Refuses not_found, wrong_state, changed_meanwhile. */
export async function cancelPurchaseOrder(tx: Tx, orderId: number, version: number): Promise<PurchaseOrder> {
  await moveOrder(tx, orderId, version, ['draft', 'confirmed'], 'cancelled')
  await documents.recordEvent(tx, orderId, 'cancelled')
  return readPurchaseOrder(tx, orderId)
}
