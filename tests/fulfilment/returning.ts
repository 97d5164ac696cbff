import type { DeliveryNote } from '../../contract/fulfilment.ts'
import { swapInput } from '../../contract/note-swaps.ts'
import { type ReturnOutcome, returnInput } from '../../contract/returns.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import type { Tx } from '../../server/platform/database/public.ts'
import type { TestShop } from '../harness/shop.ts'
import { lotIdOf, receiveGoods, times, unitIdOf } from '../harness/stocked-shop.ts'
import { addCustomer, deliver, note, order, stockCornerShop } from '../sales/corner-shop.ts'

interface Back {
  unitId?: number
  noteLineId?: number
  lotId?: number
  quantity?: number
  outcome?: ReturnOutcome
}

/** The corner shop with much more of everything, and what is done to goods that were sold. */
export async function stockForReturns(shop: TestShop) {
  const corner = await stockCornerShop(shop)
  const bob = await addCustomer(shop, 'Bob Baker')
  const [reason] = await shop.rows<{ id: number }>(`select id from return_reason where name = 'Faulty'`)
  const at = { placeId: corner.shelf.binId }
  await receiveGoods(shop, [
    ...times(40, index => ({
      ...at,
      variantId: corner.camera,
      quantity: 1,
      lotNumber: 'C2',
      serial: `NEW-${index}`,
    })),
    { ...at, variantId: corner.milk, quantity: 400, lotNumber: 'M-BIG' },
    { ...at, variantId: corner.milk, quantity: 400, lotNumber: 'M-OTHER' },
    { ...at, variantId: corner.bag, quantity: 400 },
  ])
  let next = 0
  /** The serial of a camera that nobody has touched yet. */
  const freshSerial = () => `NEW-${next++}`
  async function soldCamera(): Promise<{ serial: string; unitId: number; note: DeliveryNote }> {
    const serial = freshSerial()
    const unitId = await unitIdOf(shop, serial)
    const placed = await order(shop, corner, [corner.camera, 1])
    const made = await note(shop, placed, { quantity: 1, unitIds: [unitId] })
    return { serial, unitId, note: await deliver(shop, made) }
  }
  async function soldMilk(quantity: number): Promise<DeliveryNote> {
    const placed = await order(shop, corner, [corner.milk, quantity])
    const lots = [{ lotId: await lotIdOf(shop, 'M-BIG'), quantity }]
    return deliver(shop, await note(shop, placed, { quantity, lots }))
  }
  const backIn = (tx: Tx, customerId: number, ...lines: Back[]) =>
    fulfilment.takeReturn(
      tx,
      returnInput.parse({
        customerId,
        lines: lines.map(line => ({ reasonId: reason!.id, binId: corner.shelf.binId, ...line })),
      }),
    )
  const back = (customerId: number, ...lines: Back[]) => shop.act(tx => backIn(tx, customerId, ...lines))
  const judge = (id: number, lineId: number, outcome: ReturnOutcome, binId: number | null = null) =>
    shop.act(tx =>
      fulfilment.inspectReturn(tx, id, { lines: [{ lineId, outcome, finding: 'Looked at', binId }] }),
    )
  const swap = (made: DeliveryNote, input: object) =>
    shop.act(tx =>
      fulfilment.swapDelivered(
        tx,
        made.id,
        swapInput.parse({ noteLineId: made.lines[0]!.id, reason: 'Wrong label', ...input }),
      ),
    )
  const whereIs = async (unitId: number) => {
    const [row] = await shop.rows<{ kind: string; code: string; claimed: boolean }>(
      'select kind, code, allocation_id is not null as claimed from unit join place on place.id = place_id where unit.id = $1',
      [unitId],
    )
    return row!
  }
  return { corner, bob, freshSerial, soldCamera, soldMilk, backIn, back, judge, swap, whereIs }
}
