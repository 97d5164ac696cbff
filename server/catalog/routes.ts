import { api } from '../../contract/catalog.ts'
import { type Route, read, write } from '../platform/routes/public.ts'
import { addProduct } from './add-products.ts'
import { changeProduct } from './change-product.ts'
import { importRoutes } from './import/routes.ts'
import { listProducts } from './list-products.ts'
import { listVariants } from './list-variants.ts'
import { readProduct } from './read-product.ts'

export const routes: Route[] = [
  read(api.listProducts, (reader, { query }) => listProducts(reader, query)),
  read(api.listVariants, (reader, { query }) => listVariants(reader, query)),
  read(api.readProduct, (reader, { params }) => readProduct(reader, params.productId)),
  write(api.addProduct, (tx, { body }) => addProduct(tx, body)),
  write(api.changeProduct, (tx, { params, body }) => changeProduct(tx, params.productId, body)),
  ...importRoutes,
]
