import * as fulfilment from '../../../server/fulfilment/public.ts'
import { attempt, type Deed } from './deed.ts'
import { leave, likelyReady, makeNote, whyNotSent } from './selling.ts'

/** A carrier takes a note's goods: they leave the shelves, and the order waits until they arrive. */
export const shipNote: Deed = async function shipNote(world, real, dice) {
  const note = likelyReady(world, dice)
  if (note === undefined) return makeNote(world, real, dice)
  const what = `ship ${note.id}`
  const foreseen = note.state === 'ready' ? whyNotSent(note) : ['wrong_state']
  const shipment = { carrier: 'Royal Mail', trackingNumber: '' }
  const act = real.shop.act(tx => fulfilment.shipDeliveryNote(tx, note.id, shipment))
  if ((await attempt(act, foreseen, what)) === null) return `${what}: refused`
  leave(world, note)
  note.state = 'shipped'
  return what
}
