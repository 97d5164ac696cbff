import * as fulfilment from '../server/fulfilment/public.ts'
import { byClients, type Contest, roundsHeld } from './contest.ts'
import { deliverByHand, makeNoteByHand } from './deliver-floor.ts'
import type { Ground } from './ground.ts'
import { type Order, orderBook, quantities, stockUp } from './order-book.ts'
import { addBuyer, addShelf } from './stock-a-shop.ts'

export interface DispatchSize {
  readonly orders: number
  readonly products: number
}

/** As many as Order Dispatch lets go side by side. */
const sideBySide = 4

/**
 * Order Dispatch of many ticked orders: the identifiers of each are saved, then each is completed, one transaction for
 * either. An order has three lines, and one of them is a piece with its serial number. The floor makes and delivers a note.
 */
export async function dispatchContests(
  ground: Ground,
  size: DispatchSize,
  rounds: number,
): Promise<Contest[]> {
  const buyerId = await addBuyer(ground)
  const shelf = await addShelf(ground, 'DISPATCH')
  const stocked = await stockUp(ground, shelf, {
    layout: 'dispatch',
    products: size.products,
    notes: size.orders * roundsHeld(rounds),
  })
  const ready = orderBook(ground, { shelf, buyerId, stocked })
  let orders: Awaited<ReturnType<typeof ready>> = { ours: [], floor: [] }
  return [
    {
      name: `save the identifiers of ${size.orders} orders and complete them`,
      operations: size.orders,
      prepare: async () => {
        orders = await ready(size.orders)
      },
      ours: async () => {
        const serials = await serialsOf(ground, orders.ours)
        await byClients(sideBySide, orders.ours, order =>
          ground.act(tx => fulfilment.saveIdentifiers(tx, choiceOf(order, serials.get(order.unitId)!))),
        )
        await byClients(sideBySide, orders.ours, order =>
          ground.act(tx => fulfilment.completeAmongMany(tx, { orderId: order.id })),
        )
      },
      floor: () =>
        byClients(sideBySide, orders.floor, async order => {
          await deliverByHand(ground, await makeNoteByHand(ground, order))
        }),
    },
  ]
}

const choiceOf = (order: Order, serial: string) => ({
  orderId: order.id,
  version: null,
  lines: [{ orderLineId: order.lineIds[2]!, quantity: quantities[2], identifiers: [serial] }],
})

async function serialsOf(ground: Ground, orders: readonly Order[]): Promise<Map<number, string>> {
  const { rows } = await ground.ours.query<{ id: number; serial: string }>(
    'select id, serial from unit where id = any($1)',
    [orders.map(order => order.unitId)],
  )
  return new Map(rows.map(row => [row.id, row.serial]))
}
