import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as documents from '../../server/documents/public.ts'
import { changeShop, readShop } from '../../server/people/shop-settings.ts'
import { heldOpen, untilSomebodyWaits } from '../harness/held-open.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const change = async (fields: object) => {
  const { currencyLockedBy: _, logo: __, ...now } = await readShop(shop.reader)
  return shop.act(tx => changeShop(tx, { ...now, ...fields }))
}

test('the settings are changed as a whole, on the version that was seen', async () => {
  const { version } = await readShop(shop.reader)
  const changed = await change({
    name: 'Corner',
    address: '1 Quay\nFalmouth',
    pricesIncludeTax: false,
    version,
  })
  expect(changed).toMatchObject({ name: 'Corner', address: '1 Quay\nFalmouth', pricesIncludeTax: false })
  await expect(change({ name: 'Late', version })).rejects.toMatchObject({ code: 'changed_meanwhile' })
})

test('the currency stays once a document is written in it', async () => {
  expect((await change({ currency: 'GBP' })).currency).toBe('GBP')
  const writing = await heldOpen(shop, tx => documents.openDocument(tx, 'purchase_order'))
  const late = change({ currency: 'JPY' })
  const outcome = late.catch(error => error)
  await untilSomebodyWaits(shop)
  await writing.commit()
  expect(await outcome).toMatchObject({ code: 'currency_locked' })
  await expect(change({ currency: 'JPY' })).rejects.toMatchObject({
    code: 'currency_locked',
    message: 'The currency stays GBP: P1001 is written in it already.',
  })
  expect(await change({ currency: 'GBP', phone: '1' })).toMatchObject({
    phone: '1',
    currencyLockedBy: 'P1001',
  })
})

test('the logo is shown to everybody under an address that changes with it', async () => {
  await shop.rows(
    `insert into session (token_hash, staff_id, created_at, expires_at) values (sha256('key'), 1, '2026-11-01', '2026-12-31')`,
  )
  const app = await shop.app()
  const cookies = { lotbook_session: 'key' }
  const put = async (color: string) => {
    const picture = sharp({ create: { width: 2000, height: 500, channels: 3, background: color } })
    const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="logo"\r\n\r\n`
    const payload = Buffer.concat([
      Buffer.from(head),
      await picture.webp().toBuffer(),
      Buffer.from('\r\n--b--\r\n'),
    ])
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    return app.inject({ method: 'POST', url: '/api/v1/shop/logo', cookies, headers, payload })
  }
  const first = (await put('red')).json().logo
  expect(first).toMatchObject({ width: 720, height: 180 })
  const second = (await put('blue')).json().logo
  expect((await app.inject({ url: `/api/v1/shop/logo/${first.key}` })).statusCode).toBe(404)
  const shown = await app.inject({ url: `/api/v1/shop/logo/${second.key}` })
  expect(shown.headers['content-type']).toBe('image/png')
  expect((await sharp(shown.rawPayload).metadata()).format).toBe('png')
  const removed = await app.inject({ method: 'DELETE', url: '/api/v1/shop/logo', cookies })
  expect(removed.json().logo).toBeNull()
})
