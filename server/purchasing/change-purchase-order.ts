import { sql } from 'kysely'
import type { PurchaseOrder, PurchaseOrderInput } from '../../contract/purchasing.ts'
import * as documents from '../documents/public.ts'
import { changed, type Tx } from '../platform/database/public.ts'
import { unknownParent } from './add-purchase-order.ts'
import { explainRefusal } from './order-guard.ts'
import { checkLines, insertLines, refuseImpossibleLines } from './order-lines.ts'
import { readPurchaseOrder } from './read-purchase-order.ts'

/**
 * Changes a draft: its head, and all its lines at once, as the grid shows them. Of two clerks who save the same version
 * one wins; the other is told by whom it was changed. Refuses not_found, wrong_state, changed_meanwhile,
 * lot_not_tracked, serial_not_tracked, bad_input.
 */
export async function changePurchaseOrder(
  tx: Tx,
  orderId: number,
  input: PurchaseOrderInput & { version: number },
): Promise<PurchaseOrder> {
  refuseImpossibleLines(input.lines)
  await changeHead(tx, orderId, input)
  await sql`delete from purchase_order_line where order_id = ${orderId}`.execute(tx.db)
  await insertLines(tx, orderId, input.lines)
  await checkLines(tx, orderId)
  await documents.recordEvent(tx, orderId, 'changed', { lines: input.lines.length })
  return readPurchaseOrder(tx, orderId)
}

async function changeHead(
  tx: Tx,
  orderId: number,
  input: PurchaseOrderInput & { version: number },
): Promise<void> {
  try {
    const result = await sql`
      update purchase_order
         set supplier_id = ${input.supplierId}, location_id = ${input.locationId}, expected_on = ${input.expectedOn},
             notes = ${input.notes}, version = version + 1,
             over_delivery_percent = coalesce(${input.overDeliveryPercent ?? null}::smallint, over_delivery_percent),
             currency = coalesce(${input.currency ?? null}::text, currency)
       where id = ${orderId} and version = ${input.version} and state = 'draft'`.execute(tx.db)
    if (changed(result) === 0) await explainRefusal(tx, orderId, ['draft'])
  } catch (error) {
    throw unknownParent(error) ?? error
  }
}
