import { randomUUID } from 'node:crypto'
import { tillSaleInput } from '../../../contract/till/sales.ts'
import * as people from '../../../server/people/public.ts'
import * as till from '../../../server/till/public.ts'
import type { TestShop } from '../../harness/shop.ts'
import type { Shelf } from '../../harness/stocked-shop.ts'
import { warehouse } from './buying.ts'
import { type Choice, likely, picksOf, whyNotChosen } from './choosing.ts'
import { reserved, sellable } from './claims.ts'
import { attempt, type Deed, type Dice, type ModelTill } from './deed.ts'
import { hasPieces, levelOf, type OrderLine, type Product, type World } from './world.ts'

/** Something is paid for at the till and gone at once; what orders wait for, no till sells. */
export const sellAtCounter: Deed = async function sellAtCounter(world, real, dice) {
  const product = dice.of(world.products)!
  const choice = rungUp(world, product, dice)
  if (choice === null) return warehouse(world, real, dice)
  const { quantity, lots, pieces } = choice
  const what = `sell ${quantity} ${product.tracking} at the till`
  const { drawerId, signInId } = real.till
  const sale = tillSaleInput.parse({
    id: randomUUID(),
    drawerId,
    signInId,
    takenAt: real.shop.now.toISOString(),
    pricesIncludeTax: true,
    totalMinor: quantity * 1000,
    lines: [
      {
        variantId: product.id,
        quantity,
        priceMinor: 1000,
        taxBasisPoints: 1900,
        lots: lots.map(part => ({ lotId: part.lot.id, quantity: part.quantity })),
        serials: pieces.map(piece => piece.serial),
      },
    ],
    payments: [{ method: 'card', amountMinor: quantity * 1000 }],
  })
  const refused = whyNotSold(world, choice)
  const act = real.shop.act(tx => till.takeSale(tx, real.till, sale))
  if ((await attempt(act, refused, what)) === null) return `${what}: refused`
  const noteLineId = await lineOf(real.shop, sale.id)
  for (const pick of picksOf(world, choice)) {
    levelOf(world, product, pick.lot, pick.bin).onHand -= pick.quantity
    for (const piece of pick.pieces) Object.assign(piece, { place: 'customer', soldBy: null })
    world.tillSales.push({ id: sale.id, pick: { ...pick, noteLineId }, returned: 0 })
  }
  return what
}

async function lineOf(shop: TestShop, saleId: string): Promise<number> {
  const [line] = await shop.rows<{ id: number }>(
    `select l.id from till_sale s join delivery_note n on n.order_id = s.document_id join delivery_note_line l on l.note_id = n.id
      where s.id = $1`,
    [saleId],
  )
  return line!.id
}

function rungUp(world: World, product: Product, dice: Dice): Choice | null {
  // No order says so: a line that is there only to say of which product the goods are.
  const line: OrderLine = {
    id: 0,
    product,
    quantity: 0,
    onNotes: 0,
    delivered: 0,
    claims: { here: 0, far: 0 },
  }
  const quantity = dice.between(1, 3)
  if (product.tracking === 'none') return { line, quantity, lots: [], pieces: [] }
  if (hasPieces(product)) {
    const pieces = dice.some(likely(world, line, dice), quantity)
    return pieces.length === 0 ? null : { line, quantity: pieces.length, lots: [], pieces }
  }
  const lot = dice.of(world.lots.filter(one => one.product === product))
  return lot === undefined ? null : { line, quantity, lots: [{ lot, quantity }], pieces: [] }
}

function whyNotSold(world: World, choice: Choice): string | null {
  const { product } = choice.line
  if (choice.pieces.some(piece => piece.place === 'customer')) return 'piece_sold'
  const because = whyNotChosen(world, choice)
  if (because !== undefined) return because
  return sellable(world, product) - choice.quantity < reserved(world, product) ? 'not_enough' : null
}

/** A till with somebody signed in and its drawer open, made by hand: how that comes about has tests of its own. */
export async function openModelTill(shop: TestShop, { locationId }: Shelf): Promise<ModelTill> {
  await shop.act(tx => people.makeWalkInCustomer(tx))
  await shop.rows(
    `insert into till_cashier (staff_id, pin_hash, may_refund, changed_at, changed_by) values (1, 'none', true, now(), 1)`,
  )
  const [row] = await shop.rows<ModelTill>(
    `with till as (
       insert into till (number, name, location_id, created_at, created_by)
       values (nextval('till_number'), 'Counter', $1, $2, 1) returning id, number, name
     ), device as (
       insert into till_device (till_id, token_hash, name, enrolled_at, enrolled_by)
       select id, sha256('model'), name, $2, 1 from till returning id
     ), signed as (
       insert into till_sign_in (id, device_id, staff_id, at) select gen_random_uuid(), id, 1, $2 from device returning id
     ), drawer as (
       insert into till_drawer (id, till_id, opened_at, opened_by, float_minor)
       select gen_random_uuid(), id, $2, 1, 0 from till returning id
     )
     select device.id as "deviceId", till.id as "tillId", till.number, till.name, $1::bigint as "locationId", 'UTC' as "timeZone",
            drawer.id as "drawerId", signed.id as "signInId"
       from till, device, signed, drawer`,
    [locationId, shop.now],
  )
  return row!
}
