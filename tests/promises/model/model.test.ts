import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../../harness/shop.ts'
import { makeProduct, makeShelf, receiveGoods, times } from '../../harness/stocked-shop.ts'
import { lotOf, orderGoods, reverse, warehouse } from './buying.ts'
import { changeNote, changeOrder } from './changing.ts'
import { changeTracking } from './converting.ts'
import { openModelTill, sellAtCounter } from './counter.ts'
import { takeBackAtCounter } from './counter-returns.ts'
import { type Command, command, type Deed, type Real } from './deed.ts'
import { completeOrder } from './dispatching.ts'
import { dispose } from './disposing.ts'
import { hold, release } from './holding.ts'
import { enterSerials } from './naming.ts'
import { inspect, swap, takeBack } from './returning.ts'
import { cancelNote, cancelOrder, deliverNote, makeNote, placeOrder } from './selling.ts'
import { endTransfer, sendAway } from './sending.ts'
import { shipNote } from './shipping.ts'
import { adjust, count, moveBin } from './stocktaking.ts'
import { emptyWorld, farBin, levelOf, type Product, type World } from './world.ts'

/*
 * Whatever people do, in whatever order, the ledger says what a simple model says. The lives are the same ones each time, so
 * that a change is judged by what it changed; MODEL_RUNS=5000 MODEL_SEED=$RANDOM lives more and other ones.
 */

const runs = Number(process.env.MODEL_RUNS ?? 300)
const firstSeed = Number(process.env.MODEL_SEED ?? 1)
const commandsPerRun = 60
const atOnce = 3
/** In milliseconds: after it, a failure is told as far as it was shortened. */
const patience = Math.max(60_000, runs * 2000)

let shop: TestShop
let real: Real
beforeAll(async () => {
  shop = await openTestShop()
  const [customer] = await shop.rows<{ id: number }>(
    `insert into customer (number, name, created_at, created_by) values ('C1', 'Ada', now(), 1) returning id`,
  )
  const far = await makeShelf(shop, 'FAR')
  await shop.rows(`update place set code = 'Z-01' where id = $1`, [far.binId])
  const shelf = await makeShelf(shop)
  real = { shop, shelf, far, customerId: customer!.id, till: await openModelTill(shop, shelf) }
})
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await shop.close()
})

/** First, because whatever is not needed for a failure shrinks to it. */
const nothing: Deed = async () => 'nothing'
const deeds = [
  { weight: 1, arbitrary: command(nothing) },
  { weight: 3, arbitrary: command(orderGoods) },
  { weight: 5, arbitrary: command(warehouse) },
  { weight: 1, arbitrary: command(reverse) },
  { weight: 5, arbitrary: command(placeOrder) },
  { weight: 1, arbitrary: command(cancelOrder) },
  { weight: 1, arbitrary: command(changeOrder) },
  { weight: 6, arbitrary: command(makeNote) },
  { weight: 1, arbitrary: command(changeNote) },
  { weight: 4, arbitrary: command(deliverNote) },
  { weight: 2, arbitrary: command(cancelNote) },
  { weight: 3, arbitrary: command(completeOrder) },
  { weight: 2, arbitrary: command(shipNote) },
  { weight: 3, arbitrary: command(sellAtCounter) },
  { weight: 2, arbitrary: command(takeBack) },
  { weight: 1, arbitrary: command(takeBackAtCounter) },
  { weight: 2, arbitrary: command(inspect) },
  { weight: 2, arbitrary: command(swap) },
  { weight: 1, arbitrary: command(sendAway) },
  { weight: 2, arbitrary: command(endTransfer) },
  { weight: 1, arbitrary: command(moveBin) },
  { weight: 1, arbitrary: command(adjust) },
  { weight: 1, arbitrary: command(count) },
  { weight: 2, arbitrary: command(enterSerials) },
  { weight: 1, arbitrary: command(dispose) },
  { weight: 1, arbitrary: command(hold) },
  { weight: 1, arbitrary: command(release) },
  { weight: 1, arbitrary: command(changeTracking) },
]
const life = fc.array(fc.oneof({ withCrossShrink: true }, ...deeds), {
  minLength: commandsPerRun,
  maxLength: commandsPerRun,
})

test.concurrent.each(times(atOnce, index => index + 1))(
  'after every deed of a random life, ledger and model say the same (part %i)',
  async part => {
    const found = await fc.check(
      fc.asyncProperty(life, async commands => {
        const model = await beginLife()
        await fc.asyncModelRun(() => ({ model, real }), commands)
      }),
      {
        seed: firstSeed + part,
        numRuns: Math.ceil(runs / atOnce),
        interruptAfterTimeLimit: patience,
        markInterruptAsFailure: true,
      },
    )
    if (found.failed) throw new Error(storyOf(found), { cause: found.errorInstance })
  },
  2 * patience,
)

/** Products of each kind; the depot has a few of what needs no serials, so that orders can be sent from there. */
async function beginLife(): Promise<World> {
  const products: Product[] = []
  for (const tracking of ['none', 'lots', 'serials'] as const)
    products.push({ id: await makeProduct(shop, tracking), tracking })
  products.push({ id: await makeSingleUse(), tracking: 'single' })
  const world = emptyWorld(products)
  const [plain, dated] = products as [Product, Product]
  const row = { quantity: 3, placeId: real.far.binId }
  await receiveGoods(shop, [
    { ...row, variantId: plain.id },
    { ...row, variantId: dated.id, lotNumber: 'L1' },
  ])
  levelOf(world, plain, null, farBin).onHand = 3
  levelOf(world, dated, await lotOf(world, real, dated, 'L1'), farBin).onHand = 3
  return world
}

async function makeSingleUse(): Promise<number> {
  const variantId = await makeProduct(shop, 'none')
  await shop.rows(
    `update product set dispatch_identifier_mode = 'single_use' where id = (select product_id from variant where id = $1)`,
    [variantId],
  )
  return variantId
}

/** The shortest life that fails, deed by deed, and how to live it again. */
function storyOf({
  counterexample,
  errorInstance,
  seed,
  counterexamplePath,
}: fc.RunDetails<[Command[]]>): string {
  const deedsDone = (counterexample?.[0] ?? [])
    .map(String)
    .filter(line => line !== 'nothing' && !line.endsWith('(not reached)'))
  return [...deedsDone, String(errorInstance), `seed ${seed}, path ${counterexamplePath}`].join('\n')
}
