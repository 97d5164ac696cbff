import { api } from '../../../contract/buying.ts'
import { type Route, read, write } from '../../platform/routes/public.ts'
import { findBoughtAs } from './bought-as.ts'
import { listPurchaseTerms } from './purchase-terms.ts'
import { addPurchaseUnit, changePurchaseUnit, removePurchaseUnit } from './purchase-units.ts'
import { readBuying } from './read-buying.ts'
import { removeReorderRule, saveReorderRule } from './reorder-rules.ts'
import { listSuppliedProducts, removeSupplierProduct, saveSupplierProduct } from './supplier-products.ts'

export const buyingRoutes: Route[] = [
  read(api.readBuying, (reader, { params }) => readBuying(reader, params.variantId)),
  write(api.addPurchaseUnit, (tx, { params, body }) => addPurchaseUnit(tx, params.variantId, body)),
  write(api.changePurchaseUnit, (tx, { params, body }) => changePurchaseUnit(tx, params.unitId, body)),
  write(api.removePurchaseUnit, (tx, { params }) => removePurchaseUnit(tx, params.unitId)),
  write(api.saveReorderRule, (tx, { params, body }) => saveReorderRule(tx, params.variantId, body)),
  write(api.removeReorderRule, (tx, { params, query }) =>
    removeReorderRule(tx, params.variantId, query.locationId ?? null),
  ),
  read(api.listSuppliedProducts, (reader, { params, query }) =>
    listSuppliedProducts(reader, params.supplierId, query),
  ),
  write(api.saveSupplierProduct, (tx, { params, body }) => saveSupplierProduct(tx, params, body)),
  write(api.removeSupplierProduct, (tx, { params }) => removeSupplierProduct(tx, params)),
  read(api.findBoughtAs, (reader, { query }) => findBoughtAs(reader, query)),
  read(api.listPurchaseTerms, (reader, { query }) =>
    listPurchaseTerms(reader, { ...query, variantIds: query.variantIds.split(',').map(Number) }),
  ),
]
