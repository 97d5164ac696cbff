import { deliveryNoteInput } from '../../../contract/fulfilment.ts'
import { salesOrderInput } from '../../../contract/sales.ts'
import * as fulfilment from '../../../server/fulfilment/public.ts'
import * as sales from '../../../server/sales/public.ts'
import { warehouse } from './buying.ts'
import { choose, picksOf, whyNotTaken, wireOf } from './choosing.ts'
import { draw, reserved, sellable } from './claims.ts'
import { attempt, type Deed, type Dice } from './deed.ts'
import { touch } from './stocktaking.ts'
import {
  blocks,
  isToldApartAs,
  levelOf,
  type Note,
  type Order,
  openOf,
  type Product,
  type World,
} from './world.ts'

/** A customer orders one to three products; what can be sold is reserved at once. */
export const placeOrder: Deed = async function placeOrder(world, real, dice) {
  const lines = wanted(world, dice)
  if (lines.length === 0) return warehouse(world, real, dice)
  const short = lines.some(
    line => reserved(world, line.product) + line.quantity > sellable(world, line.product),
  )
  const what = `place an order of ${lines.map(line => `${line.quantity} ${line.product.tracking}`).join(', ')}`
  const input = salesOrderInput.parse({
    customerId: real.customerId,
    locationId: real.shelf.locationId,
    lines: lines.map(line => ({ variantId: line.product.id, quantity: line.quantity, priceMinor: 100 })),
  })
  const order = await attempt(
    real.shop.act(tx => sales.placeSalesOrder(tx, input)),
    short ? 'not_enough' : null,
    what,
  )
  if (order === null) return `${what}: refused`
  world.orders.push({
    id: order.id,
    state: 'open',
    lines: lines.map((line, index) => ({
      ...line,
      id: order.lines[index]!.id,
      onNotes: 0,
      delivered: 0,
      claims: { here: line.quantity, far: 0 },
    })),
  })
  return what
}

export const cancelOrder: Deed = async function cancelOrder(world, real, dice) {
  const order = dice.of(world.orders)
  if (order === undefined) return placeOrder(world, real, dice)
  const hasNotes = world.notes.some(note => note.order === order && note.state !== 'cancelled')
  const ended = order.state === 'cancelled' || order.state === 'delivered'
  const what = `cancel order ${order.id}`
  const done = await attempt(
    real.shop.act(tx => sales.cancelSalesOrder(tx, order.id)),
    ended ? 'wrong_state' : hasNotes ? 'has_delivery_notes' : null,
    what,
  )
  if (done === null) return `${what}: refused`
  order.state = 'cancelled'
  return what
}

/** A note of some open lines: lots and pieces are chosen from all that ever were, so that many choices are impossible. */
export const makeNote: Deed = async function makeNote(world, real, dice) {
  const order = dice.of(world.orders.filter(one => one.state !== 'cancelled' && one.lines.some(openOf)))
  if (order === undefined) return placeOrder(world, real, dice)
  const isFar = dice.throw(4) > 0 && order.lines.some(one => sellable(world, one.product, 'far') > 0)
  const site = isFar ? 'far' : 'here'
  const chosen = order.lines.filter(openOf).flatMap(line => choose(world, line, dice, site) ?? [])
  if (chosen.length === 0) return warehouse(world, real, dice)
  const what = `note for ${order.id} from ${site}: ${chosen.map(choice => `${choice.quantity} ${choice.line.product.tracking}`).join(', ')}`
  const { locationId } = site === 'far' ? real.far : real.shelf
  const input = deliveryNoteInput.parse({ locationId, lines: chosen.map(wireOf) })
  const refused = whyNotTaken(world, chosen, site)
  const made = await attempt(
    real.shop.act(tx => fulfilment.createDeliveryNote(tx, order.id, input)),
    refused,
    what,
  )
  if (made === null) return `${what}: ${refused}`
  const note: Note = {
    id: made.id,
    order,
    site,
    state: 'ready',
    backs: [],
    picks: chosen.flatMap(choice => {
      const noteLineId = made.lines.find(line => line.orderLineId === choice.line.id)!.id
      return picksOf(world, choice, site).map(pick => ({ ...pick, noteLineId }))
    }),
  }
  for (const pick of note.picks) {
    levelOf(world, pick.line.product, pick.lot, pick.bin).allocated += pick.quantity
    pick.line.onNotes += pick.quantity
    draw(pick.line, pick.quantity, site)
    for (const piece of pick.pieces) piece.note = note
  }
  world.notes.push(note)
  return what
}

export const deliverNote: Deed = async function deliverNote(world, real, dice) {
  const note = likelyReady(world, dice)
  if (note === undefined) return makeNote(world, real, dice)
  const what = `deliver ${note.id}`
  const act = real.shop.act(tx => fulfilment.deliverDeliveryNote(tx, note.id))
  if ((await attempt(act, whyNotDelivered(note), what)) === null) return `${what}: refused`
  if (note.state === 'ready') leave(world, note)
  for (const pick of note.picks) pick.line.delivered += pick.quantity
  note.state = 'delivered'
  settle(note.order)
  return what
}

/** Its goods leave the shelves for the customer. */
export function leave(world: World, note: Note): void {
  for (const pick of note.picks) {
    const level = levelOf(world, pick.line.product, pick.lot, pick.bin)
    level.onHand -= pick.quantity
    level.allocated -= pick.quantity
    for (const piece of pick.pieces) Object.assign(piece, { place: 'customer', note: null, soldBy: note })
  }
}

export const cancelNote: Deed = async function cancelNote(world, real, dice) {
  const note = likelyReady(world, dice)
  if (note === undefined) return makeNote(world, real, dice)
  const what = `cancel note ${note.id}`
  const act = real.shop.act(tx => fulfilment.cancelDeliveryNote(tx, note.id))
  if ((await attempt(act, whyNotCancelled(note), what)) === null) return `${what}: refused`
  for (const pick of note.picks) {
    const level = levelOf(world, pick.line.product, pick.lot, pick.bin)
    if (note.state === 'shipped') level.onHand += pick.quantity
    else level.allocated -= pick.quantity
    pick.line.onNotes -= pick.quantity
    pick.line.claims[note.site] += pick.quantity
    for (const piece of pick.pieces) {
      if (note.state === 'shipped') touch(piece, pick.bin)
      Object.assign(piece, { note: null, soldBy: null })
    }
  }
  note.state = 'cancelled'
  return what
}

/** Mostly what can be sold, now and then too much of it. */
function wanted(world: World, dice: Dice) {
  const left = (product: Product) => sellable(world, product) - reserved(world, product)
  const products = dice.throw(8) === 0 ? world.products : world.products.filter(product => left(product) > 0)
  return dice.some(products, dice.between(1, world.products.length)).map(product => ({
    product,
    quantity: dice.between(1, dice.throw(8) === 0 ? 9 : Math.max(1, Math.min(4, left(product)))),
  }))
}

export const likelyReady = ({ notes }: World, dice: Dice) =>
  dice.of(
    dice.throw(6) === 0 ? notes : notes.filter(note => note.state === 'ready' || note.state === 'shipped'),
  )

/** What a carrier has cannot come back as it went, once its product is tracked otherwise. */
function whyNotCancelled({ state, picks }: Note): string | null {
  if (state !== 'ready' && state !== 'shipped') return 'wrong_state'
  return state === 'ready' || picks.every(isToldApartAs) ? null : 'not_returnable'
}

function whyNotDelivered(note: Note): string[] | null {
  if (note.state === 'shipped') return null
  return note.state === 'ready' ? whyNotSent(note) : ['wrong_state']
}

/** What was held or expired since it was chosen does not go. */
export function whyNotSent(note: Note): string[] | null {
  const lots = note.picks.flatMap(pick => (pick.lot === null ? [] : (blocks(pick.lot) ?? [])))
  const held = note.picks.flatMap(pick => pick.pieces).some(piece => piece.held)
  const codes = held ? [...lots, 'on_hold'] : lots
  return codes.length > 0 ? codes : null
}

/** A delivery tells the order how far it is. */
export function settle(order: Order): void {
  order.state = order.lines.every(line => line.delivered === line.quantity) ? 'delivered' : 'part_delivered'
}
