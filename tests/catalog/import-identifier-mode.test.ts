import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, receiveGoods, type Shelf } from '../harness/stocked-shop.ts'
import { importText, said } from './product-files.ts'

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
})
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await shop.close()
})

const modes = async () =>
  Object.fromEntries(
    (await shop.rows('select name, dispatch_identifier_mode as mode from product')).map(row => [
      row.name,
      row.mode,
    ]),
  )

test('a mode is written in full or in short; one that does not fit its product says why', async () => {
  const outcome = await importText(
    shop,
    `SKU,Name,Dispatch Identifier mode,Decimals,Track serials
PHONE,Phone,Pre Entered Product Serial Numbers (Single Use),,
CARD,Card,single use,,
SALAD,Salad,MULTIPLE USE,,
CABLE,Cable,At dispatch,,
SOAP,Soap,,,
RICE,Rice,Single use,3,
CAM,Camera,Single use,,yes
PEN,Pen,Twice,,
`,
  )
  expect(said(outcome)).toEqual([
    ...[2, 3, 4, 5, 6].map(row => `${row} created`),
    expect.stringMatching(/^7 refused: RICE: .*Only whole pieces can have a serial number each/),
    expect.stringMatching(/^8 refused: CAM: .*This product is tracked with serial numbers/),
    expect.stringMatching(/^9 refused: .*“Twice”\. Write Off, At dispatch, Single use or Multiple use\.$/),
  ])
  expect(await modes()).toEqual({
    Phone: 'single_use',
    Card: 'single_use',
    Salad: 'multiple_use',
    Cable: 'at_dispatch',
    Soap: 'off',
  })
})

test('another mode is taken, what the file does not say stays, and tracking with serial numbers ends it', async () => {
  const outcome = await importText(shop, 'SKU,Dispatch identifiers\nCABLE,Off\nSALAD,\nPHONE,single use\n')
  expect(said(outcome)).toEqual([
    '2 changed: Changes dispatch identifier mode.',
    '3 unchanged',
    '4 unchanged',
  ])
  await importText(shop, 'SKU,Track serials\nSALAD,yes\n')
  expect(await modes()).toMatchObject({ Cable: 'off', Salad: 'off', Phone: 'single_use' })
})

test('a mode that pieces in stock stand against is refused in its row, with what to do first', async () => {
  const [card] = await shop.rows<{ id: number }>(`select id from variant where name = 'Card'`)
  await receiveGoods(shop, [{ variantId: card!.id, quantity: 1, placeId: shelf.binId, serial: 'C-1' }])
  const outcome = await importText(shop, 'SKU,Dispatch identifiers\nCARD,off\nSOAP,at dispatch\n')
  expect(said(outcome)).toEqual([
    expect.stringMatching(/^2 refused: .*1 piece in stock has its serial number\. Take them off/),
    '3 changed: Changes dispatch identifier mode.',
  ])
  expect(await modes()).toMatchObject({ Card: 'single_use', Soap: 'at_dispatch' })
})
