import { api as receipts } from '../../contract/goods-receipts.ts'
import { api } from '../../contract/purchasing.ts'
import { type Route, read, sendFile, special, write } from '../platform/routes/public.ts'
import { addPurchaseOrder } from './add-purchase-order.ts'
import { attachmentRoutes } from './attachments.ts'
import { cancelPurchaseOrder } from './cancel-purchase-order.ts'
import { changePurchaseOrder } from './change-purchase-order.ts'
import { closePurchaseOrder } from './close-purchase-order.ts'
import { confirmPurchaseOrder } from './confirm-purchase-order.ts'
import { findSerials } from './find-serials.ts'
import { checkPurchaseImport, runPurchaseImport } from './import/queue-import.ts'
import { readPurchaseImport } from './import/read-purchase-import.ts'
import { startPurchaseImport } from './import/start-purchase-import.ts'
import { writeTemplate } from './import/write-template.ts'
import { listGoodsReceipts } from './list-goods-receipts.ts'
import { listPurchaseLines } from './list-purchase-lines.ts'
import { listPurchaseOrders } from './list-purchase-orders.ts'
import { listReceiptLines } from './list-receipt-lines.ts'
import { onOrderRoutes } from './on-order/routes.ts'
import { readGoodsReceipt } from './read-goods-receipt.ts'
import { readPurchaseOrder } from './read-purchase-order.ts'
import { reorderRoutes } from './reorder/routes.ts'
import { reverseGoodsReceipt } from './reverse-goods-receipt.ts'
import { warehousePurchaseOrder } from './warehouse-purchase-order.ts'

export const routes: Route[] = [
  read(api.listPurchaseOrders, (reader, { query }) => listPurchaseOrders(reader, query)),
  read(api.readPurchaseOrder, (reader, { params }) => readPurchaseOrder(reader, params.orderId)),
  read(api.listPurchaseLines, (reader, { params, query }) =>
    listPurchaseLines(reader, params.orderId, query),
  ),
  read(api.findSerials, (reader, { body }) => findSerials(reader, body)),
  write(api.addPurchaseOrder, (tx, { body }) => addPurchaseOrder(tx, body)),
  write(api.changePurchaseOrder, (tx, { params, body }) => changePurchaseOrder(tx, params.orderId, body)),
  write(api.confirmPurchaseOrder, (tx, { params, body }) =>
    confirmPurchaseOrder(tx, params.orderId, body.version),
  ),
  write(api.warehousePurchaseOrder, (tx, { params, body }) =>
    warehousePurchaseOrder(tx, params.orderId, body.version ?? null, body.lines),
  ),
  write(receipts.closePurchaseOrder, (tx, { params, body }) =>
    closePurchaseOrder(tx, params.orderId, body.version),
  ),
  read(receipts.listGoodsReceipts, (reader, { query }) => listGoodsReceipts(reader, query)),
  read(receipts.readGoodsReceipt, (reader, { params }) => readGoodsReceipt(reader, params.receiptId)),
  read(receipts.listGoodsReceiptLines, (reader, { params, query }) =>
    listReceiptLines(reader, params.receiptId, query),
  ),
  write(receipts.reverseGoodsReceipt, (tx, { params }) => reverseGoodsReceipt(tx, params.receiptId)),
  write(api.cancelPurchaseOrder, (tx, { params, body }) =>
    cancelPurchaseOrder(tx, params.orderId, body.version),
  ),
  special(api.downloadPurchaseTemplate, async ({ reply, input }) => {
    const { format } = input.query
    return sendFile(reply, `Purchase order template.${format}`, await writeTemplate(format))
  }),
  special(api.startPurchaseImport, startPurchaseImport),
  read(api.readPurchaseImport, (reader, { params, query }) =>
    readPurchaseImport(reader, params.importId, query),
  ),
  write(api.checkPurchaseImport, (tx, { params, body }) => checkPurchaseImport(tx, params.importId, body)),
  write(api.runPurchaseImport, (tx, { params, body }) => runPurchaseImport(tx, params.importId, body)),
  ...attachmentRoutes,
  ...reorderRoutes,
  ...onOrderRoutes,
]
