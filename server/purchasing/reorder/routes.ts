import { api } from '../../../contract/reorder.ts'
import { type Route, read, write } from '../../platform/routes/public.ts'
import { listReorder } from './list-reorder.ts'
import { orderFromReorderList } from './order-from-reorder-list.ts'

export const reorderRoutes: Route[] = [
  read(api.listReorder, (reader, { query }) => listReorder(reader, query)),
  write(api.orderFromReorderList, (tx, { body }) => orderFromReorderList(tx, body)),
]
