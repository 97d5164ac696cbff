import i18next from 'i18next'
import { api } from '../../../contract/till/returns.ts'
import { call, RefusalError } from '../../client/public.ts'
import type { Basket, GoodsBack } from '../basket/basket.ts'
import { nextProvisionalNumber } from '../device/keep.ts'
import type { OutgoingSale } from '../device/outbox.ts'
import type { Till } from '../device/till.ts'
import type { Payment } from './cash.ts'
import { outgoingSale } from './outgoing-sale.ts'
import type { Paid } from './take-sale.ts'

/** What of an exchange pays the new goods; the rest of the refund is given back in cash. */
export function exchanged(totalMinor: number, back: GoodsBack | null): { paid: number; givenBack: number } {
  const paid = Math.min(totalMinor, back?.refundMinor ?? 0)
  return { paid, givenBack: (back?.refundMinor ?? 0) - paid }
}

/**
 * Takes goods back and sells others in one act, while the network is there. When the answer is lost, the same press again
 * asks for the same act, which is done only once.
 */
export async function takeExchange(
  till: Till,
  basket: Basket & { back: GoodsBack },
  payments: readonly Payment[],
): Promise<Paid> {
  if (!till.network.state.value.online)
    return { kind: 'refused', sentence: i18next.t('till.returns.exchangeOffline') }
  const outgoing = await attemptOf(till, basket, payments)
  const { drawerId, signInId, totalMinor } = outgoing.sale
  const { paid, givenBack } = exchanged(totalMinor, basket.back)
  const { receiptNumber: _, ...goods } = basket.back
  const refunds = [
    { method: 'exchange' as const, amountMinor: paid },
    { method: 'cash' as const, amountMinor: givenBack },
  ].filter(({ amountMinor }) => amountMinor > 0)
  try {
    const body = { back: { ...goods, drawerId, signInId, refunds }, sale: outgoing.sale }
    const { sale } = await till.network.ask(() =>
      call(api.exchange, { body }, { idempotencyKey: outgoing.id, signal: AbortSignal.timeout(15_000) }),
    )
    const receipt = { ...outgoing.receipt, number: sale.number, link: till.linkOf(sale.token) }
    await till.outbox.keep({ ...outgoing, state: 'taken', receipt }, basket.id)
    till.baskets.begin()
    void till.pulse()
    return { kind: 'paid', saleId: outgoing.id }
  } catch (error) {
    if (error instanceof RefusalError) return { kind: 'refused', sentence: error.sentence }
    throw error
  }
}

const attempts = new Map<string, { content: string; outgoing: OutgoingSale }>()

/** The same basket paid in the same way is the same sale. */
async function attemptOf(
  till: Till,
  basket: Basket & { back: GoodsBack },
  payments: readonly Payment[],
): Promise<OutgoingSale> {
  const content = JSON.stringify([basket, payments])
  const last = attempts.get(basket.id)
  if (last?.content === content) return last.outgoing
  const number = await nextProvisionalNumber(till.database, till.state.value!.till.number)
  const outgoing = outgoingSale(till, basket, payments, number)
  attempts.set(basket.id, { content, outgoing })
  return outgoing
}
