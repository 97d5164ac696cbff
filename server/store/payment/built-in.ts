import { money } from '../look/words.ts'
import type { PaymentMethod } from './payment-method.ts'

const bankTransfer: PaymentMethod = {
  id: 'bank_transfer',
  name: 'Invoice, by bank transfer',
  recordedAs: 'bank_transfer',
  isOffered: () => true,
  hint: ({ daysToPay }) =>
    `Within ${daysToPay === 1 ? 'a day' : `${daysToPay} days`}; we send the goods when it has arrived.`,
  instructions: (store, { number, totalMinor, payBy }) => {
    const by = payBy === null ? '' : ` by ${payBy}`
    const what = `Please transfer ${money(store, totalMinor)}${by}, and give ${number} as its purpose.`
    return store.bankDetails === ''
      ? `${what} Our bank details are on the invoice.`
      : `${what}\n\n${store.bankDetails}`
  },
}

const cashOnCollection: PaymentMethod = {
  id: 'cash_on_collection',
  name: 'When you collect it',
  recordedAs: 'cash',
  isOffered: (_store, how) => how === 'collection',
  hint: ({ daysToPay }) => `We keep the goods for ${daysToPay === 1 ? 'a day' : `${daysToPay} days`}.`,
  instructions: (store, { number, totalMinor, payBy }) =>
    `You pay ${money(store, totalMinor)} when you collect it${payBy === null ? '' : `, until ${payBy}`}. Please say the number ${number}.`,
}

/** Every way to pay, in the order in which they are offered. A provider's is added here. */
export const paymentMethods: readonly PaymentMethod[] = [cashOnCollection, bankTransfer]

export const methodOf = (id: string): PaymentMethod | undefined => paymentMethods.find(one => one.id === id)
