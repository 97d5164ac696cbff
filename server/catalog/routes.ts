import { api } from '../../contract/catalog.ts'
import { api as categories } from '../../contract/categories.ts'
import { api as taxRates } from '../../contract/tax-rates.ts'
import { type Route, read, write } from '../platform/routes/public.ts'
import { addProduct } from './add-products.ts'
import { buyingRoutes } from './buying/routes.ts'
import { addCategory } from './categories/add-category.ts'
import { archiveCategory, bringBackCategory } from './categories/archive-category.ts'
import { changeCategory } from './categories/change-category.ts'
import { listCategories } from './categories/list-categories.ts'
import { changeProduct } from './change-product.ts'
import { importRoutes } from './import/routes.ts'
import { listProducts } from './list-products.ts'
import { listVariants, readVariant } from './list-variants.ts'
import { pictureRoutes } from './pictures/routes.ts'
import { readProduct } from './read-product.ts'
import { addTaxRate, changeTaxRate, listTaxRates } from './tax-rates.ts'

export const routes: Route[] = [
  read(api.listProducts, (reader, { query }) => listProducts(reader, query)),
  read(api.listVariants, (reader, { query }) => listVariants(reader, query)),
  read(api.readVariant, (reader, { params }) => readVariant(reader, params.variantId)),
  read(api.readProduct, (reader, { params }) => readProduct(reader, params.productId)),
  write(api.addProduct, (tx, { body }) => addProduct(tx, body)),
  write(api.changeProduct, (tx, { params, body }) => changeProduct(tx, params.productId, body)),
  read(categories.listCategories, listCategories),
  write(categories.addCategory, (tx, { body }) => addCategory(tx, body)),
  write(categories.changeCategory, (tx, { params, body }) => changeCategory(tx, params.categoryId, body)),
  write(categories.archiveCategory, (tx, { params }) => archiveCategory(tx, params.categoryId)),
  write(categories.bringBackCategory, (tx, { params }) => bringBackCategory(tx, params.categoryId)),
  read(taxRates.listTaxRates, listTaxRates),
  write(taxRates.addTaxRate, (tx, { body }) => addTaxRate(tx, body)),
  write(taxRates.changeTaxRate, (tx, { params, body }) => changeTaxRate(tx, params.taxRateId, body)),
  ...pictureRoutes,
  ...buyingRoutes,
  ...importRoutes,
]
