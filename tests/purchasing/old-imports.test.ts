import { afterAll, beforeAll, expect, test } from 'vitest'
import { dailyWork } from '../../server/daily-work.ts'
import { doDailyWork } from '../../server/platform/jobs/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, type Shelf } from '../harness/stocked-shop.ts'
import { all, check, choicesFor, cleanFile, run, stored, upload } from './import-shop.ts'

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
})
afterAll(() => shop.close())

const kept = async () => {
  const rows = await shop.rows<{ imports: number; jobs: number }>(
    'select (select count(*) from purchase_import) as imports, (select count(*) from job) as jobs',
  )
  return rows[0]!
}

test('uploads and what was said of them go after 30 days, what was imported stays', async () => {
  const uploaded = await upload(shop, await cleanFile([['A', 'Thing', null, null, 3, 1, 'A-01']]))
  const choices = choicesFor(uploaded, shelf.locationId, all)
  await check(shop, uploaded.id, choices)
  const { result } = await run(shop, uploaded.id, choices)
  const before = await stored(shop)
  shop.now = new Date(shop.now.getTime() + 29 * 86_400_000)
  await doDailyWork(shop.house, dailyWork)
  expect(await kept()).toEqual({ imports: 1, jobs: 2 })
  await upload(shop, await cleanFile([['B', 'Other', null, null, 1, 1]]))
  shop.now = new Date(shop.now.getTime() + 2 * 86_400_000)
  await doDailyWork(shop.house, dailyWork)
  expect(await kept()).toEqual({ imports: 1, jobs: 0 })
  expect(await stored(shop)).toEqual(before)
  expect(await shop.rows('select id from purchase_order where id = $1', [result!.orderId])).toHaveLength(1)
})

test('one work that fails does not keep the others from theirs', async () => {
  const done: string[] = []
  await doDailyWork(shop.house, [
    async () => {
      throw new Error('broken')
    },
    async () => void done.push('the other'),
  ])
  expect(done).toEqual(['the other'])
})

test('the queue does it every night', async () => {
  await shop.workJobs()
  await expect
    .poll(() => shop.rows('select identifier from graphile_worker._private_known_crontabs'))
    .toContainEqual({ identifier: 'lotbook_daily_shop' })
  shop.now = new Date(shop.now.getTime() + 40 * 86_400_000)
  await shop.rows(
    `select graphile_worker.add_job('lotbook_daily', json_build_object('schema', current_schema()))`,
  )
  await expect.poll(kept).toEqual({ imports: 0, jobs: 0 })
})
