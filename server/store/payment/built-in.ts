import { say } from '../language/say.ts'
import { money } from '../look/formats.ts'
import type { PaymentMethod } from './payment-method.ts'

const bankTransfer: PaymentMethod = {
  id: 'bank_transfer',
  name: store => say(store, 'payment.bankTransfer.name'),
  recordedAs: 'bank_transfer',
  isOffered: () => true,
  hint: store => say(store, 'payment.bankTransfer.hint', { count: store.daysToPay }),
  instructions: (store, { number, totalMinor, payBy }) => {
    const amount = money(store, totalMinor)
    const what =
      payBy === null
        ? say(store, 'payment.bankTransfer.instructions', { amount, number })
        : say(store, 'payment.bankTransfer.instructionsBy', { amount, number, day: payBy })
    return store.bankDetails === ''
      ? `${what} ${say(store, 'payment.bankTransfer.detailsOnInvoice')}`
      : `${what}\n\n${store.bankDetails}`
  },
}

const cashOnCollection: PaymentMethod = {
  id: 'cash_on_collection',
  name: store => say(store, 'payment.cashOnCollection.name'),
  recordedAs: 'cash',
  isOffered: (_store, how) => how === 'collection',
  hint: store => say(store, 'payment.cashOnCollection.hint', { count: store.daysToPay }),
  instructions: (store, { number, totalMinor, payBy }) => {
    const amount = money(store, totalMinor)
    return payBy === null
      ? say(store, 'payment.cashOnCollection.instructions', { amount, number })
      : say(store, 'payment.cashOnCollection.instructionsBy', { amount, number, day: payBy })
  },
}

/** Every way to pay, in the order in which they are offered. A provider's is added here. */
export const paymentMethods: readonly PaymentMethod[] = [cashOnCollection, bankTransfer]

export const methodOf = (id: string): PaymentMethod | undefined => paymentMethods.find(one => one.id === id)
