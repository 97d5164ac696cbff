import type { JobKinds } from '../platform/jobs/public.ts'

export { addPurchaseOrder } from './add-purchase-order.ts'
export { confirmPurchaseOrder } from './confirm-purchase-order.ts'
export { routes } from './routes.ts'
export { warehousePurchaseOrder } from './warehouse-purchase-order.ts'

export const jobKinds: JobKinds = {}
