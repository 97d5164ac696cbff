import { api } from '../../contract/sales.ts'
import { type Route, read, write } from '../platform/routes/public.ts'
import { cancelSalesOrder } from './cancel-sales-order.ts'
import { listSalesOrders } from './list-sales-orders.ts'
import { placeSalesOrder } from './place-sales-order.ts'
import { readSalesOrder } from './read-sales-order.ts'

export const routes: Route[] = [
  read(api.listSalesOrders, (reader, { query }) => listSalesOrders(reader, query)),
  read(api.readSalesOrder, (reader, { params }) => readSalesOrder(reader, params.orderId)),
  write(api.placeSalesOrder, (tx, { body }) => placeSalesOrder(tx, body)),
  write(api.cancelSalesOrder, (tx, { params }) => cancelSalesOrder(tx, params.orderId)),
]
