export { routes, sendInvoice } from './routes.ts'
