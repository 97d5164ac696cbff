import { expect } from 'vitest'
import { readDispatch } from '../../../server/fulfilment/dispatch/read-dispatch.ts'
import * as fulfilment from '../../../server/fulfilment/public.ts'
import { likely, whyNotThis } from './choosing.ts'
import { draw, isTaken, sellable } from './claims.ts'
import { attempt, type Deed, type Real } from './deed.ts'
import { leave, placeOrder, settle } from './selling.ts'
import {
  blocks,
  hasPieces,
  levelOf,
  type Note,
  type Order,
  type OrderLine,
  openOf,
  type Pick,
  type Piece,
  type World,
} from './world.ts'

/**
 * Order Dispatch completes an order: the serials of its pieces are given, all else is taken by the ledger as it sees fit.
 * Which lots and bins it took the world is told; that they were free and may be sold, it knows itself.
 */
export const completeOrder: Deed = async function completeOrder(world, real, dice) {
  const order = dice.of(world.orders.filter(one => isWaiting(world, one)))
  if (order === undefined) return placeOrder(world, real, dice)
  const lines = order.lines.filter(openOf)
  const pieces = new Map(
    lines
      .filter(line => hasPieces(line.product))
      .map(line => [line, dice.some(likely(world, line, dice), openOf(line))]),
  )
  const what = `complete ${order.id} with ${[...pieces.values()].flat().map(piece => piece.serial)}`
  const saved = await attempt(save(real, order, pieces), whyNotSaved(world, pieces), what)
  if (saved === null) return `${what}: refused`
  const foreseen = whyNotCompleted(world, lines, pieces)
  const done = await attempt(
    real.shop.act(tx => fulfilment.completeOrder(tx, order.id)),
    foreseen,
    what,
  )
  if (done === null) return giveUp(real, saved.note?.id ?? null, what)
  const note = await noteOf(world, real, order, done.id)
  leave(world, note)
  for (const pick of note.picks) pick.line.delivered += pick.quantity
  settle(order)
  return what
}

const isWaiting = (world: World, order: Order) =>
  order.state !== 'cancelled' &&
  order.lines.some(openOf) &&
  !world.notes.some(note => note.order === order && note.state === 'ready')

async function save({ shop }: Real, order: Order, pieces: ReadonlyMap<OrderLine, readonly Piece[]>) {
  const [dispatch] = await readDispatch(shop.reader, [order.id])
  return shop.act(tx =>
    fulfilment.saveIdentifiers(tx, {
      orderId: order.id,
      version: dispatch!.note?.version ?? null,
      lines: [...pieces].map(([line, given]) => ({
        orderLineId: line.id,
        identifiers: Array.from({ length: openOf(line) }, (_, index) => given[index]?.serial ?? null),
      })),
    }),
  )
}

function whyNotSaved(world: World, pieces: ReadonlyMap<OrderLine, readonly Piece[]>): string | null {
  const refused = [...pieces.values()].flat().map(piece => whyNotThis(piece))
  const isShort = [...pieces].some(([line, given]) => isTaken(world, line, given.length, 'here'))
  return refused.find(Boolean) ?? (isShort ? 'not_enough' : null)
}

/** Each box is filled, and of all else enough is free of what may be sold. */
function whyNotCompleted(
  world: World,
  lines: readonly OrderLine[],
  pieces: ReadonlyMap<OrderLine, readonly Piece[]>,
): string[] | null {
  const isLacking = [...pieces].some(([line, given]) => given.length < openOf(line))
  if (isLacking) return ['identifiers_needed']
  const isShort = lines.some(
    line =>
      !pieces.has(line) &&
      (sellable(world, line.product) < openOf(line) || isTaken(world, line, openOf(line), 'here')),
  )
  return isShort ? ['not_enough', 'lot_short', 'choice_incomplete'] : null
}

/** A note that could not be completed is not left behind. */
async function giveUp({ shop }: Real, noteId: number | null, what: string): Promise<string> {
  if (noteId !== null) await shop.act(tx => fulfilment.cancelDeliveryNote(tx, noteId))
  return `${what}: refused`
}

interface Taken {
  lineId: number
  orderLineId: number
  lotId: number | null
  bin: string
  quantity: number
  unitIds: number[] | null
}

/** The note as the ledger made it, claimed in the world at this moment. */
async function noteOf(world: World, { shop }: Real, order: Order, id: number): Promise<Note> {
  const taken = await shop.rows<Taken>(
    `select l.id as "lineId", l.order_line_id as "orderLineId", a.lot_id as "lotId", place.code as bin, a.quantity, to_json(a.unit_ids) as "unitIds"
       from allocation a join delivery_note_line l on l.id = a.document_line_id join place on place.id = a.place_id
      where a.document_id = $1 and a.outcome = 'delivered' order by a.id`,
    [id],
  )
  const picks = taken.flatMap((one): Pick[] => {
    const line = order.lines.find(each => each.id === one.orderLineId)!
    const lot = world.lots.find(each => each.id === one.lotId) ?? null
    expect(lot && blocks(lot), 'what the ledger takes by itself may be sold').toBeNull()
    const pick = { line, noteLineId: one.lineId, lot, bin: one.bin }
    if (one.unitIds === null) return [{ ...pick, quantity: one.quantity, pieces: [] }]
    const pieces = world.pieces.filter(piece => one.unitIds!.includes(piece.id))
    return pieces.map(piece => ({ ...pick, quantity: 1, pieces: [piece] }))
  })
  for (const pick of picks) {
    levelOf(world, pick.line.product, pick.lot, pick.bin).allocated += pick.quantity
    pick.line.onNotes += pick.quantity
    draw(pick.line, pick.quantity, 'here')
  }
  const note: Note = { id, order, site: 'here', picks, state: 'delivered', backs: [] }
  world.notes.push(note)
  return note
}
