import {
  binsOf,
  blocks,
  freeAt,
  hasLots,
  type Lot,
  levelOf,
  type OrderLine,
  type Product,
  type Site,
  type World,
} from './world.ts'

/** What orders wait for at a site, and no note has taken yet. */
export function reserved(world: World, product: Product, site: Site = 'here'): number {
  const lines = world.orders
    .filter(order => order.state !== 'cancelled')
    .flatMap(order => order.lines)
    .filter(line => line.product === product)
  return lines.reduce((sum, line) => sum + line.claims[site], 0)
}

/** Free, of lots that may be sold, without the free pieces that are held. */
export function sellable(world: World, product: Product, site: Site = 'here'): number {
  const lots: (Lot | null)[] = !hasLots(product)
    ? [null]
    : world.lots.filter(lot => lot.product === product && !blocks(lot))
  const free = lots.flatMap(lot => binsOf[site].map(bin => freeAt(world, product, lot, bin)))
  const heldPieces = world.pieces.filter(
    piece =>
      piece.product === product &&
      piece.held &&
      !piece.note &&
      binsOf[site].includes(piece.place) &&
      lots.includes(piece.lot),
  )
  return free.reduce((sum, one) => sum + one, 0) - heldPieces.length
}

/** How much of it is free in all the bins of a site. */
export const freeOf = (world: World, product: Product, lot: Lot | null, site: Site) =>
  binsOf[site].reduce((sum, bin) => sum + freeAt(world, product, lot, bin), 0)

/** A note takes so much of a line: from what it claims where the goods are, then from what it claims elsewhere. */
export function draw({ claims }: OrderLine, quantity: number, site: Site): void {
  const there = Math.min(claims[site], quantity)
  claims[site] -= there
  claims[site === 'here' ? 'far' : 'here'] -= quantity - there
}

/** What a note takes beyond what its own line claims at the site must not be what other orders wait for there. */
export function isTaken(world: World, { product, claims }: OrderLine, quantity: number, site: Site): boolean {
  if (quantity <= claims[site]) return false
  return reserved(world, product, site) - claims[site] > sellable(world, product, site) - quantity
}

/** How many pieces lie there without a serial. */
export function unnamed(world: World, product: Product, bin: string): number {
  const named = world.pieces.filter(one => one.product === product && one.place === bin).length
  return levelOf(world, product, null, bin).onHand - named
}
