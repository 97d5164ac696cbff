import { sql } from 'kysely'
import type { PurchaseOrder, PurchaseOrderInput } from '../../contract/purchasing.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { unknownParent } from './add-purchase-order.ts'
import { explainRefusal } from './order-guard.ts'
import { checkLines, insertLines, refuseImpossibleLines } from './order-lines.ts'
import { readPurchaseOrder } from './read-purchase-order.ts'

/**
 * Changes a draft: its head, and all its lines at once, as the grid shows them. Of two clerks who save the same version
 * one wins; the other is told by whom it was changed. Refuses not_found, wrong_state, changed_meanwhile,
 * product_archived, lot_not_tracked, serial_not_tracked, bad_input.
 */
export async function changePurchaseOrder(
  tx: Tx,
  orderId: number,
  input: PurchaseOrderInput & { version: number },
): Promise<PurchaseOrder> {
  refuseImpossibleLines(input.lines)
  const changedHead = await changeHead(tx, orderId, input)
  await sql`delete from purchase_order_line where order_id = ${orderId}`.execute(tx.db)
  await insertLines(tx, orderId, input.lines)
  await checkLines(tx, orderId)
  await documents.recordEvent(tx, orderId, 'changed', { lines: input.lines.length, head: changedHead })
  return readPurchaseOrder(tx, orderId)
}

/** Gives what of the head is not as it was, for the order's history. */
async function changeHead(
  tx: Tx,
  orderId: number,
  input: PurchaseOrderInput & { version: number },
): Promise<string[]> {
  try {
    const { rows } = await sql<{ head: string[] }>`
      with before as (
        select id, supplier_id, location_id, expected_on, notes, over_delivery_percent, currency
          from purchase_order where id = ${orderId} for update
      )
      update purchase_order o
         set supplier_id = ${input.supplierId}, location_id = ${input.locationId}, expected_on = ${input.expectedOn},
             notes = ${input.notes}, version = o.version + 1,
             over_delivery_percent = coalesce(${input.overDeliveryPercent ?? null}::smallint, o.over_delivery_percent),
             currency = coalesce(${input.currency ?? null}::text, o.currency)
        from before
       where o.id = before.id and o.version = ${input.version} and o.state = 'draft'
      returning array_remove(array[
        case when o.supplier_id is distinct from before.supplier_id then 'supplier' end,
        case when o.location_id <> before.location_id then 'location' end,
        case when o.expected_on is distinct from before.expected_on then 'expected' end,
        case when o.notes <> before.notes then 'notes' end,
        case when o.over_delivery_percent <> before.over_delivery_percent then 'overDelivery' end,
        case when o.currency is distinct from before.currency then 'currency' end], null) as head`.execute(
      tx.db,
    )
    return rows[0]?.head ?? (await explainRefusal(tx, orderId, ['draft']))
  } catch (error) {
    throw unknownParent(error) ?? error
  }
}
