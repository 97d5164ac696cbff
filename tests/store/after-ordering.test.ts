import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as fulfilment from '../../server/fulfilment/public.ts'
import { sendWaiting } from '../../server/messages/public.ts'
import * as sales from '../../server/sales/public.ts'
import * as stock from '../../server/stock/public.ts'
import { forgetOldBaskets, lapseUnpaid, tellNews } from '../../server/store/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, times, unitIdOf } from '../harness/stocked-shop.ts'
import { type CornerShop, deliver, note } from '../sales/corner-shop.ts'
import { ada, Buyer, buy, openStore } from './store-shop.ts'

let shop: TestShop
let corner: CornerShop
let newBuyer: () => Buyer
beforeAll(async () => {
  shop = await openTestShop()
  corner = await openStore(shop)
  const app = await shop.app()
  newBuyer = () => new Buyer(app)
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

const newest = async () => {
  const [row] = await shop.rows<{ id: number }>('select max(id) as id from sales_order')
  return sales.readSalesOrder(shop.reader, row!.id)
}
const daysLater = (days: number) => new Date(shop.now.getTime() + days * 86_400_000)
const at = async (when: Date, work: () => Promise<void>) => {
  const before = shop.now
  shop.now = when
  await work().finally(() => {
    shop.now = before
  })
}

test('the buyer sees what was sent: lot with its expiry, serial number, carrier and the parcel’s number', async () => {
  const buyer = newBuyer()
  await buy(buyer, [
    [corner.milk, '2'],
    [corner.camera, '1'],
  ])
  const page = buyer.address
  const placed = await newest()
  const made = await note(
    shop,
    placed,
    { quantity: 2, lots: [{ lotId: await lotIdOf(shop, 'M-SOON'), quantity: 2 }] },
    { quantity: 1, unitIds: [await unitIdOf(shop, 'CAM-1')] },
  )
  expect((await buyer.get(page)).text).not.toContain('CAM-1')
  await shop.act(tx =>
    fulfilment.shipDeliveryNote(tx, made.id, { carrier: 'Parcel Post', trackingNumber: 'PP-42' }),
  )
  const sent = (await buyer.get(page)).text
  for (const text of ['It is on its way', 'Parcel Post', 'PP-42', 'M-SOON', '1 December 2026', 'CAM-1'])
    expect(sent).toContain(text)
  await deliver(shop, made)
  await shop.act(tx => sales.writeInvoice(tx, placed.id, { of: 'order' }))
  const done = (await buyer.get(page)).text
  expect(done).toContain('All of it was delivered')
  const invoice = /href="([^"]+\/invoices\/\d+)"/.exec(done)![1]!
  const app = await shop.app()
  expect((await app.inject(invoice)).headers['content-type']).toBe('application/pdf')
  expect((await app.inject(invoice.replace(/orders\/[^/]+/, `orders/${'x'.repeat(43)}`))).statusCode).toBe(
    404,
  )

  const asked = await buyer.post(`${page}/return`, { words: 'The camera <b>hums</b>.' })
  expect(asked.text).toContain('You asked on 20 November 2026')
  await buyer.post(`${page}/return`, { words: 'Again.' })
  const requests = await shop.rows('select words from return_request')
  expect(requests).toEqual([{ words: 'The camera <b>hums</b>.' }])
})

test('whoever has serial and order number sees that a piece is genuine; every no has the same words', async () => {
  const [sold] = await shop.rows<{ number: string }>(
    `select d.number from delivery_note n join document d on d.id = n.order_id where n.state = 'delivered'`,
  )
  const check = (serial: string, order: string) => newBuyer().post('/shop/genuine', { serial, order })
  const yes = await check('CAM-1', sold!.number.toLowerCase())
  expect(yes.text).toContain('This is genuine')
  expect(yes.text).toContain('20 November 2026')
  const sentence = /role="alert"><p>([^<]*)/
  const noes = [
    await check('CAM-2', sold!.number),
    await check('CAM-1', 'O1'),
    await check('NOBODY', 'O999999'),
  ]
  expect(noes.map(no => no.status)).toEqual([404, 404, 404])
  expect(new Set(noes.map(no => sentence.exec(no.text)?.[1])).size).toBe(1)
  const many = await Promise.all(times(12, () => check('CAM-3', 'O7')))
  expect(many.filter(one => one.status === 429)).toHaveLength(6)
})

test('the web address of a label leads to the check of its piece, and of a product into the store', async () => {
  await shop.rows(`insert into barcode (code, variant_id, is_gtin) values ('04006381333931', $1, true)`, [
    corner.camera,
  ])
  const buyer = newBuyer()
  const piece = await buyer.get('/01/04006381333931/10/C1/21/CAM-1')
  expect(piece.text).toContain('value="CAM-1"')
  expect(piece.text).toContain('see it in the store')
  await buyer.get('/01/04006381333931')
  expect(buyer.address).toMatch(/^\/shop\/products\/\d+-camera\?variant=/)
  expect((await buyer.get('/01/123')).status).toBe(404)
})

test('a lost link is found again by order number and e-mail, and by nothing less', async () => {
  const buyer = newBuyer()
  await buy(buyer, [[corner.bag, '1']])
  const page = buyer.address
  const { number } = await newest()
  const find = (email: string) => newBuyer().post('/shop/orders', { number, email })
  expect((await find('eve@example.com')).status).toBe(404)
  const other = newBuyer()
  await other.post('/shop/orders', { number: number.toLowerCase(), email: 'ADA@example.com' })
  expect(other.address).toBe(page)
})

test('unpaid orders lapse and give their goods back; what is paid in part or worked on stays', async () => {
  const bought = async () => {
    await buy(newBuyer(), [[corner.bag, '2']])
    return newest()
  }
  const [idle, paid, worked] = [await bought(), await bought(), await bought()]
  await shop.act(tx =>
    sales.recordPayment(tx, paid.id, {
      amountMinor: 100,
      method: 'cash',
      paidOn: '2026-11-20',
      reference: '',
      paidBeforeMinor: 0,
    }),
  )
  await note(shop, worked, { quantity: 2 })
  await at(daysLater(6), () => lapseUnpaid(shop.house))
  expect((await sales.readSalesOrder(shop.reader, idle.id)).state).toBe('open')
  await at(daysLater(8), () => lapseUnpaid(shop.house))
  const states = await Promise.all(
    [idle, paid, worked].map(async ({ id }) => (await sales.readSalesOrder(shop.reader, id)).state),
  )
  expect(states).toEqual(['cancelled', 'open', 'open'])
  expect(
    await shop.rows('select 1 from store_order where lapses_at is not null and order_id >= $1', [idle.id]),
  ).toEqual([])
  const [told] = await shop.rows(
    'select subject from message where document_id = $1 order by id desc limit 1',
    [idle.id],
  )
  expect(told!.subject).toContain('has lapsed')
})

test('a buyer is told once of each parcel, with lot and serial, and once that an order was cancelled', async () => {
  const subjects = async (orderId: number) =>
    (
      await shop.rows<{ subject: string; body_text: string }>(
        `select m.subject, m.body_text from message m left join delivery_note n on n.id = m.document_id
          where coalesce(n.order_id, m.document_id) = $1 order by m.id`,
        [orderId],
      )
    ).slice(1)
  const buyer = newBuyer()
  await buy(buyer, [[corner.camera, '2']])
  const { id, ...placed } = await newest()
  await tellNews(shop.house)
  expect(await subjects(id)).toEqual([])
  const [first, second] = ['CAM-3', 'CAM-4']
  const send = async (serial: string) => {
    const made = await note(shop, { id, ...placed }, { quantity: 1, unitIds: [await unitIdOf(shop, serial)] })
    await shop.act(tx =>
      fulfilment.shipDeliveryNote(tx, made.id, { carrier: 'Parcel Post', trackingNumber: 'PP-1' }),
    )
    return made
  }
  const made = await send(first!)
  await Promise.all([tellNews(shop.house), tellNews(shop.house)])
  await deliver(shop, made)
  await tellNews(shop.house)
  const told = await subjects(id)
  expect(told.map(one => one.subject)).toEqual([expect.stringContaining('was sent')])
  for (const text of ['1 × Camera', 'Lot C1', 'Serial number CAM-3', 'Parcel Post, PP-1'])
    expect(told[0]!.body_text).toContain(text)
  await deliver(shop, await send(second!))
  await tellNews(shop.house)
  expect((await subjects(id)).length).toBe(2)

  await buy(newBuyer(), [[corner.bag, '1']])
  const other = await newest()
  await shop.act(tx => sales.cancelSalesOrder(tx, other.id))
  await tellNews(shop.house)
  await tellNews(shop.house)
  expect((await subjects(other.id)).map(one => one.subject)).toEqual([
    expect.stringContaining('was cancelled'),
  ])
})

test('e-mails wait without a mail server, wait longer while it says no, and are sent once it takes them', async () => {
  const took: { to: string[]; raw: string }[] = []
  let refuses = true
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let raw = ''
      stream.on('data', chunk => {
        raw += chunk
      })
      stream.on('end', () => {
        if (refuses) return done(new Error('come again later'))
        took.push({ to: session.envelope.rcptTo.map(one => one.address), raw })
        done()
      })
    },
  })
  const port = await new Promise<number>(resolve => {
    const listening = server.listen(0, '127.0.0.1', () =>
      resolve((listening.address() as { port: number }).port),
    )
  })
  await shop.rows(`update message set state = 'sent', next_try_at = null, sent_at = now()`)
  const evil = 'Ada\r\nBcc: eve@example.com, "x" <y@example.com>'.replaceAll('\r\n', ' ')
  await buy(newBuyer(), [[corner.bag, '1']], { ...ada, name: evil })
  await sendWaiting(shop.house)
  const message = async () => (await shop.rows('select * from message order by id desc limit 1'))[0]!
  expect(await message()).toMatchObject({ state: 'waiting', attempts: 0 })

  const house = {
    ...shop.house,
    configuration: { ...shop.house.configuration, smtpUrl: `smtp://127.0.0.1:${port}` },
  }
  await sendWaiting(house)
  expect(await message()).toMatchObject({ state: 'waiting', attempts: 1 })
  expect((await message()).problem).toContain('come again later')
  refuses = false
  await sendWaiting(house)
  expect(took).toEqual([])
  await at(daysLater(1), async () => {
    await Promise.all([sendWaiting(house), sendWaiting(house)])
  })
  expect(took.map(one => one.to)).toEqual([['ada@example.com']])
  expect(took[0]!.raw).not.toMatch(/^Bcc:/im)
  expect(took[0]!.raw).toMatch(/Content-Type: text\/plain/)
  expect(took[0]!.raw).toMatch(/Content-Type: text\/html/)
  expect(await message()).toMatchObject({ state: 'sent', problem: null })
  await new Promise<void>(resolve => server.close(() => resolve()))
})

test('baskets that nobody touches for two months are forgotten, and their orders are not', async () => {
  const orders = (await shop.rows('select 1 from store_order')).length
  await at(daysLater(61), () => shop.act(forgetOldBaskets))
  expect(await shop.rows('select 1 from store_basket')).toEqual([])
  expect((await shop.rows('select 1 from store_order')).length).toBe(orders)
})
