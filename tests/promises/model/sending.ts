import * as stock from '../../../server/stock/public.ts'
import { cancelTransfer, writeOffTransfer } from '../../../server/stock/transfers/end-transfer.ts'
import { warehouse } from './buying.ts'
import { attempt, type Deed } from './deed.ts'
import { binIdOf, somewhere, touch, whyNotOut } from './stocktaking.ts'
import { farBin, levelOf, type Transfer, type World } from './world.ts'

/** A piece, or a few of something, leave for the other location. */
export const sendAway: Deed = async function sendAway(world, real, dice) {
  const goods = somewhere(world, dice)
  if (goods === undefined) return warehouse(world, real, dice)
  const { product, lot, bin, piece } = goods
  const quantity = piece ? 1 : dice.between(1, 4)
  const what = `send ${quantity} of ${product.id} ${lot?.number ?? ''} ${piece?.serial ?? ''} away`
  const line = {
    variantId: product.id,
    binId: piece ? null : binIdOf(real, bin),
    lotId: piece ? null : (lot?.id ?? null),
    unitId: piece?.id ?? null,
    quantity,
  }
  const [fromLocationId, toLocationId] = [real.shelf.locationId, real.far.locationId]
  const sent = await attempt(
    real.shop.act(async tx => {
      const { id } = await stock.draftTransfer(tx, { fromLocationId, toLocationId, note: '', lines: [line] })
      await stock.sendTransfer(tx, id)
      return stock.readTransfer(tx, id)
    }),
    whyNotOut(world, goods, quantity),
    what,
  )
  if (sent === null) return `${what}: refused`
  move(world, { ...goods, quantity }, bin, 'transit')
  world.transfers.push({
    ...goods,
    id: sent.id,
    lineId: sent.lines[0]!.id,
    quantity,
    received: 0,
    ended: false,
  })
  return what
}

/** What is on its way arrives, whole, in part, or now and then too much of it; or it is called back, or given up as lost. */
export const endTransfer: Deed = async function endTransfer(world, real, dice) {
  const transfer = dice.of(dice.throw(5) === 0 ? world.transfers : world.transfers.filter(one => !one.ended))
  if (transfer === undefined) return sendAway(world, real, dice)
  if (dice.throw(4) === 0) return writeOff(world, real, transfer)
  return dice.throw(3) === 0
    ? callBack(world, real, transfer)
    : receive(world, real, transfer, dice.between(1, transfer.quantity - transfer.received + 1))
}

async function callBack(world: World, real: Parameters<Deed>[1], transfer: Transfer): Promise<string> {
  const what = `call transfer ${transfer.id} back`
  const mayNot = transfer.ended || transfer.received > 0
  const done = await attempt(
    real.shop.act(tx => cancelTransfer(tx, transfer.id).then(() => true)),
    mayNot ? 'wrong_state' : null,
    what,
  )
  if (done === null) return `${what}: refused`
  move(world, transfer, 'transit', transfer.bin)
  transfer.ended = true
  return what
}

async function writeOff(world: World, real: Parameters<Deed>[1], transfer: Transfer): Promise<string> {
  const what = `write transfer ${transfer.id} off`
  const [reason] = await real.shop.rows<{ id: number }>(
    `select id from adjustment_reason where name = 'Variance'`,
  )
  const done = await attempt(
    real.shop.act(tx =>
      writeOffTransfer(tx, transfer.id, { reasonId: reason!.id, note: '' }).then(() => true),
    ),
    transfer.ended ? 'wrong_state' : null,
    what,
  )
  if (done === null) return `${what}: refused`
  levelOf(world, transfer.product, transfer.lot, 'transit').onHand -= transfer.quantity - transfer.received
  if (transfer.piece) touch(transfer.piece, 'adjustment')
  transfer.ended = true
  return what
}

async function receive(
  world: World,
  real: Parameters<Deed>[1],
  transfer: Transfer,
  quantity: number,
): Promise<string> {
  const what = `receive ${quantity} of transfer ${transfer.id}`
  const left = transfer.quantity - transfer.received
  const arrived = [{ lineId: transfer.lineId, binId: real.far.binId, quantity }]
  const done = await attempt(
    real.shop.act(tx => stock.receiveTransfer(tx, transfer.id, arrived).then(() => true)),
    transfer.ended ? 'wrong_state' : quantity > left ? 'transfer_over_received' : null,
    what,
  )
  if (done === null) return `${what}: refused`
  move(world, { ...transfer, quantity }, 'transit', farBin)
  transfer.received += quantity
  transfer.ended = transfer.received === transfer.quantity
  return what
}

function move(
  world: World,
  { product, lot, piece, quantity }: Pick<Transfer, 'product' | 'lot' | 'piece' | 'quantity'>,
  from: string,
  to: string,
): void {
  levelOf(world, product, lot, from).onHand -= quantity
  levelOf(world, product, lot, to).onHand += quantity
  if (piece) touch(piece, to)
}
