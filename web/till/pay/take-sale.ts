import { api } from '../../../contract/till/sales.ts'
import { call, RefusalError } from '../../client/public.ts'
import { nextProvisionalNumber } from '../device/keep.ts'
import { isAway } from '../device/network.ts'
import type { Till } from '../device/till.ts'
import { endClaims } from '../sell/claims.ts'
import type { Payment } from './cash.ts'
import { outgoingSale } from './outgoing-sale.ts'
import { takeExchange } from './take-exchange.ts'

/** How a payment ended: with a receipt, or with a refusal and the basket back where it was. */
export type Paid =
  | { readonly kind: 'paid'; readonly saleId: string }
  | { readonly kind: 'refused'; readonly sentence: string }

/** How long the cashier waits for the number T…; the sale is safe long before. */
const patienceMs = 6000

/**
 * Takes the sale of this tab's basket. It is on the disk before anything else happens; then the server is asked, and may
 * refuse while the customer is still there. When no answer comes, the receipt carries the device's own number, and the sale
 * is sent later under the same id. `giveBackBy` is how the difference of an exchange is given back, where there is one.
 */
export async function takeSale(
  till: Till,
  payments: readonly Payment[],
  giveBackBy: 'cash' | 'card' = 'cash',
): Promise<Paid> {
  const basket = till.baskets.mine.value
  const { back } = basket
  if (back) return takeExchange(till, { ...basket, back }, payments, giveBackBy)
  // What of it is still being written must not come after the sale, which takes the basket off the disk.
  await till.baskets.onDisk()
  const provisionalNumber = await nextProvisionalNumber(till.database, till.state.value!.till.number)
  const { online } = till.network.state.value
  const asked = Date.now() + patienceMs + 2000
  const outgoing = {
    ...outgoingSale(till, basket, payments, provisionalNumber),
    askedUntil: online ? asked : 0,
  }
  await till.outbox.keep(outgoing, basket.id)
  till.baskets.begin()
  endClaims(till, basket.id)
  if (!online) return { kind: 'paid', saleId: outgoing.id }
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const { number, token } = await till.network.ask(() =>
      call(api.takeSale, { body: outgoing.sale }, { signal, idempotencyKey: outgoing.id }),
    )
    const receipt = { ...outgoing.receipt, number, link: till.linkOf(token) }
    await till.outbox.settle([{ id: outgoing.id, state: 'taken', receipt }])
  } catch (error) {
    if (error instanceof RefusalError && error.code !== 'server_error') {
      await till.outbox.takeBack(outgoing.id)
      till.baskets.change(basket)
      return { kind: 'refused', sentence: error.sentence }
    }
    if (!isAway(error) && !(error instanceof RefusalError)) throw error
    await till.outbox.settle([{ id: outgoing.id, askedUntil: 0 }])
  }
  return { kind: 'paid', saleId: outgoing.id }
}
