import { conversionLine } from '../../../contract/conversion.ts'
import { convert } from '../../../server/stock/conversion/convert.ts'
import { saveShelf } from '../../../server/stock/conversion/count-shelf.ts'
import { startConversion } from '../../../server/stock/conversion/start-conversion.ts'
import { lotOf, unitIdOf, warehouse } from './buying.ts'
import { attempt, type Deed, type Dice, type Real } from './deed.ts'
import { touch } from './stocktaking.ts'
import { bins, blocks, farBin, type Lot, levelOf, type Product, type Tracking, type World } from './world.ts'

/** All that lies in one bin of one lot, and the lot and serials that somebody reads off it. */
interface Shelf {
  readonly bin: string
  readonly lot: Lot | null
  readonly quantity: number
  readonly lotNumber: string
  readonly serials: readonly string[]
}

const trackingOf = (tracking: Tracking) => ({ lots: tracking !== 'none', serials: tracking === 'serials' })

/** How a product is tracked changes while it is in stock: what nobody told apart gets its lots and serials, or loses them. */
export const changeTracking: Deed = async function changeTracking(world, real, dice) {
  const product = dice.of(world.products.filter(one => one.tracking !== 'single'))!
  const to = dice.of((['none', 'lots', 'serials'] as const).filter(one => one !== product.tracking))!
  if (!(await hasMoved(real, product))) return warehouse(world, real, dice)
  const what = `convert ${product.id} from ${product.tracking} to ${to}`
  const asks = to === 'serials' || product.tracking === 'none'
  const shelves = everything(world, product, dice)
  const done = await attempt(
    real.shop.act(async tx => {
      const [row] = await real.shop.rows<{ id: number }>(
        'select product_id as id from variant where id = $1',
        [product.id],
      )
      const { id } = await startConversion(tx, row!.id, trackingOf(to))
      if (asks) for (const shelf of shelves) await saveShelf(tx, id, countOf(real, product, to, shelf))
      return convert(tx, id)
    }),
    whyNotConverted(world, product, to, shelves),
    what,
  )
  if (done === null) return `${what}: refused`
  await becomes(world, real, product, to, shelves)
  return what
}

async function hasMoved({ shop }: Real, product: Product): Promise<boolean> {
  const moved = await shop.rows(
    `select 1 from product where tracking_locked_at is not null and id = (select product_id from variant where id = $1)`,
    [product.id],
  )
  return moved.length > 0
}

function everything(world: World, product: Product, dice: Dice): Shelf[] {
  const lots = product.tracking === 'none' ? [null] : world.lots.filter(lot => lot.product === product)
  // Mostly serials that no other piece has.
  const taken = new Set(
    world.pieces.filter(one => one.product === product && one.place !== 'adjustment').map(one => one.serial),
  )
  const labels = Array.from({ length: 200 }, (_, index) => `S${index}`).filter(
    serial => dice.throw(300) === 0 || !taken.has(serial),
  )
  return [...bins, farBin].flatMap(bin =>
    lots.flatMap(lot => {
      const quantity = levelOf(world, product, lot, bin).onHand
      const lotNumber = lot?.number ?? dice.of(['L1', 'L2'])!
      return quantity === 0 ? [] : [{ bin, lot, quantity, lotNumber, serials: labels.splice(0, quantity) }]
    }),
  )
}

function countOf({ shelf, far }: Real, product: Product, to: Tracking, counted: Shelf) {
  const { bin, lot, quantity, lotNumber, serials } = counted
  const named = { lotNumber: lot === null ? lotNumber : null }
  const lines =
    to === 'serials' ? serials.map(serial => ({ ...named, quantity: 1, serial })) : [{ ...named, quantity }]
  const binId = bin === farBin ? far.binId : bin === bins[0] ? shelf.binId : shelf.otherBinId
  return {
    variantId: product.id,
    binId,
    lotId: lot?.id ?? null,
    version: 0,
    lines: lines.map(line => conversionLine.parse(line)),
  }
}

/** What is chosen, under way, or must not be sold stands in the way; and a serial that another piece has. */
function whyNotConverted(
  world: World,
  product: Product,
  to: Tracking,
  shelves: readonly Shelf[],
): string[] | null {
  const levels = [...world.levels].filter(([key]) => key.startsWith(`${product.id} `))
  const isChosen = levels.some(([, level]) => level.allocated > 0)
  const isUnderWay = levels.some(([key, level]) => key.endsWith(' transit') && level.onHand > 0)
  const losesLots = product.tracking !== 'none' && to === 'none'
  const losesSerials = product.tracking === 'serials'
  const mayNotBeSold =
    (losesLots && shelves.some(shelf => shelf.lot && blocks(shelf.lot))) ||
    (losesSerials && onShelves(world, product).some(piece => piece.held))
  if (isChosen || isUnderWay || mayNotBeSold) return ['conversion_blocked']
  if (to !== 'serials') return null
  const exists = shelves
    .flatMap(shelf => shelf.serials)
    .some(serial =>
      world.pieces.some(
        one => one.product === product && one.serial === serial && one.place !== 'adjustment',
      ),
    )
  return exists ? ['serial_exists'] : null
}

const onShelves = (world: World, product: Product) =>
  world.pieces.filter(one => one.product === product && [...bins, farBin].includes(one.place))

async function becomes(
  world: World,
  real: Real,
  product: Product,
  to: Tracking,
  shelves: readonly Shelf[],
): Promise<void> {
  for (const piece of onShelves(world, product)) touch(piece, 'adjustment')
  for (const { bin, lot, quantity, lotNumber, serials } of shelves) {
    const now = to === 'none' ? null : await lotOf(world, real, product, lotNumber)
    levelOf(world, product, lot, bin).onHand -= quantity
    levelOf(world, product, now, bin).onHand += quantity
    if (to !== 'serials') continue
    for (const serial of serials) await putOn(world, real, { product, serial, lot: now!, bin })
  }
  product.tracking = to
}

async function putOn(
  world: World,
  real: Real,
  { product, serial, lot, bin }: { product: Product; serial: string; lot: Lot; bin: string },
): Promise<void> {
  const known = world.pieces.find(one => one.product === product && one.serial === serial)
  if (known !== undefined) {
    Object.assign(known, { lot, place: bin, soldBy: null })
    touch(known, bin)
    return
  }
  const id = await unitIdOf(real, product, serial)
  const fresh = { id, product, serial, lot, place: bin, receipt: null, note: null, soldBy: null, held: false }
  world.pieces.push(fresh)
}
