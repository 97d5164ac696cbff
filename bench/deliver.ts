import { deliveryNoteInput } from '../contract/fulfilment.ts'
import * as fulfilment from '../server/fulfilment/public.ts'
import * as sales from '../server/sales/public.ts'
import { byClients, type Contest, roundsHeld } from './contest.ts'
import { copyToFloor, deliverByHand, type FloorOrder, makeNoteByHand } from './deliver-floor.ts'
import type { Ground } from './ground.ts'
import { addBuyer, addShelf, addVariants, gatherStatistics, type Shelf, takeIn } from './stock-a-shop.ts'

export interface DeliverSize {
  /** Callers at once, and how many notes they make and deliver in one turn. */
  readonly clients: readonly { clients: number; notes: number }[]
  readonly rounds: number
  /** How many products of each kind the notes are spread over. */
  readonly products: number
}

/** A placed order of three lines, one of each kind of product, and the piece and lot that go out for it. */
interface Order {
  readonly id: number
  readonly lineIds: readonly number[]
  readonly lotId: number
  readonly unitId: number
}

const quantities = [2, 3, 1] as const

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

interface Stocked {
  /** By kind: untracked, by lot, by serial number. */
  readonly variantIds: readonly number[][]
  readonly lotIds: readonly number[]
  /** By serial-tracked product. */
  readonly unitIds: readonly number[][]
}

async function stockUp(
  ground: Ground,
  shelf: Shelf,
  { layout, products, notes }: { layout: string; products: number; notes: number },
): Promise<Stocked> {
  const kinds = ['none', 'lots', 'serials'] as const
  const variantIds: number[][] = []
  for (const kind of kinds) variantIds.push(await addVariants(ground, `${layout} ${kind}`, products, kind))
  const [plain, byLot, bySerial] = variantIds as [number[], number[], number[]]
  const each = Math.ceil(notes / products)
  const placeId = shelf.binId
  const goods = [
    ...plain.map(variantId => ({ variantId, quantity: each * quantities[0], placeId })),
    ...byLot.map(variantId => ({ variantId, quantity: each * quantities[1], placeId, lotNumber: 'L1' })),
    ...bySerial.flatMap(variantId =>
      Array.from({ length: each }, (_, index) => ({
        variantId,
        quantity: 1,
        placeId,
        lotNumber: 'L1',
        serial: `SN-${index}`,
      })),
    ),
  ]
  await takeIn(
    ground,
    goods.map((one, lineId) => ({ lineId, ...one })),
  )
  await gatherStatistics(ground)
  const { rows } = await ground.ours.query<{ lot_ids: number[]; unit_ids: number[][] }>(
    `select (select json_agg(lot.id order by lot.variant_id) from lot where variant_id = any($1)) as lot_ids,
            (select json_agg(ids order by variant_id)
               from (select variant_id, json_agg(id order by id) as ids from unit where variant_id = any($2) group by variant_id) u) as unit_ids`,
    [byLot, bySerial],
  )
  return { variantIds, lotIds: rows[0]!.lot_ids, unitIds: rows[0]!.unit_ids }
}

/** Gives the next so many orders, placed, with their floor's copies. */
function orderBook(
  ground: Ground,
  { shelf, buyerId, stocked }: { shelf: Shelf; buyerId: number; stocked: Stocked },
) {
  let next = 0
  const place = async (index: number): Promise<Order> => {
    const which = index % stocked.lotIds.length
    const lines = quantities.map((quantity, kind) => ({
      variantId: stocked.variantIds[kind]![which]!,
      quantity,
      priceMinor: 100,
    }))
    const input = { customerId: buyerId, locationId: shelf.locationId, notes: '', lines }
    const order = await ground.act(tx => sales.placeSalesOrder(tx, input))
    return {
      id: order.id,
      lineIds: order.lines.map(line => line.id),
      lotId: stocked.lotIds[which]!,
      unitId: stocked.unitIds[which]![Math.floor(index / stocked.lotIds.length)]!,
    }
  }
  return async (count: number): Promise<{ ours: Order[]; floor: FloorOrder[] }> => {
    const ours: Order[] = []
    const indices = Array.from({ length: count }, () => next++)
    await byClients(8, indices, async index => ours.push(await place(index)))
    const floor = await copyToFloor(ground, shelf.locationId, ours)
    return { ours, floor }
  }
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
