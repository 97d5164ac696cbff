import { swapInput } from '../../../contract/note-swaps.ts'
import { returnInput, returnOutcome } from '../../../contract/returns.ts'
import * as fulfilment from '../../../server/fulfilment/public.ts'
import { likely, picksOf, whyNotThis } from './choosing.ts'
import { freeOf, reserved, sellable } from './claims.ts'
import { attempt, type Deed, type Dice, type Real } from './deed.ts'
import { deliverNote } from './selling.ts'
import { binIdOf, touch } from './stocktaking.ts'
import {
  type Back,
  bins,
  blocks,
  isToldApartAs,
  type Lot,
  levelOf,
  type Note,
  type Pick,
  type Piece,
  type World,
} from './world.ts'

/** The customer gives something back: mostly what they have, now and then what they have not, or too much. */
export const takeBack: Deed = async function takeBack(world, real, dice) {
  const note = delivered(world, dice)
  const pick = note && dice.of(note.picks)
  if (note === undefined || pick === undefined) return deliverNote(world, real, dice)
  const piece = dice.of(pick.pieces) ?? null
  const open = openOf(note, pick)
  const quantity = piece ? 1 : dice.between(1, open + (dice.throw(4) === 0 || open === 0 ? 1 : 0))
  const bin = dice.of(bins)!
  const what = `take back ${quantity} of ${nameOf(pick, piece)} of note ${note.id}`
  const [reason] = await real.shop.rows<{ id: number }>('select id from return_reason order by id limit 1')
  const goods = piece ? { unitId: piece.id } : { noteLineId: pick.noteLineId, lotId: pick.lot?.id ?? null }
  const line = { ...goods, quantity, reasonId: reason!.id, binId: binIdOf(real, bin) }
  const input = returnInput.parse({ customerId: real.customerId, lines: [line] })
  const lacking = piece ? whyNotBack(piece) : open < quantity ? ['line_over_returned'] : null
  const foreseen = lacking ?? (isToldApartAs(pick) ? null : ['not_returnable'])
  const back = await attempt(
    real.shop.act(tx => fulfilment.takeReturn(tx, input)),
    foreseen,
    what,
  )
  if (back === null) return `${what}: refused`
  takenBack(world, pick, piece, { id: back.id, lineId: back.lines[0]!.id, bin, quantity })
  note.backs.push({ noteLineId: pick.noteLineId, lot: pick.lot, quantity })
  return what
}

/** Goods of a sale lie in their bin again, claimed by their return. */
export function takenBack(
  world: World,
  pick: Pick,
  piece: Piece | null,
  back: Omit<Back, 'line' | 'lot' | 'piece' | 'outcome'>,
): void {
  const lot = piece?.lot ?? pick.lot
  const claim: Back = { ...back, line: pick.line, lot, piece, outcome: null }
  world.backs.push(claim)
  const level = levelOf(world, pick.line.product, lot, back.bin)
  level.onHand += back.quantity
  level.allocated += back.quantity
  if (piece === null) return
  touch(piece, back.bin)
  piece.note = claim
  piece.soldBy = null
}

/** Somebody looks at what came back and says what becomes of it; some things are judged twice. */
export const inspect: Deed = async function inspect(world, real, dice) {
  const waiting = world.backs.filter(one => one.outcome === null || one.outcome === 'repair')
  const back = dice.of(dice.throw(6) === 0 ? world.backs : waiting)
  if (back === undefined) return takeBack(world, real, dice)
  const outcome = dice.of(returnOutcome.options)!
  const to = outcome === 'resell' && dice.throw(2) === 0 ? dice.of(bins)! : null
  const what = `inspect return ${back.id}: ${outcome} ${to ?? ''}`
  const judged = { lineId: back.lineId, outcome, finding: '', binId: to === null ? null : binIdOf(real, to) }
  const done = await attempt(
    real.shop.act(tx => fulfilment.inspectReturn(tx, back.id, { lines: [judged] })),
    whyNotJudged(back, outcome),
    what,
  )
  if (done === null) return `${what}: refused`
  back.outcome = outcome
  if (outcome === 'repair') return what
  const { product } = back.line
  const level = levelOf(world, product, back.lot, back.bin)
  level.allocated -= back.quantity
  const place = outcome === 'resell' ? (to ?? back.bin) : outcome
  if (place !== back.bin) {
    level.onHand -= back.quantity
    if (outcome === 'resell') levelOf(world, product, back.lot, place).onHand += back.quantity
  }
  if (back.piece) {
    touch(back.piece, place)
    back.piece.note = null
  }
  return what
}

/** A note said the wrong serial or lot: the right one is put in its place. */
export const swap: Deed = async function swap(world, real, dice) {
  const note = delivered(world, dice)
  const pick = note && dice.of(note.picks.filter(one => one.lot !== null && isToldApartAs(one)))
  if (note === undefined || pick === undefined) return deliverNote(world, real, dice)
  const wrong = dice.of(pick.pieces)
  // A piece that came back and was swapped in again stands on the note twice: the first claim is the one that ends.
  const first = note.picks.find(one => wrong && one.pieces.includes(wrong))
  return wrong && first
    ? swapPiece(world, real, dice, note, first, wrong)
    : swapLot(world, real, dice, note, pick)
}

async function swapPiece(
  world: World,
  real: Real,
  dice: Dice,
  note: Note,
  pick: Pick,
  wrong: Piece,
): Promise<string> {
  const right = dice.of(likely(world, pick.line, dice, note.site))
  if (right === undefined) return deliverNote(world, real, dice)
  const what = `swap ${wrong.serial} for ${right.serial} on note ${note.id}`
  const foreseen =
    wrong.soldBy !== note
      ? whyNotWithCustomer(wrong, note)
      : wrong === right
        ? ['unit_taken']
        : (codesOf(whyNotThis(right, note.site)) ??
          uncoveredAfter(world, note, pick, [wrong.lot, right.lot], 1, wrong))
  const input = {
    noteLineId: pick.noteLineId,
    wrongUnitId: wrong.id,
    rightSerial: right.serial,
    reason: 'misread',
  }
  const done = await attempt(act(real, note, input), foreseen, what)
  if (done === null) return `${what}: refused`
  const from = right.place
  levelOf(world, pick.line.product, wrong.lot, pick.bin).onHand += 1
  levelOf(world, pick.line.product, right.lot, from).onHand -= 1
  touch(wrong, pick.bin)
  wrong.soldBy = null
  right.place = 'customer'
  right.soldBy = note
  note.picks.splice(note.picks.indexOf(pick), 1)
  note.picks.push({ ...pick, lot: right.lot, bin: from, pieces: [right] })
  return what
}

async function swapLot(world: World, real: Real, dice: Dice, note: Note, pick: Pick): Promise<string> {
  const { product } = pick.line
  const right = dice.of(world.lots.filter(lot => lot.product === product && lot !== pick.lot))
  if (right === undefined) return deliverNote(world, real, dice)
  const open = openOf(note, pick)
  const quantity = dice.between(1, Math.max(1, open))
  const what = `swap ${quantity} of ${pick.lot!.number} for ${right.number} on note ${note.id}`
  const free = freeOf(world, product, right, note.site)
  const foreseen =
    open < quantity
      ? ['line_over_returned']
      : (codesOf(blocks(right) ?? (free < quantity ? 'lot_short' : undefined)) ??
        uncoveredAfter(world, note, pick, [pick.lot!, right], quantity, null))
  const input = {
    noteLineId: pick.noteLineId,
    wrongLotId: pick.lot!.id,
    rightLotId: right.id,
    quantity,
    reason: 'misread',
  }
  const done = await attempt(act(real, note, input), foreseen, what)
  if (done === null) return `${what}: refused`
  const taking = { line: pick.line, quantity, lots: [{ lot: right, quantity }], pieces: [] }
  const rights = picksOf(world, taking, note.site)
  bringBackLot(world, note, pick, quantity)
  for (const taken of rights) {
    levelOf(world, product, right, taken.bin).onHand -= taken.quantity
    note.picks.push({ ...taken, noteLineId: pick.noteLineId })
  }
  return what
}

/** Into the bins that it was taken from, the first one first. */
function bringBackLot(world: World, note: Note, { noteLineId, lot, line }: Pick, quantity: number): void {
  let left = quantity
  for (const pick of [...note.picks]) {
    if (pick.noteLineId !== noteLineId || pick.lot !== lot || left === 0) continue
    const part = Math.min(left, pick.quantity)
    left -= part
    levelOf(world, line.product, lot, pick.bin).onHand += part
    const rest = part < pick.quantity ? [{ ...pick, quantity: pick.quantity - part }] : []
    note.picks.splice(note.picks.indexOf(pick), 1, ...rest)
  }
}

const act = ({ shop }: Real, note: Note, input: object) =>
  shop.act(tx => fulfilment.swapDelivered(tx, note.id, swapInput.parse(input)))

const delivered = ({ notes }: World, dice: Dice) =>
  dice.of(notes.filter(note => note.state === 'delivered' && note.picks.length > 0))

/** What the customer has of a line's lot: sent, and not given back. */
function openOf(note: Note, { noteLineId, lot }: Pick): number {
  const ofLot = (one: { noteLineId: number; lot: Pick['lot'] }) =>
    one.noteLineId === noteLineId && one.lot === lot
  const sent = note.picks.filter(ofLot).reduce((sum, one) => sum + one.quantity, 0)
  return sent - note.backs.filter(ofLot).reduce((sum, one) => sum + one.quantity, 0)
}

/** The model's tills sell to nobody by name: what they sold is with another customer than the one who brings it. */
function whyNotBack(piece: Piece): string[] | null {
  const soldAtTill = piece.place === 'customer' && piece.soldBy === null
  return soldAtTill ? ['sold_to_another'] : whyNotWithCustomer(piece)
}

function whyNotWithCustomer(piece: Piece, note = piece.soldBy): string[] | null {
  const has = piece.soldBy !== null && piece.soldBy === note && piece.soldBy.state === 'delivered'
  return has ? null : ['not_with_customer', 'already_returned']
}

/** What may not be sold is not put back for sale. */
export function whyNotJudged(
  back: { readonly [Key in 'outcome' | 'lot' | 'piece']: Back[Key] },
  outcome: Back['outcome'],
): string[] | null {
  const isOpen = back.outcome === null || (back.outcome === 'repair' && outcome !== 'repair')
  if (!isOpen) return ['inspected_already']
  if (outcome !== 'resell') return null
  const codes = [
    back.piece?.held ? 'on_hold' : null,
    back.lot && blocks(back.lot),
    back.lot?.held ? 'on_hold' : null,
  ]
  const found = codes.filter(code => code !== null)
  return found.length > 0 ? found : null
}

const codesOf = (code: string | undefined) => (code === undefined ? null : [code])
const nameOf = (pick: Pick, piece: Piece | null) => piece?.serial ?? pick.lot?.number ?? pick.line.product.id

/** The wrong goods come back first; what orders wait for must be covered without the right ones. */
function uncoveredAfter(
  world: World,
  { site }: Note,
  { line: { product } }: Pick,
  [wrong, right]: readonly [Lot | null, Lot | null],
  quantity: number,
  back: Piece | null,
): string[] | null {
  const comes = blocks(wrong) || back?.held ? 0 : quantity
  const goes = blocks(right) ? 0 : quantity
  const left = sellable(world, product, site) + comes - goes
  return reserved(world, product, site) > left ? ['not_enough'] : null
}
