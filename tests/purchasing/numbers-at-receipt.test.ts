import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, type Shelf, settle, times } from '../harness/stocked-shop.ts'
import { openReceiving } from './receiving.ts'

let shop: TestShop
let shelf: Shelf
let receiving: Awaited<ReturnType<typeof openReceiving>>
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  receiving = await openReceiving(shop, shelf)
})
afterEach(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
})
afterAll(() => shop.close())

const pieces = (lotNumber: string, serials: readonly string[], row = 0) =>
  serials.map(serial => ({ row, quantity: 1, lotNumber, serial }))

test('an order is confirmed without lots and serial numbers, and warehousing asks for them', async () => {
  const { line, order, rest, onHand } = receiving
  const phone = await makeProduct(shop, 'serials')
  const oil = await makeProduct(shop, 'lots')
  const placed = await order([line(phone, 5), line(oil, 12)])
  expect(placed.state).toBe('confirmed')
  await expect(rest(placed)).rejects.toMatchObject({ code: 'lot_number_needed', details: { line: 1 } })
  expect(await onHand(oil)).toBe(0)
})

test('a row of n pieces comes in piece by piece, a part now and the rest later', async () => {
  const { line, order, part, onHand, rowsOf } = receiving
  const phone = await makeProduct(shop, 'serials')
  const placed = await order([line(phone, 5)])
  const first = await part(placed, pieces('L1', ['P-1', 'P-2', 'P-3']))
  expect(first.state).toBe('part_warehoused')
  expect(await rowsOf(first)).toEqual([[5, 3, 0]])
  await expect(part(first, pieces('L1', ['P-4', 'P-5', 'P-6']))).rejects.toMatchObject({
    code: 'line_over_received',
    details: { open: '2', given: '3' },
  })
  const done = await part(first, pieces('L2', ['P-4', 'P-5']))
  expect(done.state).toBe('warehoused')
  expect(await onHand(phone)).toBe(5)
})

test('a piece without its number, without its lot, twice or with another piece’s number is refused', async () => {
  const { line, order, part } = receiving
  const phone = await makeProduct(shop, 'serials')
  const placed = await order([line(phone, 4)])
  await part(await order([line(phone, 1)]), pieces('L', ['THERE']))
  const cases: [Parameters<typeof part>[1], object][] = [
    [[{ row: 0, quantity: 4, lotNumber: 'L' }], { code: 'bad_input' }],
    [[{ row: 0, quantity: 1, lotNumber: 'L' }], { code: 'serial_needed', details: { line: 1 } }],
    [[{ row: 0, quantity: 1, serial: 'X' }], { code: 'lot_number_needed', details: { line: 1 } }],
    [pieces('L', ['X', 'X']), { code: 'serial_twice', details: { serial: 'X', lines: '1' } }],
    [pieces('L', ['X', 'THERE']), { code: 'serial_exists', details: { serial: 'THERE' } }],
  ]
  for (const [rows, refusal] of cases) await expect(part(placed, rows)).rejects.toMatchObject(refusal)
})

test('what is announced must be right when it is confirmed, also where the rest is not', async () => {
  const { line, order } = receiving
  const soap = await makeProduct(shop, 'none')
  const phone = await makeProduct(shop, 'serials')
  await expect(order([line(phone, 3), line(soap, 1, { lotNumber: 'L' })])).rejects.toMatchObject({
    code: 'lot_not_tracked',
  })
  const twice = times(2, () => line(phone, 1, { serial: 'SAME' }))
  await expect(order([line(phone, 3), ...twice])).rejects.toMatchObject({ code: 'serial_twice' })
})

test('of two clerks who take in the same last pieces of a row, one does', async () => {
  const { line, order, part, onHand } = receiving
  const phone = await makeProduct(shop, 'serials')
  const placed = await order([line(phone, 4)])
  await part(placed, pieces('L', ['R-1', 'R-2']))
  const outcome = await settle([
    part(placed, pieces('L', ['R-3', 'R-4'])),
    part(placed, pieces('L', ['R-5', 'R-6'])),
    part(placed, pieces('L', ['R-3', 'R-6'])),
  ])
  expect(outcome.done).toBe(1)
  expect(outcome.refused.every(code => code === 'line_over_received' || code === 'wrong_state')).toBe(true)
  expect(await onHand(phone)).toBe(4)
})

test('10,000 pieces of one row come in under one receipt', async () => {
  const { line, order, part, onHand } = receiving
  const phone = await makeProduct(shop, 'serials')
  const placed = await order([line(phone, 10_000)])
  const serials = times(10_000, index => `T-${String(index).padStart(5, '0')}`)
  const startedAt = performance.now()
  const done = await part(placed, pieces('L', serials))
  if (process.env.TEST_LOG) console.log('10,000 pieces', performance.now() - startedAt)
  expect(done.state).toBe('warehoused')
  expect(await onHand(phone)).toBe(10_000)
})
