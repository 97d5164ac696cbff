import { randomUUID } from 'node:crypto'
import { tillReturnInput } from '../../../contract/till/returns.ts'
import { takeReturn } from '../../../server/till/returns/take-return.ts'
import { sellAtCounter } from './counter.ts'
import { attempt, type Deed } from './deed.ts'
import { takenBack, whyNotJudged } from './returning.ts'
import { isToldApartAs, levelOf, type Pick, type TillSale, type World } from './world.ts'

/** The customer brings a receipt back with some of its goods: back on the shelf at once, or kept aside until somebody looks. */
export const takeBackAtCounter: Deed = async function takeBackAtCounter(world, real, dice) {
  const sale = dice.of(world.tillSales.filter(one => open(world, one) > 0))
  if (sale === undefined) return sellAtCounter(world, real, dice)
  const { pick } = sale
  const piece = pick.pieces[0] ?? null
  const quantity = dice.between(1, open(world, sale))
  const outcome = dice.of(['resell', 'inspect'] as const)!
  const what = `take back ${quantity} of ${sale.id} at the till: ${outcome}`
  const [reason] = await real.shop.rows<{ id: number }>('select id from return_reason order by id limit 1')
  const { drawerId, signInId } = real.till
  const back = tillReturnInput.parse({
    id: randomUUID(),
    drawerId,
    signInId,
    at: real.shop.now.toISOString(),
    saleId: sale.id,
    lines: [
      {
        noteLineId: pick.noteLineId,
        lotId: piece ? null : (pick.lot?.id ?? null),
        unitId: piece?.id ?? null,
        quantity,
        reasonId: reason!.id,
        outcome,
      },
    ],
    refundMinor: quantity * 1000,
    refunds: [{ method: 'card', amountMinor: quantity * 1000 }],
  })
  const done = await attempt(
    real.shop.act(tx => takeReturn(tx, real.till, back)),
    isToldApartAs(pick) ? whyNotShelved(pick, outcome) : ['not_returnable'],
    what,
  )
  if (done === null) return `${what}: refused`
  sale.returned += quantity
  const [line] = await real.shop.rows<{ id: number }>(
    'select id from goods_return_line where return_id = $1',
    [done.returnId],
  )
  takenBack(world, pick, piece, { id: done.returnId, lineId: line!.id, bin: firstBin(world, sale), quantity })
  if (outcome === 'resell') putOnShelf(world)
  return what
}

/** What its customer has of it still; a piece may have gone another way since. */
function open(world: World, sale: TillSale): number {
  const [piece] = sale.pick.pieces
  const last = world.tillSales.findLast(one => piece !== undefined && one.pick.pieces.includes(piece))
  const isGone = piece !== undefined && (last !== sale || piece.place !== 'customer' || piece.soldBy !== null)
  return isGone ? 0 : sale.pick.quantity - sale.returned
}

/** All of a receipt’s line goes to one bin: the first one that it was taken from. */
const firstBin = (world: World, { id }: TillSale) =>
  world.tillSales
    .filter(one => one.id === id)
    .map(one => one.pick.bin)
    .sort()[0]!

function whyNotShelved({ lot, pieces }: Pick, outcome: 'resell' | 'inspect'): string[] | null {
  const piece = pieces[0] ?? null
  return outcome === 'resell'
    ? whyNotJudged({ outcome: null, lot: piece?.lot ?? lot, piece }, 'resell')
    : null
}

/** The goods that came last are for sale again at once. */
function putOnShelf(world: World): void {
  const back = world.backs.at(-1)!
  back.outcome = 'resell'
  levelOf(world, back.line.product, back.lot, back.bin).allocated -= back.quantity
  if (back.piece) back.piece.note = null
}
