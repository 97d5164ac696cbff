import { expect } from 'vitest'
import type { TestShop } from '../../harness/shop.ts'
import { reserved } from './claims.ts'
import type { Note, World } from './world.ts'

interface Told {
  levels: string[]
  pieces: string[]
  allocations: string[]
  reserved: string[]
}

/** The ledger and the world say the same of every level, piece, allocation and reservation. */
export async function expectSame(world: World, shop: TestShop): Promise<void> {
  expect(
    await ledger(
      shop,
      world.products.map(product => product.id),
    ),
  ).toEqual(told(world))
}

function told(world: World): Told {
  const levels = [...world.levels]
    .filter(([, level]) => level.onHand !== 0 || level.allocated !== 0)
    .map(([key, level]) => `${key}: ${level.onHand}, ${level.allocated} allocated`)
  const pieces = world.pieces.map(
    piece =>
      `${piece.product.id} ${piece.serial} of ${piece.lot?.number ?? ''}: ${piece.place}${piece.note ? ` for ${piece.note.id}` : ''}${piece.held ? ' held' : ''}`,
  )
  const allocations = world.notes.filter(note => note.state === 'ready').flatMap(claimsOf)
  const waiting = world.backs.filter(back => back.outcome === null || back.outcome === 'repair')
  for (const { id, line, lot, bin, quantity } of waiting)
    allocations.push(`${id}: ${quantity} of ${line.product.id} ${lot?.number ?? ''} ${bin}`)
  const claims = world.products.flatMap(product =>
    (['here', 'far'] as const).map(site => `${product.id} ${site}: ${reserved(world, product, site)}`),
  )
  return {
    levels: levels.sort(),
    pieces: pieces.sort(),
    allocations: allocations.sort(),
    reserved: claims.filter(claim => !claim.endsWith(': 0')).sort(),
  }
}

/** How much a note holds of each lot in each bin. */
function claimsOf({ id, picks }: Note): string[] {
  const sums = new Map<string, number>()
  for (const { line, lot, bin, quantity } of picks) {
    const goods = `${line.product.id} ${lot?.number ?? ''} ${bin}`
    sums.set(goods, (sums.get(goods) ?? 0) + quantity)
  }
  return [...sums].map(([goods, quantity]) => `${id}: ${quantity} of ${goods}`)
}

async function ledger(shop: TestShop, variantIds: number[]): Promise<Told> {
  const [row] = await shop.rows<Told>(
    `select
       array(select level.variant_id || ' ' || coalesce(lot.number, '') || ' ' || place.code || ': ' || on_hand || ', ' || allocated || ' allocated'
               from level left join lot on lot.id = lot_id join place on place.id = place_id
              where level.variant_id = any($1) and (on_hand <> 0 or allocated <> 0)) as levels,
       array(select unit.variant_id || ' ' || serial || ' of ' || coalesce(lot.number, '') || ': ' || place.code
                    || coalesce(' for ' || allocation.document_id, '') || case when unit.hold_id is null then '' else ' held' end
               from unit left join lot on lot.id = unit.lot_id join place on place.id = unit.place_id
               left join allocation on allocation.id = unit.allocation_id
              where unit.variant_id = any($1)) as pieces,
       array(select document_id || ': ' || sum(quantity) || ' of ' || a.variant_id || ' ' || coalesce(lot.number, '') || ' ' || place.code
               from allocation a left join lot on lot.id = lot_id join place on place.id = place_id
              where a.variant_id = any($1) and ended_at is null
              group by document_id, a.variant_id, lot.number, place.code) as allocations,
       array(select variant_id || case location.code when 'FAR' then ' far: ' else ' here: ' end || quantity
               from reserved_level join location on location.id = location_id where variant_id = any($1) and quantity <> 0) as reserved`,
    [variantIds],
  )
  const { levels, pieces, allocations, reserved: claims } = row!
  return {
    levels: levels.sort(),
    pieces: pieces.sort(),
    allocations: allocations.sort(),
    reserved: claims.sort(),
  }
}
