import { randomUUID } from 'node:crypto'
import { tillSaleInput } from '../contract/till/sales.ts'
import * as people from '../server/people/public.ts'
import * as till from '../server/till/public.ts'
import { byClients, type Contest, roundsHeld } from './contest.ts'
import type { Ground } from './ground.ts'
import { addShelf, addVariants, gatherStatistics, type Shelf, takeIn } from './stock-a-shop.ts'
import { type Piece, sellByHand } from './till-floor.ts'

export interface TillSize {
  /** Tills at once, and how many sales they take in one turn. */
  readonly tills: readonly { tills: number; sales: number }[]
  readonly rounds: number
  /** How many products the pieces are spread over. */
  readonly products: number
}

type OpenTill = till.TillDevice & { readonly drawerId: string; readonly signInId: string }

/** Paying for one piece with lot and serial in cash, at one till and at several. */
export async function tillContests(ground: Ground, size: TillSize): Promise<Contest[]> {
  const shelf = await addShelf(ground, 'TILL')
  const sales = size.tills.reduce((sum, one) => sum + one.sales, 0) * roundsHeld(size.rounds)
  const pieces = await stockUp(ground, shelf, size.products, sales)
  const tills = await openTills(ground, shelf, Math.max(...size.tills.map(one => one.tills)))
  return size.tills.map(one => contestOf(ground, { ...one, open: tills.slice(0, one.tills), pieces }))
}

interface Turn {
  readonly tills: number
  readonly sales: number
  readonly open: readonly OpenTill[]
  /** Those that are left; each round takes its own. */
  readonly pieces: Piece[]
}

function contestOf(ground: Ground, { tills, sales, open, pieces }: Turn): Contest {
  let sold: { piece: Piece; at: OpenTill }[] = []
  return {
    name: `pay one piece with lot and serial, ${tills} ${tills === 1 ? 'till' : 'tills'}`,
    operations: sales,
    prepare: async () => {
      sold = pieces.splice(0, sales).map((piece, index) => ({ piece, at: open[index % open.length]! }))
    },
    ours: () =>
      byClients(tills, sold, ({ piece, at }) => {
        const sale = rungUp(piece, at)
        return ground.act(tx => till.takeSale(tx, at, sale))
      }),
    floor: () => byClients(tills, sold, ({ piece, at }) => sellByHand(ground, at.tillId, piece)),
  }
}

const rungUp = ({ variantId, serial }: Piece, { drawerId, signInId }: OpenTill) =>
  tillSaleInput.parse({
    id: randomUUID(),
    drawerId,
    signInId,
    takenAt: new Date().toISOString(),
    pricesIncludeTax: true,
    totalMinor: 1000,
    lines: [{ variantId, quantity: 1, priceMinor: 1000, taxBasisPoints: 1900, serials: [serial] }],
    payments: [{ method: 'cash', amountMinor: 1000, tenderedMinor: 2000 }],
  })

async function stockUp(ground: Ground, shelf: Shelf, products: number, sales: number): Promise<Piece[]> {
  const variantIds = await addVariants(ground, 'till piece', products, 'serials')
  await takeIn(
    ground,
    Array.from({ length: sales }, (_, index) => ({
      lineId: index,
      variantId: variantIds[index % products]!,
      quantity: 1,
      placeId: shelf.binId,
      lotNumber: 'L1',
      serial: `TILL-${index}`,
    })),
  )
  const { schema } = ground.address
  await ground.floor.query(
    `insert into unit (id, variant_id, lot_id, serial, place_id)
     select id, variant_id, lot_id, serial, place_id from ${schema}.unit where place_id = $1`,
    [shelf.binId],
  )
  await ground.floor.query(
    `insert into level (variant_id, lot_id, place_id, on_hand)
     select variant_id, lot_id, place_id, on_hand from ${schema}.level where place_id = $1`,
    [shelf.binId],
  )
  await gatherStatistics(ground)
  const { rows } = await ground.ours.query<Piece>(
    `select id as "unitId", variant_id as "variantId", lot_id as "lotId", place_id as "placeId", serial
       from unit where place_id = $1 order by id`,
    [shelf.binId],
  )
  return rows
}

/** Enrolled, with somebody signed in and the drawer open; what makes them so is not measured. */
async function openTills(ground: Ground, { locationId }: Shelf, count: number): Promise<OpenTill[]> {
  await ground.act(tx => people.makeWalkInCustomer(tx))
  const { id: staffId } = await ground.act(tx =>
    people.addStaff(tx, { name: 'Carl', email: 'carl@bench.example', role: 'staff', password: randomUUID() }),
  )
  await ground.ours.query(
    `insert into till_cashier (staff_id, pin_hash, changed_at, changed_by) values ($1, 'none', now(), 0)`,
    [staffId],
  )
  const { rows } = await ground.ours.query<OpenTill>(
    `with till as (
       insert into till (number, name, location_id, created_at, created_by)
       select nextval('till_number'), 'Bench ' || n, $1, now(), 0 from generate_series(1, $2) n returning id, number, name
     ), device as (
       insert into till_device (till_id, token_hash, name, enrolled_at, enrolled_by)
       select id, sha256(name::bytea), name, now(), 0 from till returning id, till_id
     ), signed as (
       insert into till_sign_in (id, device_id, staff_id, at)
       select gen_random_uuid(), id, $3, now() from device returning id, device_id
     ), drawer as (
       insert into till_drawer (id, till_id, opened_at, opened_by, float_minor)
       select gen_random_uuid(), id, now(), $3, 0 from till returning id, till_id
     )
     select device.id as "deviceId", till.id as "tillId", till.number, till.name, $1::bigint as "locationId", 'UTC' as "timeZone",
            drawer.id as "drawerId", signed.id as "signInId"
       from till join device on device.till_id = till.id join signed on signed.device_id = device.id
       join drawer on drawer.till_id = till.id order by till.number`,
    [locationId, count, staffId],
  )
  await ground.floor.query('insert into till (id) select unnest($1::bigint[])', [rows.map(one => one.tillId)])
  return rows
}
