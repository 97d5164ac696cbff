import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { writeSpreadsheet } from '../../server/platform/spreadsheet/public.ts'
import { temporaryFolder } from '../harness/postgres-process.ts'
import {
  connectBeside,
  type Json,
  type ServerProcess,
  startServer,
  verifyByCommand,
} from '../harness/server-process.ts'

/* Promise 9: an acknowledged write is never lost. Real processes, real kills, a real disk with fsync on. */

const running = new Set<ServerProcess>()
afterAll(() => {
  for (const server of running) server.node.kill('SIGKILL')
})

async function open(folder: string, cookie: { value: string }): Promise<ServerProcess> {
  const server = await startServer(folder, cookie)
  running.add(server)
  return server
}

const pieces = 400

/** A shop with one serial product of which there are many pieces on the shelf. */
async function stockUp(server: ServerProcess) {
  await server.call('POST', '/setup/owner', {
    shopName: 'Kill test',
    currency: 'EUR',
    timeZone: 'UTC',
    name: 'Olive Owner',
    email: 'owner@example.com',
    password: 'correct horse battery',
  })
  const location = await ask(server, 'POST', '/locations', {
    code: 'HS',
    name: 'Harbour Street',
    kind: 'store',
    bins: ['A-01'],
  })
  const customer = await ask(server, 'POST', '/customers', { name: 'Ada Byrne' })
  const product = await ask(server, 'POST', '/products', {
    name: 'Phone',
    productNumber: 'PHONE',
    tracking: { lots: true, serials: true },
  })
  const lines = Array.from({ length: pieces }, (_, index) => ({
    variantId: product.variantId,
    quantitySku: 1,
    binId: location.bins[0].id,
    lotNumber: 'L1',
    serial: `S-${index}`,
  }))
  const order = await ask(server, 'POST', '/purchase-orders', { locationId: location.id, lines })
  const confirmed = await ask(server, 'POST', `/purchase-orders/${order.id}/confirm`, {
    version: order.version,
  })
  await ask(server, 'POST', `/purchase-orders/${order.id}/warehouse`, { version: confirmed.version })
  const units = await ask(server, 'GET', `/variants/${product.variantId}/units?limit=${pieces}`)
  return {
    locationId: location.id as number,
    customerId: customer.id as number,
    variantId: product.variantId as number,
    unitIds: units.items.map((unit: { id: number }) => unit.id) as number[],
  }
}

async function ask(server: ServerProcess, method: string, url: string, body?: unknown) {
  const answer = await server.call(method, url, body)
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
  return answer.body
}

interface Sale {
  unitId: number
  orderId?: number
  noteId?: number
  delivered?: boolean
}

/** Sells pieces one after the other until the server goes away; each step under a key, so that it can be sent again. */
async function sellUntilKilled(
  server: ServerProcess,
  shop: Awaited<ReturnType<typeof stockUp>>,
  unitIds: number[],
  sales: Sale[],
) {
  for (const unitId of unitIds) {
    const sale: Sale = { unitId }
    sales.push(sale)
    await sell(server, shop, sale)
  }
}

async function sell(
  server: ServerProcess,
  shop: Awaited<ReturnType<typeof stockUp>>,
  sale: Sale,
): Promise<void> {
  const key = (step: string) => `${step}-${sale.unitId}`
  const lines = [{ variantId: shop.variantId, quantity: 1, priceMinor: 100 }]
  const order = await server.call(
    'POST',
    '/sales-orders',
    { customerId: shop.customerId, locationId: shop.locationId, lines },
    key('order'),
  )
  expect(order, JSON.stringify(order.body)).toMatchObject({ status: 200 })
  if (sale.orderId !== undefined) expect(order.body.id).toBe(sale.orderId)
  sale.orderId = order.body.id
  const choice = { orderLineId: order.body.lines[0].id, quantity: 1, unitIds: [sale.unitId] }
  const note = await server.call(
    'POST',
    `/sales-orders/${sale.orderId}/delivery-notes`,
    { lines: [choice] },
    key('note'),
  )
  expect(note, JSON.stringify(note.body)).toMatchObject({ status: 200 })
  if (sale.noteId !== undefined) expect(note.body.id).toBe(sale.noteId)
  sale.noteId = note.body.id
  const delivered = await server.call('POST', `/delivery-notes/${sale.noteId}/deliver`, {}, key('deliver'))
  expect(delivered, JSON.stringify(delivered.body)).toMatchObject({ status: 200 })
  sale.delivered = true
}

test.each(['server', 'postgres', 'both'] as const)(
  'deliveries survive kill -9 of %s: nothing acknowledged is missing, nothing is done twice, the ledger is clean',
  async what => {
    const folder = await temporaryFolder()
    const cookie = { value: '' }
    const first = await open(folder, cookie)
    const shop = await stockUp(first)
    const sales: Sale[] = []
    const clerks = [0, 1, 2, 3].map(clerk =>
      sellUntilKilled(
        first,
        shop,
        shop.unitIds.filter((_, index) => index % 4 === clerk),
        sales,
      ).catch(() => {}),
    )
    while (sales.filter(sale => sale.delivered).length < 12) await sleep(20)
    await first.kill(what)
    await Promise.all(clerks)
    if (what === 'postgres') await first.stop()

    const second = await open(folder, cookie)
    const acknowledged = sales.filter(sale => sale.delivered)
    expect(acknowledged.length).toBeLessThan(pieces)
    for (const sale of acknowledged) {
      const note = await ask(second, 'GET', `/delivery-notes/${sale.noteId}`)
      expect(note.state).toBe('delivered')
    }
    for (const sale of sales) await sell(second, shop, sale)
    const left = await ask(second, 'GET', `/variants/${shop.variantId}/units?onlyOnHand=true&limit=500`)
    expect(left.items).toHaveLength(pieces - sales.length)
    expect(await second.stop()).toBe(0)
    expect(verifyByCommand(folder)).toContain('The ledger is clean')
  },
  180_000,
)

test('an import survives kill -9 of everything: the order is made once, whole', async () => {
  const rows = 8_000
  const folder = await temporaryFolder()
  const cookie = { value: '' }
  const first = await open(folder, cookie)
  const shop = await stockUp(first)
  const file = await writeSpreadsheet([
    {
      name: 'Order',
      columns: [
        'Product number',
        'Product name',
        'Supplier',
        'SKU quantity',
        'Purchase price',
        'Warehousing location',
        'Lot No.',
        'Serial No.',
      ].map(header => ({ header, kind: 'text' as const })),
      rows: Array.from({ length: rows }, (_, index) => [
        'PHONE',
        'Phone',
        'Kestrel Mobile',
        '1',
        '312.50',
        'A-01',
        'L2',
        `I-${index}`,
      ]),
    },
  ])
  const upload = await first.upload('/purchase-imports', 'order.xlsx', file)
  expect(upload, JSON.stringify(upload.body)).toMatchObject({ status: 200 })
  const { id: importId, columns, sheet, headerRow } = upload.body
  const mapping = Object.fromEntries(
    columns.filter((c: Json) => c.field !== null).map((c: Json) => [c.field, c.index]),
  )
  const choices = {
    locationId: shop.locationId,
    mapping,
    create: { suppliers: true, products: false, bins: false },
    sheet,
    headerRow,
  }
  // The order is made, and its lines cannot be: however slow this machine is, the import is in the middle of its writing.
  const gate = await connectBeside(folder)
  await gate.query('begin')
  await gate.query('lock table shop.purchase_order_line in share mode')
  const { jobId } = await ask(first, 'POST', `/purchase-imports/${importId}/run`, choices)
  const waiting = () => gate.query('select from pg_locks where not granted')
  await expect.poll(async () => (await waiting()).rowCount, { timeout: 60_000 }).toBe(1)
  const jobNow = () => ask(first, 'GET', `/jobs/${jobId}`)
  await expect.poll(async () => (await jobNow()).progress.done).toBeGreaterThan(0)
  expect((await jobNow()).state).toBe('running')
  await first.kill('both')

  const second = await open(folder, cookie)
  let job = await ask(second, 'GET', `/jobs/${jobId}`)
  while (job.endedAt === null) {
    await sleep(100)
    job = await ask(second, 'GET', `/jobs/${jobId}`)
  }
  expect(job).toMatchObject({ state: 'done' })
  const orders = await ask(second, 'GET', '/purchase-orders')
  expect(orders.items.map((order: { lineCount: number }) => order.lineCount)).toEqual([rows, pieces])
  expect(await second.stop()).toBe(0)
  expect(verifyByCommand(folder)).toContain('The ledger is clean')
}, 180_000)
