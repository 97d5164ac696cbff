import { freeOf, isTaken, sellable } from './claims.ts'
import type { Dice } from './deed.ts'
import {
  binsOf,
  blocks,
  freeAt,
  hasLots,
  hasPieces,
  isAt,
  type Lot,
  type OrderLine,
  openOf,
  type Pick,
  type Piece,
  type Site,
  type World,
} from './world.ts'

/** What somebody wants to sell of one product. */
export interface Choice {
  readonly line: OrderLine
  readonly quantity: number
  readonly lots: readonly { lot: Lot; quantity: number }[]
  readonly pieces: readonly Piece[]
}

/** Null where there is nothing that could be chosen, or the dice leave the line out. */
export function choose(world: World, line: OrderLine, dice: Dice, site: Site): Choice | null {
  if (dice.throw(5) === 0) return null
  const { product } = line
  const most = site === 'here' ? openOf(line) : Math.min(openOf(line), sellable(world, product, site) + 1)
  const quantity = dice.between(1, most)
  if (product.tracking === 'none') return { line, quantity, lots: [], pieces: [] }
  if (hasPieces(product)) {
    const pieces = dice.some(likely(world, line, dice, site), quantity)
    return pieces.length === 0 ? null : { line, quantity: pieces.length, lots: [], pieces }
  }
  const [lot, other] = dice.some(
    world.lots.filter(
      one => one.product === product && (site === 'here' || freeOf(world, product, one, site) > 0),
    ),
    2,
  )
  if (lot === undefined) return null
  const split = other !== undefined && quantity > 1 && dice.throw(2) === 0
  const lots = split
    ? [
        { lot, quantity: quantity - 1 },
        { lot: other, quantity: 1 },
      ]
    : [{ lot, quantity }]
  return { line, quantity, lots, pieces: [] }
}

/** Mostly pieces that are there, else hardly any note would come about. */
export function likely(world: World, { product }: OrderLine, dice: Dice, site: Site = 'here'): Piece[] {
  const all = world.pieces.filter(piece => piece.product === product)
  const free = all.filter(piece => isAt(piece, site) && piece.note === null)
  return dice.throw(4) === 0 || free.length === 0 ? all : free
}

/** As the contract says it. */
export function wireOf({ line, quantity, lots, pieces }: Choice) {
  return {
    orderLineId: line.id,
    quantity,
    lots: lots.map(part => ({ lotId: part.lot.id, quantity: part.quantity })),
    unitIds: pieces.map(piece => piece.id),
  }
}

/** Why a note cannot take all of it: what is chosen, or what others reserved. */
export function whyNotTaken(world: World, chosen: readonly Choice[], site: Site): string | null {
  const refused = chosen.map(choice => whyNotChosen(world, choice, site)).find(Boolean)
  if (refused !== undefined) return refused
  return chosen.some(({ line, quantity }) => isTaken(world, line, quantity, site)) ? 'not_enough' : null
}

export function whyNotChosen(
  world: World,
  { line, quantity, lots, pieces }: Choice,
  site: Site = 'here',
): string | undefined {
  const { product } = line
  if (product.tracking === 'none')
    return freeOf(world, product, null, site) < quantity ? 'not_enough' : undefined
  for (const part of lots) {
    const free = freeOf(world, product, part.lot, site)
    const code = blocks(part.lot) ?? (free < part.quantity ? 'lot_short' : null)
    if (code !== null) return code
  }
  return pieces.map(piece => whyNotThis(piece, site)).find(Boolean)
}

export function whyNotThis(piece: Piece, site: Site = 'here'): string | undefined {
  if (!isAt(piece, site)) return 'unit_elsewhere'
  if (piece.note !== null) return 'unit_taken'
  if (piece.held) return 'on_hold'
  return blocks(piece.lot) ?? undefined
}

/** From the first bin on, as long as there is something free in it. */
export function picksOf(
  world: World,
  { line, quantity, lots, pieces }: Choice,
  site: Site = 'here',
): Omit<Pick, 'noteLineId'>[] {
  if (hasPieces(line.product))
    return pieces.map(piece => ({ line, lot: piece.lot, bin: piece.place, quantity: 1, pieces: [piece] }))
  const wanted = hasLots(line.product) ? lots : [{ lot: null, quantity }]
  return wanted.flatMap(part => {
    let left = part.quantity
    return binsOf[site].flatMap(bin => {
      const here = Math.min(left, freeAt(world, line.product, part.lot, bin))
      left -= here
      return here > 0 ? [{ line, lot: part.lot, bin, quantity: here, pieces: [] }] : []
    })
  })
}
