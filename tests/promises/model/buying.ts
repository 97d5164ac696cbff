import { purchaseOrderInput } from '../../../contract/purchasing.ts'
import { warehouseInput } from '../../../contract/warehousing.ts'
import * as purchasing from '../../../server/purchasing/public.ts'
import { reverseGoodsReceipt } from '../../../server/purchasing/reverse-goods-receipt.ts'
import { reserved, sellable, unnamed } from './claims.ts'
import { attempt, type Deed, type Dice, type Real } from './deed.ts'
import {
  bins,
  blocks,
  expiredLot,
  freeAt,
  type Goods,
  hasLots,
  hasPieces,
  type Lot,
  levelOf,
  type Part,
  type Piece,
  type Product,
  type Receipt,
  type World,
} from './world.ts'

const lotNumbers = ['L1', 'L2', expiredLot] as const
/** Few, so that the same serial often comes twice. */
export const serials = Array.from({ length: 14 }, (_, index) => `S${index}`)

/** A confirmed purchase order of one product, in one row or piece by piece. */
export const orderGoods: Deed = async function orderGoods(world, real, dice) {
  const product = dice.of(world.products)!
  const rows = wanted(product, dice)
  const taken = rows.some(row =>
    world.pieces.some(piece => isThe(piece, row.goods) && piece.place !== 'supplier'),
  )
  const what = `order ${rows.map(row => told(row.goods, row.quantity)).join(', ')}`
  const order = await attempt(
    real.shop.act(async tx => {
      const draft = await purchasing.addPurchaseOrder(tx, orderOf(real, rows))
      return purchasing.confirmPurchaseOrder(tx, draft.id, draft.version)
    }),
    taken ? 'serial_exists' : null,
    what,
  )
  if (order === null) return `${what}: refused`
  const lines = await real.shop.rows<{ id: number }>(
    'select id from purchase_order_line where order_id = $1 order by line_number',
    [order.id],
  )
  world.purchases.push({
    id: order.id,
    rows: rows.map((row, index) => ({ ...row, id: lines[index]!.id, received: 0 })),
  })
  return what
}

/** Some rows of an order come in, whole or in part, and now and then one too many. */
export const warehouse: Deed = async function warehouse(world, real, dice) {
  const purchase = dice.of(world.purchases.filter(one => one.rows.some(row => row.received < row.quantity)))
  if (purchase === undefined) return orderGoods(world, real, dice)
  const open = purchase.rows.filter(row => row.received < row.quantity)
  const parts = dice.some(open, dice.between(1, open.length)).map(row => {
    const left = row.quantity - row.received
    return {
      row,
      goods: asTracked(row.goods),
      quantity: row.goods.serial === null ? dice.between(1, left + (dice.throw(8) === 0 ? 1 : 0)) : 1,
    }
  })
  const what = `warehouse ${parts.map(part => told(part.goods, part.quantity)).join(', ')} of ${purchase.id}`
  const lines = parts.map(part => ({ lineId: part.row.id, quantity: part.quantity }))
  const done = await attempt(
    real.shop.act(tx =>
      purchasing.warehousePurchaseOrder(tx, purchase.id, null, warehouseInput.parse({ lines }).lines),
    ),
    whyNotIn(world, parts),
    what,
  )
  if (done === null) return `${what}: refused`
  const [newest] = await real.shop.rows<{ id: number }>(
    'select max(id) as id from goods_receipt where order_id = $1',
    [purchase.id],
  )
  const receipt: Receipt = { id: newest!.id, purchase, parts, reversed: false }
  world.receipts.push(receipt)
  for (const { row, goods, quantity } of parts) {
    row.received += quantity
    await putAway(world, real, receipt, goods, quantity)
  }
  return what
}

/** A receipt is taken back, if its goods are untouched. */
export const reverse: Deed = async function reverse(world, real, dice) {
  const receipt = dice.of(world.receipts.filter(one => !one.reversed))
  if (receipt === undefined) return warehouse(world, real, dice)
  const what = `reverse receipt ${receipt.id}`
  const done = await attempt(
    real.shop.act(tx => reverseGoodsReceipt(tx, receipt.id)),
    isUntouched(world, receipt) ? null : 'receipt_goods_moved',
    what,
  )
  if (done === null) return `${what}: refused`
  takeOut(world, receipt)
  receipt.reversed = true
  for (const { row, quantity } of receipt.parts) row.received -= quantity
  return what
}

function wanted(product: Product, dice: Dice): { quantity: number; goods: Goods }[] {
  const lotNumber = hasLots(product) ? dice.of(lotNumbers)! : null
  const bin = dice.of(bins)!
  if (!hasPieces(product) || (product.tracking === 'single' && dice.throw(2) === 0))
    return [{ quantity: dice.between(1, 9), goods: { product, bin, lotNumber, serial: null } }]
  return dice
    .some(serials, dice.between(1, 4))
    .map(serial => ({ quantity: 1, goods: { product, bin, lotNumber, serial } }))
}

function orderOf({ shelf }: Real, rows: { quantity: number; goods: Goods }[]) {
  return purchaseOrderInput.parse({
    locationId: shelf.locationId,
    lines: rows.map(({ quantity, goods }) => ({
      variantId: goods.product.id,
      quantitySku: quantity,
      binId: goods.bin === bins[0] ? shelf.binId : shelf.otherBinId,
      lotNumber: goods.lotNumber,
      serial: goods.serial,
      expiresOn: goods.lotNumber === expiredLot ? '2026-11-19' : null,
    })),
  })
}

function whyNotIn(world: World, parts: readonly Part[]): string[] | null {
  const codes = []
  if (parts.some(({ row, quantity }) => row.received + quantity > row.quantity))
    codes.push('line_over_received')
  if (
    parts.some(({ goods }) => world.pieces.some(piece => isThe(piece, goods) && piece.place !== 'supplier'))
  )
    codes.push('serial_exists')
  if (parts.some(({ goods }) => hasLots(goods.product) && goods.lotNumber === null))
    codes.push('lot_number_needed')
  if (parts.some(({ goods }) => goods.product.tracking === 'serials' && goods.serial === null))
    codes.push('serial_needed')
  if (parts.some(({ goods, quantity }) => goods.product.tracking === 'serials' && quantity > 1))
    codes.push('bad_input')
  return codes.length > 0 ? codes : null
}

async function putAway(
  world: World,
  real: Real,
  receipt: Receipt,
  goods: Goods,
  quantity: number,
): Promise<void> {
  const lot = goods.lotNumber === null ? null : await lotOf(world, real, goods.product, goods.lotNumber)
  levelOf(world, goods.product, lot, goods.bin).onHand += quantity
  if (goods.serial === null) return
  const known = world.pieces.find(piece => isThe(piece, goods))
  if (known !== undefined) {
    Object.assign(known, { lot, place: goods.bin, receipt, soldBy: null })
    return
  }
  const { product, serial, bin: place } = goods
  world.pieces.push({
    id: await unitIdOf(real, product, serial),
    product,
    serial,
    lot,
    place,
    receipt,
    note: null,
    soldBy: null,
    held: false,
  })
}

export async function unitIdOf({ shop }: Real, product: Product, serial: string): Promise<number> {
  const [unit] = await shop.rows<{ id: number }>(
    'select id from unit where variant_id = $1 and serial = $2',
    [product.id, serial],
  )
  return unit!.id
}

export async function lotOf(world: World, { shop }: Real, product: Product, number: string): Promise<Lot> {
  const known = world.lots.find(lot => lot.product === product && lot.number === number)
  if (known !== undefined) return known
  const [row] = await shop.rows<{ id: number }>('select id from lot where variant_id = $1 and number = $2', [
    product.id,
    number,
  ])
  const lot = { id: row!.id, product, number, held: false }
  world.lots.push(lot)
  return lot
}

/** Its pieces where it put them and free, of other goods as much free as came in, and what is reserved still covered. */
function isUntouched(world: World, receipt: Receipt): boolean {
  const pieces = piecesOf(world, receipt)
  const moved =
    pieces.some(
      ({ piece, goods }) => piece.receipt !== receipt || piece.place !== goods.bin || piece.note !== null,
    ) ||
    // What came in without serials became pieces by a conversion since.
    receipt.parts.some(({ goods }) => goods.serial === null && goods.product.tracking === 'serials') ||
    gotSerials(world, receipt)
  if (moved) return false
  const putBack = remember(world)
  const goods = totals(world, receipt)
  if (goods.some(({ product, lot, bin, quantity }) => freeAt(world, product, lot, bin) < quantity))
    return false
  takeOut(world, receipt)
  const covered = goods.every(
    one => reserved(world, one.product) <= sellable(world, one.product) || !goods.some(coversAs(one)),
  )
  putBack()
  return covered

  /** Whether goods are of the same product, and could be sold. */
  function coversAs({ product }: { product: Product }) {
    return (one: (typeof goods)[number]) =>
      one.product === product &&
      (one.lot === null || blocks(one.lot) === null) &&
      (pieces.length === 0 || pieces.some(({ piece }) => piece.lot === one.lot && !piece.held))
  }
}

/** Pieces of single use that came in without serials, and have them now, are told from those that lack theirs still. */
const gotSerials = (world: World, receipt: Receipt) =>
  totals(world, receipt).some(
    ({ product, bin, quantity }) =>
      product.tracking === 'single' &&
      receipt.parts.some(({ goods }) => goods.product === product && goods.serial === null) &&
      unnamed(world, product, bin) < quantity,
  )

function takeOut(world: World, receipt: Receipt): void {
  for (const { product, lot, bin, quantity } of totals(world, receipt))
    levelOf(world, product, lot, bin).onHand -= quantity
  for (const { piece } of piecesOf(world, receipt)) piece.place = 'supplier'
}

/** Remembers places and levels; gives what puts them back. */
function remember(world: World): () => void {
  const levels = [...world.levels].map(([key, level]) => [key, { ...level }] as const)
  const places = world.pieces.map(piece => piece.place)
  return () => {
    for (const [key, level] of levels) world.levels.set(key, level)
    for (const [index, piece] of world.pieces.entries()) piece.place = places[index]!
  }
}

function totals(world: World, receipt: Receipt) {
  const found = new Map<string, { product: Product; lot: Lot | null; bin: string; quantity: number }>()
  for (const { goods, quantity } of receipt.parts) {
    const { product, bin, lotNumber } = goods
    const key = `${product.id} ${lotNumber} ${bin}`
    const lot = world.lots.find(one => one.product === product && one.number === lotNumber) ?? null
    const total = found.get(key) ?? { product, lot, bin, quantity: 0 }
    found.set(key, { ...total, quantity: total.quantity + quantity })
  }
  return [...found.values()]
}

function piecesOf(world: World, receipt: Receipt): { piece: Piece; goods: Goods }[] {
  return receipt.parts.flatMap(({ goods }) =>
    world.pieces.filter(piece => isThe(piece, goods)).map(piece => ({ piece, goods })),
  )
}

/** A row of an order says what its product asks for today: what it said of lots and serials no longer counts otherwise. */
const asTracked = (goods: Goods): Goods => ({
  ...goods,
  lotNumber: hasLots(goods.product) ? goods.lotNumber : null,
  serial: hasPieces(goods.product) ? goods.serial : null,
})

const isThe = (piece: Piece, goods: Goods) =>
  goods.serial !== null && piece.product === goods.product && piece.serial === goods.serial

const told = (goods: Goods, quantity: number) =>
  `${quantity} of ${[goods.product.tracking, goods.lotNumber, goods.serial, goods.bin].filter(Boolean).join(' ')}`
