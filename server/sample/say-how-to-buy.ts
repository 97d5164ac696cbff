import { checkDigit } from '../../gs1/public.ts'
import * as catalog from '../catalog/public.ts'
import type { Made, Step } from './steps.ts'

/** Bought by the box and by the pallet, each with its code. */
const cartoned = [
  { number: 'OLIVE-500', box: 12, gtin: '1843700500001', pallet: 480 },
  { number: 'MUG-SLATE', box: 12, gtin: '1502100010017', pallet: null },
]

/** Two of them are below their point however the six weeks went, one is not. */
const reordered = [
  { number: 'OLIVE-500', reorderPoint: 240, targetLevel: 480 },
  { number: 'MUG-SLATE', reorderPoint: 180, targetLevel: 240 },
  { number: 'LAMP-H3', reorderPoint: 4, targetLevel: 20 },
]

/** Says under which numbers and at which prices the suppliers sell, in which cartons, and when to buy again. */
export async function sayHowToBuy(step: Step, made: Made, at: Date): Promise<void> {
  await step(async tx => {
    for (const { variantId, product } of made.variants.values()) {
      const initials = product.supplier.replace(/[^A-Z]/g, '')
      await catalog.saveSupplierProduct(
        tx,
        { supplierId: made.suppliers.get(product.supplier)!, variantId },
        {
          supplierNumber: `${initials}-${product.number}`,
          unitsPerPu: null,
          priceMinor: product.costMinor,
          pricePer: 'sku',
          isPreferred: true,
        },
      )
    }
  }, at)
  await step(async tx => {
    for (const { number, box, gtin, pallet } of cartoned) {
      const { variantId } = made.variants.get(number)!
      const unit = { barcodes: [gtin + checkDigit(gtin)], onlyWhole: false, isDefault: true }
      await catalog.addPurchaseUnit(tx, variantId, { ...unit, name: 'Box', units: box })
      if (pallet !== null)
        await catalog.addPurchaseUnit(tx, variantId, {
          name: 'Pallet',
          units: pallet,
          barcodes: [],
          onlyWhole: false,
          isDefault: false,
        })
    }
  }, at)
  await step(async tx => {
    for (const { number, ...rule } of reordered)
      await catalog.saveReorderRule(tx, made.variants.get(number)!.variantId, { locationId: null, ...rule })
  }, at)
}
