import { productInput } from '../../contract/catalog.ts'
import { customerInput, supplierInput } from '../../contract/people.ts'
import { purchaseOrderInput } from '../../contract/purchasing.ts'
import * as catalog from '../../server/catalog/public.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import { addCustomer } from '../../server/people/customers.ts'
import { addSupplier } from '../../server/people/suppliers.ts'
import * as purchasing from '../../server/purchasing/public.ts'
import * as sales from '../../server/sales/public.ts'
import type { TestShop } from '../harness/shop.ts'
import type { Shelf } from '../harness/stocked-shop.ts'

// Buying and selling through the same use cases as the shop's routes, for tests that look back at it.

interface ProductGiven {
  name: string
  tracking?: 'none' | 'lots' | 'serials'
  productNumber?: string
  barcodes?: string[]
  decimals?: number
}

export function addProduct(shop: TestShop, { name, tracking = 'none', ...given }: ProductGiven) {
  const input = productInput.parse({
    name,
    productNumber: name.toUpperCase().replaceAll(' ', '-'),
    tracking: { lots: tracking !== 'none', serials: tracking === 'serials' },
    ...given,
  })
  return shop.act(tx => catalog.addProduct(tx, input))
}

export const addAda = (shop: TestShop, name = 'Ada Byrne', email = 'ada@example.com') =>
  shop.act(tx => addCustomer(tx, customerInput.parse({ name, email, phone: '+353 1 555 0100' })))

export const addHarvest = (shop: TestShop, name = 'Harvest & Co') =>
  shop.act(tx => addSupplier(tx, supplierInput.parse({ name })))

export interface Bought {
  variantId: number
  quantity?: number
  lot?: string
  serial?: string
  expiresOn?: string
  binId?: number
}

/** Orders, confirms and warehouses; gives the purchase order, whose receipt holds the number of the goods receipt. */
export async function buy(shop: TestShop, shelf: Shelf, supplierId: number | null, goods: Bought[]) {
  const order = await draft(shop, shelf, supplierId, goods)
  const confirmed = await shop.act(tx => purchasing.confirmPurchaseOrder(tx, order.id, order.version))
  return shop.act(tx => purchasing.warehousePurchaseOrder(tx, order.id, confirmed.version))
}

export function draft(shop: TestShop, shelf: Shelf, supplierId: number | null, goods: Bought[]) {
  const input = purchaseOrderInput.parse({
    supplierId,
    locationId: shelf.locationId,
    lines: goods.map(one => ({
      variantId: one.variantId,
      quantitySku: one.quantity ?? 1,
      binId: one.binId ?? shelf.binId,
      lotNumber: one.lot ?? null,
      serial: one.serial ?? null,
      expiresOn: one.expiresOn ?? null,
    })),
  })
  return shop.act(tx => purchasing.addPurchaseOrder(tx, input))
}

export interface Sold {
  variantId: number
  quantity?: number
  lotId?: number
  unitIds?: number[]
}

export function order(shop: TestShop, shelf: Shelf, customerId: number, goods: Sold[]) {
  return shop.act(tx =>
    sales.placeSalesOrder(tx, {
      customerId,
      locationId: shelf.locationId,
      notes: '',
      lines: goods.map(one => ({ variantId: one.variantId, quantity: quantityOf(one), priceMinor: 100 })),
    }),
  )
}

/** Places an order and makes its delivery note, which is ready and not delivered. */
export async function makeNote(shop: TestShop, shelf: Shelf, customerId: number, goods: Sold[]) {
  const placed = await order(shop, shelf, customerId, goods)
  return shop.act(tx =>
    fulfilment.createDeliveryNote(tx, placed.id, {
      lines: goods.map((one, index) => ({
        orderLineId: placed.lines[index]!.id,
        quantity: quantityOf(one),
        lots: one.lotId === undefined ? [] : [{ lotId: one.lotId, quantity: quantityOf(one) }],
        unitIds: one.unitIds ?? [],
      })),
    }),
  )
}

const quantityOf = (one: Sold) => one.unitIds?.length ?? one.quantity ?? 1

export async function sell(shop: TestShop, shelf: Shelf, customerId: number, goods: Sold[]) {
  const note = await makeNote(shop, shelf, customerId, goods)
  return shop.act(tx => fulfilment.deliverDeliveryNote(tx, note.id))
}
