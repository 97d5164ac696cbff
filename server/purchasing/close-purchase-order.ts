import type { PurchaseOrder } from '../../contract/purchasing.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { moveOrder } from './order-guard.ts'
import { readPurchaseOrder } from './read-purchase-order.ts'

/** Closes an order of which a part came in: nothing more is expected. Refuses not_found, wrong_state, changed_meanwhile. */
export async function closePurchaseOrder(tx: Tx, orderId: number, version: number): Promise<PurchaseOrder> {
  await moveOrder(tx, orderId, version, ['part_warehoused'], 'closed')
  await documents.recordEvent(tx, orderId, 'closed')
  return readPurchaseOrder(tx, orderId)
}
