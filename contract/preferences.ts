import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { paymentState } from './payments.ts'
import { acknowledged, date, id } from './primitives.ts'
import { salesChannel, salesTab } from './sales.ts'

const endpoint = endpointsOf('preferences')

/** Which columns somebody decided about: true shows one, false hides it; one that is not named is as the screen has it. */
export const columnChoice = z
  .record(z.string().min(1).max(60), z.boolean())
  .refine(choice => Object.keys(choice).length <= 100, 'Choose 100 columns at most.')
export type ColumnChoice = z.infer<typeof columnChoice>

/** A view of the sales overview that somebody named: what it is narrowed to. */
export const salesView = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(60, 'Use 60 characters at most.'),
  shown: z.object({
    search: z.string().max(200).optional(),
    tab: salesTab.optional(),
    payment: paymentState.optional(),
    channel: salesChannel.optional(),
    customerId: id.optional(),
    locationId: id.optional(),
    placedFrom: date.optional(),
    placedTo: date.optional(),
    waiting: z.boolean().optional(),
  }),
})
export type SalesView = z.infer<typeof salesView>

/** Everything that can be preferred, by its key. */
const kinds = {
  productListColumns: columnChoice,
  purchaseGridColumns: columnChoice,
  salesViews: z.array(salesView).max(50, 'Keep 50 views at most.'),
}
export const preferences = z.object(kinds).partial()
export type Preferences = z.infer<typeof preferences>

export const api = {
  readPreferences: endpoint({
    method: 'GET',
    path: '/preferences',
    summary: 'How the one who is signed in arranged the screens',
    access: 'signed-in',
    answer: preferences,
  }),
  savePreferences: endpoint({
    method: 'PUT',
    path: '/preferences',
    summary:
      'Keep the given preferences of the one who is signed in; those not given stay. The last choice stands',
    access: 'signed-in',
    body: preferences,
    answer: acknowledged,
  }),
}
