export { cancelSalesOrder } from './cancel-sales-order.ts'
export {
  demandOnNote,
  goodsOf,
  markingDelivered,
  putOnNote,
  puttingOnNote,
  takeOffNote,
  takingOffNote,
} from './delivery-progress.ts'
export { placeSalesOrder } from './place-sales-order.ts'
export { readSalesOrder } from './read-sales-order.ts'
export { recordArrivedPayment, recordPayment, refundPayment } from './record-payment.ts'
export { recordReceipt } from './record-receipt.ts'
export { refundReceipt } from './refund-receipt.ts'
export { routes } from './routes.ts'
export { writeInvoice } from './write-invoice.ts'
