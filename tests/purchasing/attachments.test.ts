import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mostAttachmentMegabytes } from '../../contract/attachments.ts'
import * as documents from '../../server/documents/public.ts'
import { startSession } from '../../server/people/sessions.ts'
import { addPurchaseOrder } from '../../server/purchasing/add-purchase-order.ts'
import { readPurchaseOrder } from '../../server/purchasing/read-purchase-order.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, settle } from '../harness/stocked-shop.ts'

let shop: TestShop
let app: FastifyInstance
let cookies: { lotbook_session: string }
let orderId: number
beforeAll(async () => {
  shop = await openTestShop()
  const shelf = await makeShelf(shop)
  app = await shop.app()
  cookies = { lotbook_session: await shop.act(tx => startSession(tx, 1)) }
  const head = { supplierId: null, locationId: shelf.locationId, expectedOn: null, notes: '' }
  orderId = (await shop.act(tx => addPurchaseOrder(tx, { ...head, lines: [] }))).id
})
afterAll(() => shop.close())

const address = (id = orderId) => `/api/v1/purchase-documents/${id}/attachments`

function attach(name: string, content: string | Buffer, id = orderId, type = 'text/html') {
  const boundary = 'xxx'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
  const payload = Buffer.concat([
    Buffer.from(head),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  return app.inject({ method: 'POST', url: address(id), cookies, headers, payload })
}

test('a file of any kind is attached, listed with who and when, and given out to be kept and never to be shown', async () => {
  const added = await attach('Rechnung „7“ é.html', '<script>alert(1)</script>')
  expect(added.statusCode, added.body).toBe(200)
  const { items } = (await app.inject({ url: address(), cookies })).json()
  expect(items).toEqual([
    {
      id: added.json().id,
      name: 'Rechnung „7“ é.html',
      bytes: 25,
      addedAt: shop.now.toISOString(),
      addedBy: 'Olive Owner',
    },
  ])
  const got = await app.inject({ url: `${address()}/${added.json().id}`, cookies })
  expect(got.body).toBe('<script>alert(1)</script>')
  expect(got.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-disposition': `attachment; filename="Rechnung _7_ _.html"; filename*=UTF-8''Rechnung%20%E2%80%9E7%E2%80%9C%20%C3%A9.html`,
  })
})

test('a file that is sent again, its answer lost, is one attachment; another content or name is another', async () => {
  const first = await attach('packing list.csv', 'a;b')
  const again = await attach('packing list.csv', 'a;b')
  expect(again.json()).toEqual(first.json())
  const other = await attach('packing list.csv', 'a;b;c')
  expect(other.json().id).not.toBe(first.json().id)
})

test('a removed file is gone, its history is not; of two who remove it one does', async () => {
  const { id } = (await attach('private.txt', 'not ours')).json()
  const remove = () => shop.act(tx => documents.removeAttachment(tx, orderId, id))
  expect(await settle([remove(), remove()])).toEqual({ done: 1, refused: ['not_found'] })
  expect((await app.inject({ url: `${address()}/${id}`, cookies })).statusCode).toBe(404)
  const [row] = await shop.rows('select name, content, removed_by from document_attachment where id = $1', [
    id,
  ])
  expect(row).toEqual({ name: 'private.txt', content: null, removed_by: 1 })
  const { events } = await readPurchaseOrder(shop.reader, orderId)
  expect(events.slice(-2)).toMatchObject([
    { what: 'attachment_added', actor: 'Olive Owner', detail: { file: 'private.txt' } },
    { what: 'attachment_removed', actor: 'Olive Owner', detail: { file: 'private.txt' } },
  ])
  await expect(attach('private.txt', 'not ours').then(answer => answer.statusCode)).resolves.toBe(200)
})

test('too large, empty, no file at all, and documents of other rooms are refused with what to do', async () => {
  const large = await attach('photo.tif', Buffer.alloc(mostAttachmentMegabytes * 1024 * 1024 + 1))
  expect(large.json().detail).toBe(
    '“photo.tif” was not attached. It is larger than 20 MB. Attach a smaller version of it.',
  )
  expect((await attach('whole.tif', Buffer.alloc(mostAttachmentMegabytes * 1024 * 1024))).statusCode).toBe(
    200,
  )
  expect((await attach('empty.txt', '')).json().detail).toContain('The file is empty.')
  const nothing = await app.inject({ method: 'POST', url: address(), cookies })
  expect(nothing.json().detail).toContain('No file came with the request.')
  const { id: salesOrder } = await shop.act(tx => documents.openDocument(tx, 'sales_order'))
  expect((await attach('a.txt', 'a', salesOrder)).statusCode).toBe(404)
  expect((await app.inject({ url: address(salesOrder), cookies })).statusCode).toBe(404)
  expect((await app.inject({ url: address() })).statusCode).toBe(401)
})
