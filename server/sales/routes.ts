import { api as invoices } from '../../contract/invoices.ts'
import { api } from '../../contract/sales.ts'
import { type Route, read, sendFile, special, write } from '../platform/routes/public.ts'
import { cancelInvoice } from './cancel-invoice.ts'
import { cancelSalesOrder } from './cancel-sales-order.ts'
import { changeSalesOrder } from './change-sales-order.ts'
import { exportSalesOrders } from './export-sales-orders.ts'
import { listInvoices } from './list-invoices.ts'
import { listSalesOrders } from './list-sales-orders.ts'
import { placeSalesOrder } from './place-sales-order.ts'
import { readInvoice } from './read-invoice.ts'
import { readSalesOrder } from './read-sales-order.ts'
import { recordPayment, refundPayment } from './record-payment.ts'
import { writeInvoice } from './write-invoice.ts'

export const routes: Route[] = [
  read(api.listSalesOrders, (reader, { query }) => listSalesOrders(reader, query)),
  special(api.exportSalesOrders, async ({ reader, reply, input: { query } }) =>
    sendFile(reply, `sales-orders.${query.format}`, await exportSalesOrders(reader, query)),
  ),
  read(api.readSalesOrder, (reader, { params }) => readSalesOrder(reader, params.orderId)),
  write(api.placeSalesOrder, (tx, { body }) =>
    placeSalesOrder(tx, { ...body, channel: body.channel ?? 'api' }),
  ),
  write(api.changeSalesOrder, (tx, { params, body }) => changeSalesOrder(tx, params.orderId, body)),
  write(api.cancelSalesOrder, (tx, { params }) => cancelSalesOrder(tx, params.orderId)),
  write(api.recordPayment, (tx, { params, body }) => recordPayment(tx, params.orderId, body)),
  write(api.refundPayment, (tx, { params, body }) => refundPayment(tx, params.orderId, body)),
  write(api.writeInvoice, (tx, { params, body }) => writeInvoice(tx, params.orderId, body)),
  read(invoices.listInvoices, (reader, { query }) => listInvoices(reader, query)),
  read(invoices.readInvoice, (reader, { params }) => readInvoice(reader, params.invoiceId)),
  write(api.cancelInvoice, (tx, { params }) => cancelInvoice(tx, params.invoiceId)),
]
