import type { Tx } from '../../platform/database/public.ts'
import * as stock from '../../stock/public.ts'
import { picksOf } from '../check-choices.ts'
import { insertDelivered } from '../note-lines.ts'
import type { CounterGoods } from './choose-goods.ts'

/**
 * Hands goods over a counter: the receipt's document is the delivered note of the order that it is, and the goods leave the
 * shelves with it. Gives the ids of its lines, in their order. Refuses what the ledger refuses: not_enough, lot_short,
 * unit_taken, unit_elsewhere, on_hold, expired, expires_too_soon.
 */
export async function handOver(
  tx: Tx,
  over: {
    readonly documentId: number
    readonly locationId: number
    readonly orderLineIds: readonly number[]
    readonly goods: readonly CounterGoods[]
  },
): Promise<number[]> {
  const { documentId, locationId, orderLineIds } = over
  const goods = over.goods.map((one, index) => ({ ...one, line: { ...one.line, id: orderLineIds[index]! } }))
  const lineIds = await insertDelivered(tx, { id: documentId, locationId }, goods)
  const picks = goods.flatMap((one, index) =>
    picksOf(one, lineIds[index]!).map(pick => ({ ...pick, orderLineId: null })),
  )
  await stock.sellNow(tx, { documentId, locationId, picks })
  return lineIds
}
