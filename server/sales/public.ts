export { cancelSalesOrder } from './cancel-sales-order.ts'
export { markDelivered, putOnNote, takeOffNote } from './delivery-progress.ts'
export { placeSalesOrder } from './place-sales-order.ts'
export { routes } from './routes.ts'
