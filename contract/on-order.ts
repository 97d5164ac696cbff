import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { date, id, quantity, quantityOrZero } from './primitives.ts'
import { purchaseOrderState } from './purchasing.ts'

const endpoint = endpointsOf('purchasing')

/** What an open purchase order still brings of a variant. */
export const onOrderRow = z.object({
  order: z.object({ id, number: z.string(), state: purchaseOrderState }),
  supplier: z.string().nullable(),
  location: z.object({ id, code: z.string(), name: z.string() }),
  expectedOn: date.nullable(),
  /** Ordered and not in yet. */
  quantity,
})
export type OnOrderRow = z.infer<typeof onOrderRow>

export const api = {
  listOnOrder: endpoint({
    method: 'GET',
    path: '/variants/:variantId/on-order',
    summary:
      'What confirmed purchase orders still bring of a variant, the soonest expected first; 100 orders at most',
    access: 'stock.read',
    params: z.object({ variantId: id }),
    query: z.object({ locationId: id.optional() }),
    answer: z.object({ quantity: quantityOrZero, items: z.array(onOrderRow) }),
    refusals: ['not_found'],
  }),
}
