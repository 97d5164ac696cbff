import * as sales from '../server/sales/public.ts'
import { byClients } from './contest.ts'
import { copyToFloor, type FloorOrder } from './deliver-floor.ts'
import type { Ground } from './ground.ts'
import { addVariants, gatherStatistics, type Shelf, takeIn } from './stock-a-shop.ts'

/** A placed order of three lines, one of each kind of product, and the piece and lot that go out for it. */
export interface Order {
  readonly id: number
  readonly lineIds: readonly number[]
  readonly lotId: number
  readonly unitId: number
}

export const quantities = [2, 3, 1] as const

interface Stocked {
  /** By kind: untracked, by lot, by serial number. */
  readonly variantIds: readonly number[][]
  readonly lotIds: readonly number[]
  /** By serial-tracked product. */
  readonly unitIds: readonly number[][]
}

/** Products of each kind on the shelf, enough of each for its share of the notes. */
export async function stockUp(
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
export function orderBook(
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
