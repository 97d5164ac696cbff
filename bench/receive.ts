import { sql } from 'kysely'
import { purchaseOrderInput } from '../contract/purchasing.ts'
import * as documents from '../server/documents/public.ts'
import * as purchasing from '../server/purchasing/public.ts'
import * as stock from '../server/stock/public.ts'
import type { Contest } from './contest.ts'
import type { Ground } from './ground.ts'
import { addShelf, addVariants } from './stock-a-shop.ts'

/** Receiving `pieces` serial units of ten products, a new lot of each: the whole use case, and the ledger alone. */
export async function receiveContests(ground: Ground, pieces: number): Promise<Contest[]> {
  const shelf = await addShelf(ground, `R${pieces}`)
  const variantIds = await addVariants(ground, `Camera ${pieces}`, 10, 'serials')
  const order = { id: 0, version: 0 }

  async function prepare(name: string, round: number): Promise<void> {
    const mark = `${name}-${pieces}-${round}`
    const lines = Array.from({ length: pieces }, (_, index) => ({
      variantId: variantIds[index % variantIds.length]!,
      quantitySku: 1,
      binId: shelf.binId,
      lotNumber: `LOT-${mark}`,
      serial: `SN-${mark}-${index}`,
    }))
    const input = purchaseOrderInput.parse({ supplierId: null, locationId: shelf.locationId, lines: [] })
    const whole = purchaseOrderInput.shape.lines.element.array().parse(lines)
    const draft = await ground.act(tx => purchasing.addPurchaseOrder(tx, { ...input, lines: whole }))
    Object.assign(order, await ground.act(tx => purchasing.confirmPurchaseOrder(tx, draft.id, draft.version)))
  }

  const floor = () => receiveByHand(ground, order.id)
  const count = pieces.toLocaleString('en')
  return [
    {
      name: `warehouse a purchase order of ${count} units`,
      operations: 1,
      prepare: round => prepare('order', round),
      ours: async () => {
        await ground.act(tx => purchasing.warehousePurchaseOrder(tx, order.id, order.version))
      },
      floor,
    },
    {
      name: `receive ${count} units, ledger alone`,
      operations: 1,
      prepare: round => prepare('ledger', round),
      ours: () => receiveIntoLedger(ground, order.id),
      floor,
    },
  ]
}

async function receiveIntoLedger(ground: Ground, orderId: number): Promise<void> {
  await ground.act(async tx => {
    const receipt = await documents.openDocument(tx, 'goods_receipt')
    await stock.receive(tx, {
      documentId: receipt.id,
      goods: sql`
        select id as line_id, line_number, variant_id, quantity_sku as quantity, place_id, lot_number, serial, supplier_id,
               made_on, expires_on, supplier_lot
          from purchase_order_line where order_id = ${orderId}`,
    })
  })
}

/** Everything in one statement, which is its own transaction. */
export async function receiveByHand(ground: Ground, orderId: number): Promise<void> {
  await ground.floor.query({
    name: 'receive',
    text: `
      with receipt as (
        insert into document (kind, created_at, created_by) values ('goods_receipt', $2, 0) returning id
      ), lots as (
        insert into lot (variant_id, number, created_at)
        select distinct variant_id, lot_number, $2::timestamptz from purchase_order_line where order_id = $1
        returning id, variant_id, number
      ), made as (
        insert into unit (variant_id, lot_id, serial, place_id)
        select line.variant_id, lots.id, line.serial, line.place_id
          from purchase_order_line line join lots on lots.variant_id = line.variant_id and lots.number = line.lot_number
         where line.order_id = $1
        returning id, lot_id, place_id, variant_id
      ), total as (
        select variant_id, lot_id, place_id, count(*) as quantity from made group by 1, 2, 3
      ), moved as (
        insert into movement (variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, moved_at, actor_id)
        select variant_id, lot_id, quantity, 1, place_id, receipt.id, $2, 0 from total, receipt
        returning id, lot_id, to_place_id
      ), linked as (
        insert into movement_unit (unit_id, movement_id)
        select made.id, moved.id from made join moved on moved.lot_id = made.lot_id and moved.to_place_id = made.place_id
      )
      insert into level (variant_id, lot_id, place_id, on_hand)
      select variant_id, lot_id, place_id, quantity from total`,
    values: [orderId, new Date()],
  })
}
