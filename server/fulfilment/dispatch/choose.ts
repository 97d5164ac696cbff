import type { DeliveryChoice } from '../../../contract/fulfilment.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Chosen } from '../check-choices.ts'
import { type LockedOrder, lockOrder, openOrder } from '../lock-order.ts'
import { type Dispatch, readDispatch } from './read-dispatch.ts'

/** An order whose row is locked, with what is to be dispatched of it. */
export interface LockedDispatch {
  readonly order: LockedOrder
  readonly dispatch: Dispatch
}

/** Locks an order of which something may still go. Refuses not_found, wrong_state and nothing_to_dispatch. */
export async function lockDispatch(tx: Tx, orderId: number): Promise<LockedDispatch> {
  const [found, [dispatch]] = await Promise.all([lockOrder(tx, orderId, []), readDispatch(tx, [orderId])])
  const order = openOrder(found)
  if (dispatch === undefined || dispatch.lines.length === 0)
    throw refuse('nothing_to_dispatch', { order: order.number })
  return { order, dispatch }
}

type Line = Dispatch['lines'][number]

/** A line as it stands, with what a person chose; what nobody needs to choose stays unclaimed until the order leaves. */
export function asItStands(line: Line, quantity = line.toDispatch): Chosen {
  const { orderLineId, tracking, identifierMode, decimals, claimed } = line
  const values = identifierMode === 'off' || tracking.serials ? undefined : line.identifiers
  const choice: DeliveryChoice = {
    orderLineId,
    quantity,
    lots: tracking.serials ? [] : line.chosenLots,
    unitIds: line.units.map(unit => unit.id),
    ...(values === undefined ? {} : { identifiers: values }),
  }
  const ordered = {
    id: orderLineId,
    variantId: line.variantId,
    product: line.productName,
    decimals,
    tracking,
    identifierMode,
  }
  return { line: ordered, choice, ...(tracking.lots ? {} : { claimed: Math.min(claimed, quantity) }) }
}
