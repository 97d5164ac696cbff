import * as stock from '../../../server/stock/public.ts'
import { warehouse } from './buying.ts'
import { attempt, type Deed, type Real } from './deed.ts'
import type { Lot, Piece } from './world.ts'

/** A lot or a piece is held, wherever it is. */
export const hold: Deed = async function hold(world, real, dice) {
  const what = dice.of<Lot | Piece>(dice.throw(2) === 0 ? world.lots : world.pieces)
  if (what === undefined) return warehouse(world, real, dice)
  const line = `hold ${nameOf(what)}`
  if ((await attempt(place(real, what), what.held ? 'already_on_hold' : null, line)) === null)
    return `${line}: refused`
  what.held = true
  return line
}

export const release: Deed = async function release(world, real, dice) {
  const held = [...world.lots, ...world.pieces].filter(one => one.held)
  const what = dice.of<Lot | Piece>(held.length > 0 ? held : world.lots)
  if (what === undefined) return warehouse(world, real, dice)
  const line = `release ${nameOf(what)}`
  if ((await attempt(end(real, what), what.held ? null : 'not_on_hold', line)) === null)
    return `${line}: refused`
  what.held = false
  return line
}

const input = { kind: 'quarantined', reason: 'a look is needed' } as const
const isPiece = (what: Lot | Piece): what is Piece => 'serial' in what
const nameOf = (what: Lot | Piece) => (isPiece(what) ? what.serial : what.number)

const place = ({ shop }: Real, what: Lot | Piece) =>
  shop.act(tx => (isPiece(what) ? stock.holdUnit(tx, what.id, input) : stock.holdLot(tx, what.id, input)))
const end = ({ shop }: Real, what: Lot | Piece) =>
  shop.act(tx =>
    isPiece(what) ? stock.releaseUnit(tx, what.id, 'looked') : stock.releaseLot(tx, what.id, 'looked'),
  )
