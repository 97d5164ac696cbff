import { salesOrderChange } from '../../../contract/sales.ts'
import * as fulfilment from '../../../server/fulfilment/public.ts'
import { changeSalesOrder } from '../../../server/sales/change-sales-order.ts'
import { choose, picksOf, whyNotTaken, wireOf } from './choosing.ts'
import { draw, reserved, sellable } from './claims.ts'
import { attempt, type Deed } from './deed.ts'
import { makeNote, placeOrder } from './selling.ts'
import { levelOf, type Note, type Order, openOf, type World } from './world.ts'

/** The customer wants more of one line, less of another, or not at all; what is reserved follows. */
export const changeOrder: Deed = async function changeOrder(world, real, dice) {
  const order = dice.of(world.orders.filter(one => one.state !== 'cancelled'))
  if (order === undefined) return placeOrder(world, real, dice)
  const wanted = order.lines.map(line => ({
    line,
    quantity: Math.max(0, line.quantity + dice.between(-2, 2)),
  }))
  const kept = wanted.filter(({ quantity }) => quantity > 0)
  if (kept.length === 0) return placeOrder(world, real, dice)
  const what = `change order ${order.id} to ${wanted.map(({ line, quantity }) => `${quantity} ${line.product.tracking}`)}`
  const [row] = await real.shop.rows<{ version: number }>('select version from sales_order where id = $1', [
    order.id,
  ])
  const change = salesOrderChange.parse({
    version: row!.version,
    lines: kept.map(({ line, quantity }) => ({
      id: line.id,
      variantId: line.product.id,
      quantity,
      priceMinor: 100,
    })),
  })
  const done = await attempt(
    real.shop.act(tx => changeSalesOrder(tx, order.id, change)),
    whyNotOrdered(world, order, wanted),
    what,
  )
  if (done === null) return `${what}: refused`
  for (const { line, quantity } of wanted) {
    if (quantity < line.quantity) draw(line, line.quantity - quantity, 'here')
    else line.claims.here += quantity - line.quantity
    line.quantity = quantity
  }
  order.lines.splice(0, order.lines.length, ...kept.map(({ line }) => line))
  return what
}

type Wanted = readonly { readonly line: Order['lines'][number]; readonly quantity: number }[]

function whyNotOrdered(world: World, { state }: Order, wanted: Wanted): string[] | null {
  if (state !== 'open') return ['wrong_state']
  if (wanted.some(({ line, quantity }) => quantity < line.onNotes)) return ['line_on_notes']
  const isShort = wanted.some(({ line, quantity }) => {
    const more = quantity - line.quantity
    return more > 0 && reserved(world, line.product) + more > sellable(world, line.product)
  })
  return isShort ? ['not_enough'] : null
}

/** Other goods are put on a note that is ready, in the place of all that it had. */
export const changeNote: Deed = async function changeNote(world, real, dice) {
  const note = dice.of(world.notes.filter(one => one.state === 'ready'))
  if (note === undefined) return makeNote(world, real, dice)
  const what = `change note ${note.id}`
  const before = note.order.lines.map(line => ({ ...line.claims }))
  letGo(world, note)
  const chosen = note.order.lines.filter(openOf).flatMap(line => choose(world, line, dice, note.site) ?? [])
  const refused = whyNotTaken(world, chosen, note.site)
  const stays = () => {
    keep(world, note)
    for (const [index, line] of note.order.lines.entries()) Object.assign(line.claims, before[index])
    return `${what}: stays`
  }
  if (chosen.length === 0) return stays()
  const [row] = await real.shop.rows<{ version: number }>('select version from delivery_note where id = $1', [
    note.id,
  ])
  const change = { version: row!.version, draft: false, lines: chosen.map(wireOf) }
  const done = await attempt(
    real.shop.act(tx => fulfilment.changeDeliveryNote(tx, note.id, change)),
    refused,
    what,
  )
  if (done === null) return stays()
  const picks = chosen.flatMap(choice => {
    const noteLineId = done.lines.find(line => line.orderLineId === choice.line.id)!.id
    return picksOf(world, choice, note.site).map(pick => ({ ...pick, noteLineId }))
  })
  note.picks.splice(0, note.picks.length, ...picks)
  keep(world, note)
  return what
}

function letGo(world: World, note: Note): void {
  for (const pick of note.picks) {
    levelOf(world, pick.line.product, pick.lot, pick.bin).allocated -= pick.quantity
    pick.line.onNotes -= pick.quantity
    pick.line.claims[note.site] += pick.quantity
    for (const piece of pick.pieces) piece.note = null
  }
}

function keep(world: World, note: Note): void {
  for (const pick of note.picks) {
    levelOf(world, pick.line.product, pick.lot, pick.bin).allocated += pick.quantity
    pick.line.onNotes += pick.quantity
    draw(pick.line, pick.quantity, note.site)
    for (const piece of pick.pieces) piece.note = note
  }
}
