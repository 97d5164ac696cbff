import { api } from '../../../contract/till/sales.ts'
import { type Route, read } from '../../platform/routes/public.ts'
import { atTill } from '../device/which-till.ts'
import { listReceipts } from './list-receipts.ts'
import { readReceipt } from './read-receipt.ts'
import { sendSales } from './send-sales.ts'
import { takeSale } from './take-sale.ts'

export const saleRoutes: Route[] = [
  atTill(api.takeSale, (call, till) => call.write(tx => takeSale(tx, till, call.input.body))),
  atTill(api.sendSales, (call, till) => sendSales(call, till, call.input.body.sales)),
  atTill(api.listReceipts, ({ reader, input }, till) => listReceipts(reader, till.tillId, input.query)),
  atTill(api.readReceipt, ({ reader, input }) => readReceipt(reader, { saleId: input.params.saleId })),
  read(api.readReceiptDocument, (reader, { params }) =>
    readReceipt(reader, { documentId: params.documentId }),
  ),
]
