import type { DispatchIdentifierMode } from '../../contract/dispatch-identifiers.ts'
import { changeProduct } from '../../server/catalog/change-product.ts'
import { readProduct } from '../../server/catalog/read-product.ts'
import { readIdentifiers } from '../../server/stock/identifiers/read-identifiers.ts'
import { saveSerials } from '../../server/stock/identifiers/save-serials.ts'
import type { TestShop } from '../harness/shop.ts'
import { makeProduct, receiveGoods, type Shelf, unitIdOf } from '../harness/stocked-shop.ts'

/** What is done with phones of single use: received, given their serials, corrected, chosen. */
export function phoneCounter(shop: TestShop, shelf: Shelf) {
  const singleUse = async (name?: string): Promise<number> => {
    const variantId = await makeProduct(shop, 'none', name)
    await setMode(variantId, 'single_use')
    return variantId
  }

  const setMode = (variantId: number, mode: string) =>
    shop.rows(
      'update product set dispatch_identifier_mode = $2 where id = (select product_id from variant where id = $1)',
      [variantId, mode],
    )

  const changeMode = async (variantId: number, mode: DispatchIdentifierMode) => {
    const [row] = await shop.rows<{ product_id: number }>('select product_id from variant where id = $1', [
      variantId,
    ])
    const { id, ...product } = await readProduct(shop.reader, row!.product_id)
    return shop.act(tx => changeProduct(tx, id, { ...product, dispatchIdentifierMode: mode }))
  }

  const receive = (variantId: number, quantity: number, placeId = shelf.binId) =>
    receiveGoods(shop, [{ variantId, quantity, placeId }])

  const enter = async (variantId: number, serials: string[], binId = shelf.binId) => {
    const { version } = await readIdentifiers(shop.reader, variantId)
    return shop.act(tx =>
      saveSerials(tx, variantId, {
        version,
        added: serials.map(serial => ({ binId, lotId: null, serial })),
        corrected: [],
      }),
    )
  }

  const correct = async (variantId: number, ...changes: [was: string, serial: string][]) => {
    const { version, shelves } = await readIdentifiers(shop.reader, variantId)
    const units = shelves.flatMap(one => one.units)
    const corrected = changes.map(([was, serial]) => ({
      unitId: units.find(unit => unit.serial === was)!.id,
      was,
      serial,
    }))
    return shop.act(tx => saveSerials(tx, variantId, { version, added: [], corrected }))
  }

  const pick = async (variantId: number, serials: string[], orderLineId: number) => ({
    orderLineId,
    variantId,
    quantity: serials.length,
    lotId: null,
    unitIds: await Promise.all(serials.map(serial => unitIdOf(shop, serial))),
  })

  return { singleUse, setMode, changeMode, receive, enter, correct, pick }
}
