import { sql } from 'kysely'
import type { PurchaseOrder, PurchaseOrderInput } from '../../contract/purchasing.ts'
import * as documents from '../documents/public.ts'
import { brokenConstraint, type Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { checkLines, insertLines, refuseImpossibleLines } from './order-lines.ts'
import { readPurchaseOrder } from './read-purchase-order.ts'

/**
 * Adds a purchase order as a draft. A draft may be incomplete (bins, lots and serials may come later), but whatever it
 * names must exist. Refuses not_found, product_archived, lot_not_tracked, serial_not_tracked, bad_input.
 */
export async function addPurchaseOrder(tx: Tx, input: PurchaseOrderInput): Promise<PurchaseOrder> {
  refuseImpossibleLines(input.lines)
  const { id } = await openDraft(tx, input, { lines: input.lines.length })
  await insertLines(tx, id, input.lines)
  await checkLines(tx, id)
  return readPurchaseOrder(tx, id)
}

/** The head of a new draft, with its number and the first line of its history. */
export async function openDraft(
  tx: Tx,
  head: Omit<PurchaseOrderInput, 'lines'>,
  detail: Record<string, unknown>,
): Promise<{ id: number; number: string }> {
  const opened = await documents.openDocument(tx, 'purchase_order', 'created', detail)
  try {
    await sql`
      insert into purchase_order (id, supplier_id, location_id, expected_on, notes, over_delivery_percent, currency)
      values (${opened.id}, ${head.supplierId}, ${head.locationId}, ${head.expectedOn}, ${head.notes},
              ${head.overDeliveryPercent ?? 0}, coalesce(${head.currency ?? null}::text, (select currency from shop)))`.execute(
      tx.db,
    )
  } catch (error) {
    throw unknownParent(error) ?? error
  }
  return opened
}

/** The refusal for a head that names a supplier or location that does not exist. */
export function unknownParent(error: unknown): Error | null {
  const constraint = brokenConstraint(error)
  if (constraint === 'purchase_order_supplier_id_fkey') return refuse('not_found', { what: 'supplier' })
  if (constraint === 'purchase_order_location_id_fkey') return refuse('not_found', { what: 'location' })
  return null
}
