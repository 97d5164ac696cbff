import { deliveryNoteInput } from '../contract/fulfilment.ts'
import * as fulfilment from '../server/fulfilment/public.ts'
import { byClients, type Contest, roundsHeld } from './contest.ts'
import { deliverByHand, makeNoteByHand } from './deliver-floor.ts'
import type { Ground } from './ground.ts'
import { type Order, orderBook, quantities, stockUp } from './order-book.ts'
import { addBuyer, addShelf } from './stock-a-shop.ts'

export interface DeliverSize {
  /** Callers at once, and how many notes they make and deliver in one turn. */
  readonly clients: readonly { clients: number; notes: number }[]
  readonly rounds: number
  /** How many products of each kind the notes are spread over. */
  readonly products: number
}

/**
 * Making and delivering a note of three lines: 2 of an untracked product, 3 of a lot, one piece. Spread: each note has
 * other products than the one before. Hot: all notes have the same three.
 */
export async function deliverContests(ground: Ground, size: DeliverSize): Promise<Contest[]> {
  const buyerId = await addBuyer(ground)
  const notes = size.clients.reduce((sum, one) => sum + one.notes, 0) * roundsHeld(size.rounds)
  const contests: Contest[] = []
  for (const [layout, products] of [
    ['spread', size.products],
    ['hot', 1],
  ] as const) {
    const shelf = await addShelf(ground, layout.toUpperCase())
    const stocked = await stockUp(ground, shelf, { layout, products, notes })
    const ready = orderBook(ground, { shelf, buyerId, stocked })
    for (const { clients, notes } of size.clients)
      contests.push(contestOf(ground, { layout, clients, notes, ready }))
  }
  return contests
}

interface Layout {
  readonly layout: string
  readonly clients: number
  readonly notes: number
  readonly ready: ReturnType<typeof orderBook>
}

function contestOf(ground: Ground, { layout, clients, notes, ready }: Layout): Contest {
  let orders: Awaited<ReturnType<typeof ready>> = { ours: [], floor: [] }
  return {
    name: `make and deliver a note, ${layout}, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
    operations: notes,
    prepare: async () => {
      orders = await ready(notes)
    },
    ours: () => byClients(clients, orders.ours, order => makeAndDeliver(ground, order)),
    floor: () =>
      byClients(clients, orders.floor, async order => {
        await deliverByHand(ground, await makeNoteByHand(ground, order))
      }),
  }
}

async function makeAndDeliver(ground: Ground, order: Order): Promise<void> {
  const [plain, lot, piece] = order.lineIds
  const input = deliveryNoteInput.parse({
    lines: [
      { orderLineId: plain, quantity: quantities[0] },
      { orderLineId: lot, quantity: quantities[1], lots: [{ lotId: order.lotId, quantity: quantities[1] }] },
      { orderLineId: piece, quantity: quantities[2], unitIds: [order.unitId] },
    ],
  })
  const note = await ground.act(tx => fulfilment.createDeliveryNote(tx, order.id, input))
  await ground.act(tx => fulfilment.deliverDeliveryNote(tx, note.id))
}
