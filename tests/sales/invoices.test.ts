import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InvoiceView } from '../../contract/invoices.ts'
import { cancelInvoice } from '../../server/sales/cancel-invoice.ts'
import { listInvoices } from '../../server/sales/list-invoices.ts'
import * as sales from '../../server/sales/public.ts'
import { readInvoice } from '../../server/sales/read-invoice.ts'
import { find } from '../../server/trace/find.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { addCustomer, type CornerShop, deliver, note, order, stockCornerShop } from './corner-shop.ts'

let shop: TestShop
let corner: CornerShop
beforeAll(async () => {
  shop = await openTestShop()
  corner = await stockCornerShop(shop)
})
afterAll(() => shop.close())

const list = async (more: { search?: string; view?: InvoiceView; cursor?: string; limit?: number } = {}) =>
  listInvoices(shop.reader, { limit: 50, ...more })
const numbers = async (more: { search?: string; view?: InvoiceView } = {}) =>
  (await list(more)).items.map(row => row.number)

test('invoices are listed newest first, told apart by what is paid, and found by number, order and customer', async () => {
  const bob = await addCustomer(shop, 'Bob Baker')
  const first = await order(shop, corner, [corner.bag, 4])
  const second = await order(shop, { ...corner, customerId: bob }, [corner.bag, 2])
  await deliver(shop, await note(shop, first, { quantity: 3 }))
  const write = (orderId: number, of: 'order' | 'delivered') =>
    shop.act(tx => sales.writeInvoice(tx, orderId, { of }))
  const part = await write(first.id, 'delivered')
  const whole = await write(second.id, 'order')
  const wrong = await write(first.id, 'order')
  const credit = await shop.act(tx => cancelInvoice(tx, wrong.id))
  await shop.act(tx =>
    sales.recordPayment(tx, second.id, {
      amountMinor: 500,
      method: 'card',
      paidOn: '2026-11-20',
      reference: '',
      paidBeforeMinor: 0,
    }),
  )
  expect(await numbers()).toEqual([credit.number, wrong.number, whole.number, part.number])
  expect(await numbers({ view: 'unpaid' })).toEqual([part.number])
  expect(await numbers({ view: 'paid' })).toEqual([whole.number])
  expect(await numbers({ view: 'cancelled' })).toEqual([credit.number, wrong.number])
  expect(await numbers({ search: whole.number.toLowerCase() })).toEqual([whole.number])
  expect(await numbers({ search: whole.number.slice(1) })).toContain(whole.number)
  expect(await numbers({ search: second.number })).toEqual([whole.number])
  expect(await numbers({ search: 'bob' })).toEqual([whole.number])
  expect(await numbers({ search: '%' })).toEqual([])
  const page = await list({ limit: 3 })
  expect((await list({ limit: 3, cursor: page.next! })).items.map(row => row.number)).toEqual([part.number])

  expect(await readInvoice(shop.reader, part.id)).toMatchObject({
    order: { number: first.number },
    paymentState: 'unpaid',
    sums: { totalMinor: 750, taxes: [{ amountMinor: 750 }] },
    lines: [{ productName: 'Bag', quantity: 3, amountMinor: 750 }],
    notes: [{ number: expect.stringMatching(/^D/) }],
  })
  expect(await readInvoice(shop.reader, credit.id)).toMatchObject({
    cancels: { number: wrong.number },
    sums: { totalMinor: -250 },
    lines: [{ quantity: 1, amountMinor: -250 }],
  })
  await expect(readInvoice(shop.reader, 999_999)).rejects.toMatchObject({ code: 'not_found' })
  expect((await find(shop.reader, credit.number)).matches).toMatchObject([
    { kind: 'invoice', exact: true, detail: `Ada Archer · ${first.number} · credit note` },
  ])
})
