import { disposeExpired } from '../../../server/stock/expiry/dispose-expired.ts'
import { warehouse } from './buying.ts'
import { attempt, type Deed } from './deed.ts'
import { touch } from './stocktaking.ts'
import { bins, expiredLot, levelOf, type World } from './world.ts'

/** All that lies here of an expired lot is thrown away, unless a note has chosen some of it. */
export const dispose: Deed = async function dispose(world, real, dice) {
  const lot = dice.of(world.lots.filter(one => dice.throw(9) === 0 || one.number === expiredLot))
  if (lot === undefined) return warehouse(world, real, dice)
  const shelves = shelvesOf(world, lot)
  const onHand = shelves.reduce((sum, level) => sum + level.onHand, 0)
  if (onHand === 0) return warehouse(world, real, dice)
  const what = `dispose of ${onHand} of ${lot.product.id} ${lot.number}`
  const row = { lotId: lot.id, locationId: real.shelf.locationId, onHand }
  const isChosen = shelves.some(level => level.allocated > 0)
  const foreseen =
    lot.number !== expiredLot ? 'not_expired' : isChosen ? ['below_claimed', 'unit_taken'] : null
  const done = await attempt(
    real.shop.act(tx => disposeExpired(tx, [row])),
    foreseen,
    what,
  )
  if (done === null) return `${what}: refused`
  for (const level of shelves) level.onHand = 0
  for (const piece of world.pieces)
    if (piece.lot === lot && (bins as readonly string[]).includes(piece.place)) touch(piece, 'scrap')
  return what
}

const shelvesOf = (world: World, lot: World['lots'][number]) =>
  bins.map(bin => levelOf(world, lot.product, lot, bin))
