import i18next from 'i18next'
import { api } from '../../../contract/till/returns.ts'
import { call, RefusalError } from '../../client/public.ts'
import type { Basket, GoodsBack } from '../basket/basket.ts'
import { nextProvisionalNumber } from '../device/keep.ts'
import type { OutgoingSale } from '../device/outbox.ts'
import type { Till } from '../device/till.ts'
import { endClaims } from '../sell/claims.ts'
import { exchanged, type Payment } from './cash.ts'
import { outgoingSale } from './outgoing-sale.ts'
import type { Paid } from './take-sale.ts'

/**
 * Takes goods back and sells others in one act, while the network is there. When the answer is lost, the same press again
 * asks for the same act, which is done only once.
 */
export async function takeExchange(
  till: Till,
  basket: Basket & { back: GoodsBack },
  payments: readonly Payment[],
  giveBackBy: 'cash' | 'card',
): Promise<Paid> {
  if (!till.network.state.value.online)
    return { kind: 'refused', sentence: i18next.t('till.returns.exchangeOffline') }
  const outgoing = await attemptOf(till, basket, payments, giveBackBy)
  const { drawerId, signInId, totalMinor } = outgoing.sale
  const { paid, givenBack } = exchanged(totalMinor, basket.back.refundMinor)
  const { receiptNumber: _, goods: __, ...goods } = basket.back
  const refunds = [
    { method: 'exchange' as const, amountMinor: paid },
    { method: giveBackBy, amountMinor: givenBack },
  ].filter(({ amountMinor }) => amountMinor > 0)
  try {
    const body = { back: { ...goods, drawerId, signInId, refunds }, sale: outgoing.sale }
    const { sale } = await till.network.ask(() =>
      call(api.exchange, { body }, { idempotencyKey: outgoing.id, signal: AbortSignal.timeout(15_000) }),
    )
    const receipt = { ...outgoing.receipt, number: sale.number, link: till.linkOf(sale.token) }
    await till.outbox.keep({ ...outgoing, state: 'taken', receipt }, basket.id)
    till.baskets.begin()
    endClaims(till, basket.id)
    void till.pulse()
    return { kind: 'paid', saleId: outgoing.id }
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    // Nothing of it was booked: the next try may be another sale, in another drawer.
    if (error.code !== 'server_error') till.baskets.change({ ...till.baskets.mine.value, attempt: null })
    return { kind: 'refused', sentence: error.sentence }
  }
}

/**
 * The same basket paid, and given back, in the same way is the same sale. It is on the disk before the server is asked: a browser that is
 * killed then asks for the same act, not for a second one.
 */
async function attemptOf(
  till: Till,
  basket: Basket & { back: GoodsBack },
  payments: readonly Payment[],
  giveBackBy: string,
): Promise<OutgoingSale> {
  const content = JSON.stringify([
    basket.lines,
    basket.back,
    basket.customer,
    basket.discountBasisPoints,
    payments,
    giveBackBy,
  ])
  if (basket.attempt?.content === content) return basket.attempt.outgoing
  const number = await nextProvisionalNumber(till.database, till.state.value!.till.number)
  const outgoing = outgoingSale(till, basket, payments, number)
  till.baskets.change({ ...basket, attempt: { content, outgoing } })
  await till.baskets.onDisk()
  return outgoing
}
