import { api } from '../../../contract/on-order.ts'
import { api as stock } from '../../../contract/stock.ts'
import { type Route, read } from '../../platform/routes/public.ts'
import { listOnOrder } from './list-on-order.ts'
import { listStock } from './list-stock.ts'

export const onOrderRoutes: Route[] = [
  read(api.listOnOrder, (reader, { params, query }) => listOnOrder(reader, params.variantId, query)),
  // Answered here, since stock knows nothing of purchase orders.
  read(stock.listStock, (reader, { query }) => listStock(reader, query)),
]
