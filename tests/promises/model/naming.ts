import { readIdentifiers } from '../../../server/stock/identifiers/read-identifiers.ts'
import { saveSerials } from '../../../server/stock/identifiers/save-serials.ts'
import { serials, unitIdOf, warehouse } from './buying.ts'
import { unnamed } from './claims.ts'
import { attempt, type Deed, type Dice } from './deed.ts'
import { binIdOf, touch } from './stocktaking.ts'
import { bins, isHere, type Product, type World } from './world.ts'

/** Pieces of single use, which came in without serials, get theirs: all of them, and now and then one too few. */
export const enterSerials: Deed = async function enterSerials(world, real, dice) {
  const product = world.products.find(one => one.tracking === 'single')!
  const lacking = bins.flatMap(bin => Array.from({ length: unnamed(world, product, bin) }, () => bin))
  if (lacking.length === 0) return warehouse(world, real, dice)
  const forgotten = dice.throw(6) === 0 ? 1 : 0
  const labels = labelsFor(world, product, dice, lacking.length)
  const added = lacking.slice(forgotten).map((bin, index) => ({ bin, serial: labels[index]! }))
  const what = `enter ${added.map(one => `${one.serial} in ${one.bin}`).join(', ')}`
  const { version } = await readIdentifiers(real.shop.reader, product.id)
  const input = {
    version,
    corrected: [],
    added: added.map(({ bin, serial }) => ({ binId: binIdOf(real, bin), lotId: null, serial })),
  }
  const isTaken = added.some(({ serial }) =>
    world.pieces.some(one => one.product === product && one.serial === serial && !isAway(one.place)),
  )
  const done = await attempt(
    real.shop.act(tx => saveSerials(tx, product.id, input)),
    isTaken ? 'serial_taken' : forgotten > 0 ? 'identifiers_lacking' : null,
    what,
  )
  if (done === null) return `${what}: refused`
  for (const { bin, serial } of added) {
    const known = world.pieces.find(one => one.product === product && one.serial === serial)
    if (known) {
      touch(known, bin)
      known.soldBy = null
      continue
    }
    const id = await unitIdOf(real, product, serial)
    const never = { receipt: null, note: null, soldBy: null, held: false }
    world.pieces.push({ id, product, serial, lot: null, place: bin, ...never })
  }
  return what
}

/** Taken off the list or sent back, a piece may be entered again. */
const isAway = (place: string) => place === 'adjustment' || place === 'supplier'

/** Mostly of pieces that are not there; more than there are numbers for have a number of their own. */
function labelsFor(world: World, product: Product, dice: Dice, count: number): string[] {
  const taken = new Set(
    world.pieces
      .filter(one => one.product === product && (isHere(one) || !isAway(one.place)))
      .map(one => one.serial),
  )
  const free = serials.filter(serial => !taken.has(serial))
  const chosen = dice.throw(8) === 0 ? dice.some(serials, count) : dice.some(free, count)
  const more = Array.from({ length: count }, (_, index) => `N${world.pieces.length + index}`)
  return [...chosen, ...more].slice(0, count)
}
