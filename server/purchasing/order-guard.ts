import { sql } from 'kysely'
import type { PurchaseOrderState } from '../../contract/purchasing.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

const spoken: Record<PurchaseOrderState, string> = {
  draft: 'a draft',
  confirmed: 'confirmed',
  part_warehoused: 'partly warehoused',
  warehoused: 'warehoused',
  closed: 'closed',
  cancelled: 'cancelled',
}

/**
 * Moves an order from one of the states `from` to the state `to`, if it still has the version that the clerk saw (null:
 * whichever it has). The row stays locked until the transaction ends: of two clerks one moves it, the other is told what happened.
 * Refuses not_found, wrong_state, changed_meanwhile.
 */
export async function moveOrder(
  tx: Tx,
  orderId: number,
  version: number | null,
  from: readonly PurchaseOrderState[],
  to: PurchaseOrderState,
): Promise<{ number: string }> {
  const { rows } = await sql<{ number: string }>`
    update purchase_order o set state = ${to}, version = o.version + 1
      from document d
     where o.id = ${orderId} and d.id = o.id and o.version = coalesce(${version}::int, o.version)
       and o.state = any(${from}::text[])
    returning d.number`.execute(tx.db)
  return rows[0] ?? explainRefusal(tx, orderId, from)
}

/** Says why a guarded change of an order found nothing to change. */
export async function explainRefusal(
  tx: Tx,
  orderId: number,
  needed: readonly PurchaseOrderState[],
): Promise<never> {
  const { rows } = await sql<{ number: string; state: PurchaseOrderState; by: string }>`
    select d.number, o.state, coalesce(
             (select s.name from document_event e join staff s on s.id = e.actor_id
               where e.document_id = o.id order by e.id desc limit 1), 'Lotbook') as by
      from purchase_order o join document d on d.id = o.id
     where o.id = ${orderId}`.execute(tx.db)
  const order = rows[0]
  if (order === undefined) throw refuse('not_found', { what: 'purchase order' })
  if (needed.includes(order.state))
    throw refuse('changed_meanwhile', { what: 'purchase order', by: order.by })
  throw refuse('wrong_state', {
    document: order.number,
    state: spoken[order.state],
    needed: needed.map(state => spoken[state]).join(' or '),
  })
}
