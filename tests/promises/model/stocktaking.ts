import { stockChange } from '../../../contract/adjustments.ts'
import { moveBetweenBins } from '../../../server/stock/adjustments/move-between-bins.ts'
import { finishCountBin } from '../../../server/stock/counts/count-bins.ts'
import { saveCountLine } from '../../../server/stock/counts/count-lines.ts'
import { postCount } from '../../../server/stock/counts/post-count.ts'
import { scanCounted } from '../../../server/stock/counts/scan-counted.ts'
import { startCount } from '../../../server/stock/counts/start-count.ts'
import * as stock from '../../../server/stock/public.ts'
import { warehouse } from './buying.ts'
import { reserved, sellable } from './claims.ts'
import { attempt, type Deed, type Dice, type Real } from './deed.ts'
import {
  bins,
  blocks,
  freeAt,
  hasPieces,
  isHere,
  type Lot,
  levelOf,
  type Piece,
  type Product,
  type World,
} from './world.ts'

/** Goods go to the other bin: a piece, or a few of a lot; now and then more than are free. */
export const moveBin: Deed = async function moveBin(world, real, dice) {
  const goods = somewhere(world, dice)
  if (goods === undefined) return warehouse(world, real, dice)
  const { product, lot, bin, piece } = goods
  const quantity = piece ? 1 : dice.between(1, 6)
  const to = bin === bins[0] ? bins[1] : bins[0]
  const what = `move ${quantity} of ${product.id} ${lot?.number ?? ''} ${piece?.serial ?? ''} to ${to}`
  const move = {
    variantId: product.id,
    fromBinId: binIdOf(real, bin),
    quantity,
    lotNumber: piece ? null : (lot?.number ?? null),
    serial: piece?.serial ?? null,
  }
  const foreseen = piece?.note
    ? 'unit_taken'
    : !piece && freeAt(world, product, lot, bin) < quantity
      ? 'below_claimed'
      : null
  const done = await attempt(
    real.shop.act(tx => moveBetweenBins(tx, { toBinId: binIdOf(real, to), moves: [move] })),
    foreseen,
    what,
  )
  if (done === null) return `${what}: refused`
  levelOf(world, product, lot, bin).onHand -= quantity
  levelOf(world, product, lot, to).onHand += quantity
  if (piece) touch(piece, to)
  return what
}

/** Goods are found, or go out of the books, by an adjustment. */
export const adjust: Deed = async function adjust(world, real, dice) {
  const goods = somewhere(world, dice)
  if (goods === undefined) return warehouse(world, real, dice)
  const { product, lot, bin, piece } = goods
  const up = !piece && dice.throw(2) === 0
  const quantity = piece ? 1 : dice.between(1, 4)
  const what = `adjust ${product.id} ${lot?.number ?? ''} ${piece?.serial ?? ''} in ${bin} by ${up ? '' : '-'}${quantity}`
  const change = stockChange.parse({
    variantId: product.id,
    binId: binIdOf(real, bin),
    quantity: up ? quantity : -quantity,
    lotNumber: lot?.number ?? null,
    serials: piece ? [piece.serial] : [],
  })
  const [reason] = await real.shop.rows<{ id: number }>(
    `select id from adjustment_reason where name = 'Variance'`,
  )
  const done = await attempt(
    real.shop.act(tx => stock.adjust(tx, { reasonId: reason!.id, note: '', changes: [change] })),
    up ? null : whyNotOut(world, goods, quantity),
    what,
  )
  if (done === null) return `${what}: refused`
  levelOf(world, product, lot, bin).onHand += up ? quantity : -quantity
  if (piece) touch(piece, 'adjustment')
  return what
}

/** A bin is counted, one thing in it is not as the books say, and the difference is posted. */
export const count: Deed = async function count(world, real, dice) {
  const goods = somewhere(world, dice)
  if (goods === undefined) return warehouse(world, real, dice)
  // Of single use, the books do not know every piece by its serial.
  if (goods.product.tracking === 'single') return moveBin(world, real, dice)
  return goods.piece ? countPieces(world, real, dice, goods.piece) : countPile(world, real, dice, goods)
}

async function countPile(world: World, real: Real, dice: Dice, goods: Goods): Promise<string> {
  const { product, lot, bin } = goods
  const { onHand } = levelOf(world, product, lot, bin)
  const counted = dice.between(0, onHand + 3)
  const what = `count ${counted} instead of ${onHand} of ${product.id} ${lot?.number ?? ''} in ${bin}`
  const done = await attempt(
    real.shop.act(async tx => {
      const { id } = await start(tx, real, product)
      await saveCountLine(tx, id, binIdOf(real, bin), {
        variantId: product.id,
        lotNumber: lot?.number ?? null,
        expiresOn: null,
        counted,
        was: null,
      })
      return postCount(tx, id)
    }),
    counted < onHand ? whyNotOut(world, goods, onHand - counted) : null,
    what,
  )
  if (done === null) return `${what}: refused`
  levelOf(world, product, lot, bin).onHand = counted
  return what
}

/** The bin of a piece is counted without it, and, by the dice, it lies in the other one. */
async function countPieces(world: World, real: Real, dice: Dice, piece: Piece): Promise<string> {
  const { product, lot, place: bin } = piece
  const to = bin === bins[0] ? bins[1] : bins[0]
  const lost = dice.throw(2) === 0
  const others = world.pieces.filter(one => one !== piece && one.product === product && one.place === bin)
  const what = `count ${piece.serial} of ${product.id} ${lost ? 'as lost' : `in ${to}`}`
  const done = await attempt(
    real.shop.act(async tx => {
      const { id } = await start(tx, real, product)
      const texts = others.map(one => one.serial)
      if (texts.length > 0) await scanCounted(tx, id, binIdOf(real, bin), texts)
      if (!lost) await scanCounted(tx, id, binIdOf(real, to), [piece.serial])
      await finishCountBin(tx, id, binIdOf(real, bin))
      return postCount(tx, id)
    }),
    piece.note ? 'unit_taken' : lost ? whyNotOut(world, { product, lot, bin, piece }, 1) : null,
    what,
  )
  if (done === null) return `${what}: refused`
  levelOf(world, product, lot, bin).onHand -= 1
  if (!lost) levelOf(world, product, lot, to).onHand += 1
  touch(piece, lost ? 'adjustment' : to)
  return what
}

export interface Goods {
  readonly product: Product
  readonly lot: Lot | null
  readonly bin: string
  readonly piece: Piece | null
}

/** A piece that is here, or goods without serials of a bin where some may be. */
export function somewhere(world: World, dice: Dice): Goods | undefined {
  const piece = dice.of(world.pieces.filter(isHere))
  if (piece && dice.throw(2) === 0) return { product: piece.product, lot: piece.lot, bin: piece.place, piece }
  const product = dice.of(world.products.filter(one => !hasPieces(one)))
  const bin = dice.of(bins)!
  if (product === undefined) return undefined
  if (product.tracking === 'none') return { product, lot: null, bin, piece: null }
  const lot = dice.of(world.lots.filter(one => one.product === product))
  return lot && { product, lot, bin, piece: null }
}

/** Why goods cannot go out: chosen, too few, or promised to orders. */
export function whyNotOut(
  world: World,
  { product, lot, bin, piece }: Goods,
  quantity: number,
): string[] | null {
  if (piece?.note) return ['unit_taken']
  if (!piece && freeAt(world, product, lot, bin) < quantity) return ['below_claimed']
  const level = levelOf(world, product, lot, bin)
  const place = piece?.place
  level.onHand -= quantity
  if (piece) piece.place = 'adjustment'
  const coversNothing = (lot !== null && blocks(lot) !== null) || piece?.held === true
  const covered = coversNothing || reserved(world, product) <= sellable(world, product)
  level.onHand += quantity
  if (piece) piece.place = place!
  return covered ? null : ['below_reserved']
}

const start = (tx: Parameters<typeof startCount>[0], real: Real, product: Product) =>
  startCount(tx, {
    locationId: real.shelf.locationId,
    binIds: [],
    variantIds: [product.id],
    isBlind: false,
    note: '',
  })

export const binIdOf = ({ shelf }: Real, bin: string) => (bin === bins[0] ? shelf.binId : shelf.otherBinId)

/** Once it moved, no receipt that brought it can be taken back. */
export function touch(piece: Piece, place: string): void {
  piece.place = place
  piece.receipt = null
}
