import type { PaymentInput } from '../../../contract/payments.ts'
import type { House } from '../../platform/house.ts'
import type { StoreFacts } from '../store-facts.ts'

/** An order as far as paying for it goes. */
export interface OrderToPay {
  readonly number: string
  /** The last part of the buyer's secret link: a provider brings the buyer back there. */
  readonly key: string
  readonly totalMinor: number
  readonly currency: string
  /** The day on which it lapses, as people read it; null when it does not. */
  readonly payBy: string | null
  readonly how: 'delivery' | 'collection'
}

/** What a provider's signed message says. */
export interface PaymentNotice {
  readonly orderKey: string
  readonly amountMinor: number
  /** Of three letters, as EUR. */
  readonly currency: string
  /** The provider's own name of the payment: told twice, it is recorded once. */
  readonly reference: string
}

/**
 * A way to pay. Orders know it by its id only. What is built in needs nothing but words; a card provider also says where
 * the buyer pays, and reads the messages by which it tells that they did (see the room's README).
 */
export interface PaymentMethod {
  readonly id: string
  readonly name: (store: StoreFacts) => string
  /** As the payment is recorded. */
  readonly recordedAs: PaymentInput['method']
  readonly isOffered: (store: StoreFacts, how: OrderToPay['how']) => boolean
  /** In a few words, where it is chosen. */
  readonly hint: (store: StoreFacts) => string
  /** What the buyer does, on the order's page and in the e-mail, while it is not paid. */
  readonly instructions: (store: StoreFacts, order: OrderToPay) => string
  /** The page of the provider on which the buyer pays; asked for after the order is committed. */
  readonly payAt?: (house: House, order: OrderToPay) => Promise<string>
  /** Undefined when the signature is not the provider's; null for a genuine message that tells of no payment. */
  readonly readNotice?: (
    house: House,
    notice: { readonly headers: Readonly<Record<string, unknown>>; readonly body: Buffer },
  ) => Promise<PaymentNotice | null | undefined>
}
