import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as documents from '../../server/documents/public.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import * as sales from '../../server/sales/public.ts'
import { find } from '../../server/trace/find.ts'
import { traceLot } from '../../server/trace/trace-lot.ts'
import { traceUnit } from '../../server/trace/trace-unit.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, type Shelf } from '../harness/stocked-shop.ts'
import { addAda, addProduct, buy, makeNote } from './traded-shop.ts'

let shop: TestShop
let shelf: Shelf
let customers: number[]
let made = 0
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  customers = [(await addAda(shop)).id, (await addAda(shop, 'Grace Hopper')).id]
})
afterAll(() => shop.close())

/** What can happen to one of three pieces; what cannot happen to it at that moment is passed over. */
const step = fc.record({
  piece: fc.nat(2),
  what: fc.constantFrom('choose', 'deliver', 'cancel', 'move', 'give back'),
  customer: fc.nat(1),
})

const allChosenThenOneAgain = [
  ...[0, 1, 2].map(piece => ({ piece, what: 'choose', customer: 0 })),
  { piece: 0, what: 'cancel', customer: 0 },
  { piece: 0, what: 'choose', customer: 1 },
]

test('the history of a piece has no gap, and ends where the piece is', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
      const pieces = await receiveThree()
      for (const one of steps) await take(one, pieces)
      for (const piece of pieces.units) await checkPiece(piece.id)
      await checkLot(pieces)
    }),
    { numRuns: 25, examples: [[allChosenThenOneAgain]] },
  )
})

interface Pieces {
  variantId: number
  lotId: number
  lot: string
  units: { id: number; noteId: number | null }[]
}

async function receiveThree(): Promise<Pieces> {
  const name = `Thing ${++made}`
  const { variantId } = await addProduct(shop, { name, tracking: 'serials' })
  const lot = `Lot of ${name}`
  await buy(
    shop,
    shelf,
    null,
    ['a', 'b', 'c'].map(each => ({ variantId, lot, serial: `${name} ${each}` })),
  )
  const units = await shop.rows<{ id: number; lotId: number }>(
    'select id, lot_id as "lotId" from unit where variant_id = $1 order by id',
    [variantId],
  )
  return { variantId, lot, lotId: units[0]!.lotId, units: units.map(({ id }) => ({ id, noteId: null })) }
}

async function take(one: { piece: number; what: string; customer: number }, pieces: Pieces): Promise<void> {
  const piece = pieces.units[one.piece]!
  const place = await placeOf(piece.id)
  if (one.what === 'choose' && place.kind === 'bin' && piece.noteId === null) {
    const goods = [{ variantId: pieces.variantId, unitIds: [piece.id] }]
    piece.noteId = (await makeNote(shop, shelf, customers[one.customer]!, goods)).id
  } else if (one.what === 'deliver' && piece.noteId !== null) {
    await shop.act(tx => fulfilment.deliverDeliveryNote(tx, piece.noteId!))
    piece.noteId = null
  } else if (one.what === 'cancel' && piece.noteId !== null) {
    // Its order ends with it, or goes on reserving one.
    await shop.act(async tx => {
      const { order } = await fulfilment.cancelDeliveryNote(tx, piece.noteId!)
      await sales.cancelSalesOrder(tx, order.id)
    })
    piece.noteId = null
  } else if (one.what === 'move' && place.kind === 'bin' && piece.noteId === null) {
    await moveByHand(piece.id, place.id === shelf.binId ? shelf.otherBinId : shelf.binId)
  } else if (one.what === 'give back' && place.kind === 'customer') {
    await moveByHand(piece.id, shelf.binId)
  }
}

/** Transfers and returns as the ledger will write them: movement, piece and levels together. */
async function moveByHand(unitId: number, toPlaceId: number): Promise<void> {
  const { id } = await shop.act(tx => documents.openDocument(tx, 'adjustment'))
  await shop.rows(
    `with moved as (
       insert into movement (variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, moved_at, actor_id)
       select variant_id, lot_id, 1, place_id, $2, $3, now(), 1 from unit where id = $1
       returning id, variant_id, lot_id, from_place_id
     ), linked as (
       insert into movement_unit (unit_id, movement_id) select $1, id from moved
     ), placed as (
       update unit set place_id = $2 where id = $1
     ), left_behind as (
       update level set on_hand = on_hand - 1 from moved
        where level.variant_id = moved.variant_id and level.lot_id = moved.lot_id and level.place_id = moved.from_place_id
     )
     insert into level (variant_id, lot_id, place_id, on_hand) select variant_id, lot_id, $2, 1 from moved
     on conflict (variant_id, lot_id, place_id) do update set on_hand = level.on_hand + 1`,
    [unitId, toPlaceId, id],
  )
}

interface Place {
  id: number
  kind: string
  code: string
  serial: string
  location: string | null
}

async function placeOf(unitId: number): Promise<Place> {
  const [place] = await shop.rows<Place>(
    `select place.id, place.kind, place.code, unit.serial, location.name as location
       from unit join place on place.id = unit.place_id left join location on location.id = place.location_id
      where unit.id = $1`,
    [unitId],
  )
  return place!
}

async function checkPiece(unitId: number): Promise<void> {
  const place = await placeOf(unitId)
  const { where, events, serial } = await traceUnit(shop.reader, unitId)
  expect([where.kind, where.bin, where.location?.name ?? null]).toEqual([
    place.kind,
    place.kind === 'bin' ? place.code : null,
    place.location,
  ])
  events.slice(1).forEach((event, index) => {
    const { kind, bin } = events[index]!.to
    expect({ kind: event.from.kind, bin: event.from.bin }).toEqual({ kind, bin })
  })
  const found = await find(shop.reader, serial)
  expect(found.matches[0]!.detail).toContain(place.kind === 'bin' ? `in ${place.code}` : 'with a customer')
}

async function checkLot(pieces: Pieces): Promise<void> {
  const places = await Promise.all(pieces.units.map(piece => placeOf(piece.id)))
  const trace = await traceLot(shop.reader, pieces.lotId)
  const inBins = places.filter(place => place.kind === 'bin').map(place => place.serial)
  expect(trace.shelf.flatMap(bin => bin.serials.map(({ serial }) => serial)).sort()).toEqual(inBins.sort())
  expect([trace.received, trace.onHand, trace.delivered]).toEqual([3, inBins.length, 3 - inBins.length])
  const named = new Set(
    trace.customers.flatMap(one => one.deliveries.flatMap(d => d.serials.map(s => s.serial))),
  )
  for (const place of places) if (place.kind === 'customer') expect(named).toContain(place.serial)
}
