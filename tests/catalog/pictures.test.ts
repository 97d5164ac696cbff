import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productInput } from '../../contract/catalog.ts'
import { addPicture } from '../../server/catalog/pictures/add-picture.ts'
import { arrangePictures } from '../../server/catalog/pictures/arrange-pictures.ts'
import { listPictures } from '../../server/catalog/pictures/pictures-of-product.ts'
import { addProduct } from '../../server/catalog/public.ts'
import { readProduct } from '../../server/catalog/read-product.ts'
import { makeSizes } from '../../server/platform/pictures/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await shop.rows(
    `insert into session (token_hash, staff_id, created_at, expires_at) values (sha256('key'), 1, '2026-11-01', '2026-12-31')`,
  )
})
afterAll(() => shop.close())

let made = 0
const newProduct = async () => {
  const productNumber = `P-${++made}`
  return shop.act(tx => addProduct(tx, productInput.parse({ name: productNumber, productNumber })))
}
const flat = (width: number, height: number, background = '#124b38') =>
  sharp({ create: { width, height, channels: 3, background } })
const smallest = await flat(8, 8).png().toBuffer()

async function upload(productId: number, bytes: Buffer) {
  const app = await shop.app()
  const boundary = 'between-the-parts'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="x.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`
  return app.inject({
    method: 'POST',
    url: `/api/v1/products/${productId}/pictures`,
    cookies: { lotbook_session: 'key' },
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}
async function show(address: string) {
  const app = await shop.app()
  return app.inject({ url: `/api/v1/pictures/${address}` })
}
async function refusalOf(bytes: Buffer) {
  const answer = await upload(1, bytes)
  return [answer.statusCode, answer.json().detail]
}

test('a picture is kept in three sizes, upright, without what its camera knew, and shown to everybody for ever', async () => {
  const { id } = await newProduct()
  const photo = await flat(3000, 1500)
    .withExif({ IFD0: { Copyright: 'Clara', Make: 'Secret camera' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const added = (await upload(id, photo)).json()
  // The camera was held upright: what it stored lying is shown standing.
  expect(added).toMatchObject({ width: 800, height: 1600, alt: '' })
  const answer = await show(`${added.id}/small`)
  expect(answer.headers).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  })
  const shown = await sharp(answer.rawPayload).metadata()
  expect([shown.format, shown.width, shown.height]).toEqual(['webp', 80, 160])
  expect([shown.exif, shown.icc, shown.xmp, shown.orientation]).toEqual(Array(4).fill(undefined))
  expect((await readProduct(shop.reader, id)).picture).toEqual(added)
  expect((await show('00000000-0000-4000-8000-000000000000/small')).statusCode).toBe(404)
})

test.each(['png', 'webp', 'avif', 'gif'] as const)('takes %s, and never makes it larger', async format => {
  const { id } = await newProduct()
  const answer = await upload(id, await flat(300, 200).toFormat(format).toBuffer())
  expect(answer.json()).toMatchObject({ width: 300, height: 200 })
})

test('takes the first frame of a moving picture', async () => {
  const { id } = await newProduct()
  const frames = await Promise.all(['#ff0000', '#00ff00'].map(color => flat(40, 30, color).png().toBuffer()))
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  expect((await upload(id, moving)).json()).toMatchObject({ width: 40, height: 30 })
})

test('refuses what is no picture, in a sentence that says what to do', async () => {
  await newProduct()
  const none = [422, expect.stringContaining('not a picture that can be shown. Choose a JPEG')]
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
  for (const text of ['hello', '', svg, `GIF89a${svg}`, '%PDF-1.7'])
    expect([text, (await refusalOf(Buffer.from(text)))[0]]).toEqual([text, 422])
  expect(await refusalOf(Buffer.from(svg))).toEqual(none)
  expect(await refusalOf(await flat(9, 9).tiff().toBuffer())).toEqual(none)
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic')
  expect(await refusalOf(heic)).toEqual([422, expect.stringContaining('Save it as JPEG')])
  const whole = await flat(2000, 2000).jpeg().toBuffer()
  const damaged = [422, expect.stringContaining('damaged or not complete')]
  expect(await refusalOf(whole.subarray(0, whole.length / 2))).toEqual(damaged)
  expect(await refusalOf(Buffer.concat([smallest.subarray(0, 40), Buffer.alloc(500, 7)]))).toEqual(damaged)
})

test('refuses a file that would unpack to more than memory is for, before it is unpacked', async () => {
  await newProduct()
  const bomb = await flat(8_000, 8_000).png({ compressionLevel: 9 }).toBuffer()
  expect(bomb.length).toBeLessThan(2_000_000)
  const before = process.memoryUsage().rss
  expect(await refusalOf(bomb)).toEqual([
    422,
    expect.stringContaining('8000 × 8000 pixels, 64 million; 50 million are the most'),
  ])
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  const large = Buffer.concat([smallest, Buffer.alloc(20 * 1024 * 1024)])
  expect(await refusalOf(large)).toEqual([422, expect.stringContaining('larger than 20 MB')])
})

test('only who may change products may add pictures', async () => {
  const app = await shop.app()
  const answer = await app.inject({ method: 'POST', url: '/api/v1/products/1/pictures' })
  expect(answer.statusCode).toBe(401)
})

test('pictures are put in order, get their texts and are removed; a list that others changed is refused', async () => {
  const { id } = await newProduct()
  const picture = await makeSizes(smallest)
  const [one, two, three] = await Promise.all(
    [1, 2, 3].map(() => shop.act(tx => addPicture(tx, id, picture))),
  )
  const former = [one!.id, two!.id, three!.id]
  const arrange = (items: { id: string; alt: string }[], seen = former) =>
    shop.act(tx => arrangePictures(tx, id, { items, former: seen }))
  const both = [
    { id: three!.id, alt: 'From the side' },
    { id: one!.id, alt: '' },
  ]
  const { items } = await arrange(both)
  expect(items.map(item => [item.id, item.alt])).toEqual(both.map(item => [item.id, item.alt]))
  expect((await readProduct(shop.reader, id)).picture?.alt).toBe('From the side')
  expect(await shop.rows('select from picture_file where picture_id = $1', [two!.id])).toEqual([])
  await expect(arrange(both)).rejects.toMatchObject({ code: 'changed_meanwhile' })
  const other = await newProduct()
  const foreign = await shop.act(tx => addPicture(tx, other.id, picture))
  await expect(
    arrange(
      [...both, { id: foreign.id, alt: '' }],
      both.map(item => item.id),
    ),
  ).rejects.toMatchObject({ code: 'changed_meanwhile' })
})

test('however many bring pictures at the same moment, a product has twenty', async () => {
  const { id } = await newProduct()
  const picture = await makeSizes(smallest)
  const all = await Promise.allSettled(
    Array.from({ length: 24 }, () => shop.act(tx => addPicture(tx, id, picture))),
  )
  const refused = all.filter(one => one.status === 'rejected').map(one => one.reason.code)
  expect(refused).toEqual(Array(4).fill('too_many_pictures'))
  expect((await listPictures(shop.reader, id)).items).toHaveLength(20)
})
