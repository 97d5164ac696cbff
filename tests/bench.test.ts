import { afterAll, beforeAll, expect, test } from 'vitest'
import { hold } from '../bench/contest.ts'
import { contestsOf, smallest, subjects } from '../bench/contests.ts'
import { type Ground, openGround } from '../bench/ground.ts'
import { gatherStatistics } from '../bench/stock-a-shop.ts'
import { machine, tableOf } from '../bench/table.ts'
import * as stock from '../server/stock/public.ts'
import { openTestShop, type TestShop } from './harness/shop.ts'

/* The bench in its smallest form, so that it cannot rot. How quick anything is, is not asserted here. */
let shop: TestShop
let ground: Ground
beforeAll(async () => {
  shop = await openTestShop()
  ground = await openGround(shop.house.address)
})
afterAll(async () => {
  await ground.close()
  await shop.close()
})

test.each(subjects)('the bench can %s', async subject => {
  const contests = await contestsOf[subject](ground, smallest)
  const results = []
  for (const contest of contests)
    results.push(await hold(contest, smallest.rounds, () => gatherStatistics(ground)))
  const table = tableOf(results)
  for (const { name } of contests) expect(table).toContain(name)
  expect(await stock.verify(ground.ours)).toEqual([])
})

test('ours and its floor leave the same facts behind', async () => {
  const facts = (schema: string) =>
    ground.floor
      .query(
        `select (select count(*) from ${schema}.unit) as units, (select count(*) from ${schema}.movement_unit) as moved_units,
                (select count(*) from ${schema}.allocation where ended_at is null) as claims,
                (select sum(on_hand) from ${schema}.level) as on_hand`,
      )
      .then(({ rows }) => rows[0])
  await ground.floor.query('truncate floor.level, floor.unit, floor.movement_unit, floor.lot')
  const [contest] = await contestsOf.receive(ground, { ...smallest, receipts: [11] })
  const before = await facts('shop')
  await hold(contest!, 0, () => gatherStatistics(ground))
  const after = await facts('shop')
  expect(await facts('floor')).toEqual({
    units: `${after.units - before.units}`,
    moved_units: `${after.moved_units - before.moved_units}`,
    claims: '0',
    on_hand: `${after.on_hand - before.on_hand}`,
  })
})

test('the bench says what it was measured on', async () => {
  expect(await machine(ground)).toMatch(/Node .*PostgreSQL .*fsync on/)
})
