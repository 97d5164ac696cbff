import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Product, productInput, type Tracking } from '../../contract/catalog.ts'
import { changeProduct } from '../../server/catalog/change-product.ts'
import { addProduct, addProducts, lockTracking } from '../../server/catalog/public.ts'
import { readProduct } from '../../server/catalog/read-product.ts'
import { heldOpen, untilSomebodyWaits } from '../harness/held-open.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const byLot: Tracking = { lots: true, serials: false }
const bySerial: Tracking = { lots: true, serials: true }
const given = (productNumber: string, rest: object = {}) =>
  productInput.parse({ name: productNumber, productNumber, tracking: byLot, ...rest })

const change = (product: Product, rest: object) =>
  shop.act(tx =>
    changeProduct(tx, product.id, {
      ...given(product.productNumber, rest),
      version: product.version,
      archived: false,
    }),
  )

test('tracking, price and units per PU can be changed before the first movement', async () => {
  const product = await shop.act(tx => addProduct(tx, given('FREE')))
  expect(await change(product, { tracking: bySerial, priceMinor: 5 })).toMatchObject({ tracking: bySerial })
})

test('after the first movement the tracking stays, the refusal says since when, and the rest can be changed', async () => {
  const product = await shop.act(tx => addProduct(tx, given('LOCKED')))
  await shop.act(tx => lockTracking(tx, [product.variantId]))
  await expect(change(product, { tracking: bySerial })).rejects.toMatchObject({
    code: 'tracking_locked',
    details: { name: 'LOCKED', since: '2026-11-20' },
  })
  await expect(change(product, { decimals: 2 })).rejects.toMatchObject({ code: 'decimals_locked' })
  const changed = await change(product, { priceMinor: 700, unitsPerPu: 6 })
  expect(changed).toMatchObject({
    priceMinor: 700,
    unitsPerPu: 6,
    trackingLockedAt: '2026-11-20T10:00:00.000Z',
  })
})

test('the first movement stays the first: a later one does not move the date', async () => {
  const product = await shop.act(tx => addProduct(tx, given('FIRST')))
  await shop.act(tx => lockTracking(tx, [product.variantId]))
  const before = shop.now
  shop.now = new Date('2027-01-01T00:00:00Z')
  await shop.act(tx => lockTracking(tx, [product.variantId]))
  shop.now = before
  expect((await readProduct(shop.reader, product.id)).trackingLockedAt).toBe('2026-11-20T10:00:00.000Z')
})

test('a change of tracking that comes during a first receipt waits for it and is refused', async () => {
  const product = await shop.act(tx => addProduct(tx, given('RECEIPT-FIRST')))
  const receipt = await heldOpen(shop, tx => lockTracking(tx, [product.variantId]))
  const changing = change(product, { tracking: bySerial }).then(
    () => 'changed',
    error => error.code,
  )
  await untilSomebodyWaits(shop)
  await receipt.commit()
  expect(await changing).toBe('tracking_locked')
})

test('a first receipt that comes during a change of tracking waits for it and sees the new tracking', async () => {
  const product = await shop.act(tx => addProduct(tx, given('CHANGE-FIRST')))
  const changing = await heldOpen(shop, tx =>
    changeProduct(tx, product.id, {
      ...given('CHANGE-FIRST', { tracking: bySerial }),
      version: 1,
      archived: false,
    }),
  )
  const receipt = shop.act(async tx => {
    await lockTracking(tx, [product.variantId])
    return (await readProduct(tx, product.id)).tracking
  })
  await untilSomebodyWaits(shop)
  await changing.commit()
  expect(await receipt).toEqual(bySerial)
})

test('whatever a first receipt saw of the tracking is what the tracking stays, over many products at once', async () => {
  const inputs = Array.from({ length: 40 }, (_, i) => given(`HAMMER-${i}`))
  const products = await shop.act(tx => addProducts(tx, inputs))
  const outcomes = await Promise.all(
    products.map(async product => {
      const [seen, changed] = await Promise.all([
        pause().then(() =>
          shop.act(async tx => {
            await lockTracking(tx, [product.variantId])
            return (await readProduct(tx, product.id)).tracking
          }),
        ),
        pause().then(() =>
          change(product, { tracking: bySerial }).then(
            () => 'changed',
            error => error.code,
          ),
        ),
      ])
      return { seen, changed, stays: (await readProduct(shop.reader, product.id)).tracking }
    }),
  )
  for (const { seen, changed, stays } of outcomes) {
    expect(stays).toEqual(seen)
    expect(changed).toBe(stays.serials ? 'changed' : 'tracking_locked')
  }
})

test('receipts of the same products in other orders do not stand in each other’s way', async () => {
  const products = await shop.act(tx =>
    addProducts(
      tx,
      Array.from({ length: 20 }, (_, i) => given(`ORDER-${i}`)),
    ),
  )
  const ids = products.map(product => product.variantId)
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      shop.act(tx => lockTracking(tx, i % 2 === 0 ? ids : [...ids].reverse())),
    ),
  )
  const unlocked = await shop.rows(
    `select from product where name like 'ORDER-%' and tracking_locked_at is null`,
  )
  expect(unlocked).toEqual([])
})

test('PostgreSQL itself refuses a change of tracking, whoever forgets to ask', async () => {
  const product = await shop.act(tx => addProduct(tx, given('TRIGGER')))
  await shop.act(tx => lockTracking(tx, [product.variantId]))
  for (const change of ['tracks_serials = true', 'tracks_lots = false', 'tracking_locked_at = null']) {
    await expect(shop.rows(`update product set ${change} where id = $1`, [product.id])).rejects.toThrow(
      /is locked since/,
    )
  }
})

function pause(): Promise<void> {
  return sleep(Math.random() * 8)
}
