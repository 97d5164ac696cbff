import { expect, test } from 'vitest'
import { openCounter } from '../till/counter.ts'
import { openTillDevice, startTill } from './till-device.ts'

/* A measurement, asked for by TILL_SPEED=1: from a scan to its line in the basket, with 50,000 products on the device. */

const products = 50_000

test.skipIf(!process.env.TILL_SPEED)(
  'from scan to line with 50,000 products on the device',
  async () => {
    const counter = await openCounter()
    const { shop } = counter
    shop.now = new Date()
    await shop.rows(
      `with made as (
       insert into product (name, created_at, created_by)
       select 'Article ' || n, now(), 1 from generate_series(1, ${products}) n returning id, name
     ), variants as (
       insert into variant (product_id, product_number, name, sort_name, price_minor)
       select id, 'A-' || id, name, lower(name), 250 from made returning id, name
     ) insert into barcode (code, variant_id, is_gtin) select 'own-' || split_part(name, ' ', 2), id, false from variants`,
    )
    const device = await openTillDevice(counter)
    try {
      const { page } = device
      await startTill(device, counter)
      const onDevice = () => page.evaluate(countProducts)
      await expect.poll(onDevice, { timeout: 60_000, interval: 500 }).toBe(products)
      const times: number[] = []
      for (let scan = 0; scan < 40; scan++)
        times.push(await page.evaluate(scanOnce, `own-${scan * 1200 + 7}`))
      times.sort((one, other) => one - other)
      const at = (share: number) => `${times[Math.floor(times.length * share)]!.toFixed(1)} ms`
      console.log(
        `scan to line, ${products} products: median ${at(0.5)}, 95 % ${at(0.95)}, slowest ${at(0.99)}`,
      )
    } finally {
      await device.close()
      await shop.close()
    }
  },
  180_000,
)

function countProducts(): Promise<number> {
  return new Promise(resolve => {
    const opening = indexedDB.open('lotbook-till')
    opening.onsuccess = () => {
      const counting = opening.result.transaction('products').objectStore('products').count()
      counting.onsuccess = () => {
        opening.result.close()
        resolve(counting.result)
      }
    }
  })
}

/** The keys of a scanner, and how long after the last one the basket has changed. */
function scanOnce(code: string): Promise<number> {
  const basket = document.querySelector('section[aria-label="Basket"]')!
  return new Promise(resolve => {
    for (const key of code) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    const from = performance.now()
    const observer = new MutationObserver(() => {
      observer.disconnect()
      resolve(performance.now() - from)
    })
    observer.observe(basket, { childList: true, subtree: true, characterData: true })
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  })
}
