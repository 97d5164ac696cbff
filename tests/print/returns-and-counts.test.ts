import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishCountBin } from '../../server/stock/counts/count-bins.ts'
import { saveCountLine } from '../../server/stock/counts/count-lines.ts'
import { postCount } from '../../server/stock/counts/post-count.ts'
import { scanCounted } from '../../server/stock/counts/scan-counted.ts'
import { startCount } from '../../server/stock/counts/start-count.ts'
import { stockForReturns } from '../fulfilment/returning.ts'
import { openPrintShop } from './print-shop.ts'

const unbroken = (text: string) => text.replace(/\s+/g, '')

let office: Awaited<ReturnType<typeof openPrintShop>>
let at: Awaited<ReturnType<typeof stockForReturns>>
beforeAll(async () => {
  office = await openPrintShop()
  at = await stockForReturns(office.shop)
})
afterAll(() => office.shop.close())

const textOf = async (address: string) => unbroken((await office.print(address)).text)
const expectParts = (text: string, parts: string[]) => {
  for (const part of parts) expect(text).toContain(unbroken(part))
}

test('a return slip says who gave back what and why, with serial, lot, sale and what became of it', async () => {
  const { customerId } = at.corner
  const camera = await at.soldCamera()
  const milk = await at.soldMilk(3)
  const returned = await at.back(
    customerId,
    { unitId: camera.unitId },
    { noteLineId: milk.lines[0]!.id, lotId: milk.lines[0]!.picks[0]!.lot!.id, quantity: 2 },
  )
  await at.judge(returned.id, returned.lines[0]!.id, 'repair')
  expectParts(await textOf(`/returns/${returned.id}/print`), [
    `Return ${returned.number}`,
    'Ada Archer',
    camera.serial,
    camera.note.number,
    'In repair',
    'M-BIG',
    'To be inspected',
    'Faulty',
    'Taken back by',
  ])
  expect((await office.ask('/returns/999999/print')).statusCode).toBe(404)
})

test('a count sheet lists what lies in each bin with room to write, and then what was counted', async () => {
  const { shop } = office
  const { shelf, camera, bag } = at.corner
  const start = (isBlind: boolean, variantIds: number[]) =>
    shop.act(tx =>
      startCount(tx, {
        locationId: shelf.locationId,
        binIds: [],
        variantIds,
        isBlind,
        note: 'Behind the door',
      }),
    )
  const count = await start(false, [camera, bag])
  const empty = await textOf(`/stock-counts/${count.id}/print`)
  expectParts(empty, [
    `Count sheet ${count.number}`,
    'Behind the door',
    'Bag',
    'CAM-2',
    '____________',
    'A-01',
  ])
  expect(empty).not.toContain('Milk')
  await shop.act(tx =>
    saveCountLine(tx, count.id, shelf.binId, {
      variantId: bag,
      lotNumber: null,
      expiresOn: null,
      counted: 477,
      was: null,
    }),
  )
  await shop.act(tx => scanCounted(tx, count.id, shelf.binId, ['CAM-2', 'NEW-0', 'NOBODY-KNOWS']))
  await shop.act(tx => finishCountBin(tx, count.id, shelf.binId))
  await shop.act(tx => finishCountBin(tx, count.id, shelf.otherBinId))
  await shop.act(tx => postCount(tx, count.id))
  expectParts(await textOf(`/stock-counts/${count.id}/print`), [
    'Posted',
    '477',
    'NOBODY-KNOWS',
    'Not in the books',
  ])

  const blind = await start(true, [bag])
  const sheet = await textOf(`/stock-counts/${blind.id}/print`)
  expectParts(sheet, [`Count sheet ${blind.number}`, 'A-02', '____________'])
  expect(sheet).not.toContain('477')
})
