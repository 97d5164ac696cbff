import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { acknowledged } from './primitives.ts'

const endpoint = endpointsOf('preferences')

/** Which columns somebody decided about: true shows one, false hides it; one that is not named is as the screen has it. */
export const columnChoice = z
  .record(z.string().min(1).max(60), z.boolean())
  .refine(choice => Object.keys(choice).length <= 100, 'Choose 100 columns at most.')
export type ColumnChoice = z.infer<typeof columnChoice>

/** Everything that can be preferred, by its key. */
const kinds = {
  productListColumns: columnChoice,
  purchaseGridColumns: columnChoice,
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
