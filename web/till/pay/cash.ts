/** Amounts that a customer is likely to hand over for what is due, the exact one first, at most four. */
export function quickAmounts(dueMinor: number, decimals: number): number[] {
  const major = 10 ** decimals
  const notes = [1, 5, 10, 20, 50, 100, 200, 500].map(note => note * major)
  const rounded = notes.map(note => Math.ceil(dueMinor / note) * note)
  return [...new Set([dueMinor, ...rounded])].toSorted((one, other) => one - other).slice(0, 4)
}

export interface Payment {
  readonly method: 'cash' | 'card' | 'exchange'
  /** What it pays of the sale. */
  readonly amountMinor: number
  /** The cash that was handed over; more than the amount when there is change. */
  readonly givenMinor: number
  /** The number of the terminal's slip; empty for cash. */
  readonly reference: string
}

/** What is still to pay. */
export function leftToPay(totalMinor: number, payments: readonly Payment[]): number {
  return totalMinor - payments.reduce((sum, payment) => sum + payment.amountMinor, 0)
}

/** Cash handed over: it pays what is left, and the rest of it is change. */
export function payCash(leftMinor: number, givenMinor: number): Payment {
  return { method: 'cash', amountMinor: Math.min(leftMinor, givenMinor), givenMinor, reference: '' }
}

export function changeOf(payments: readonly Payment[]): number {
  return payments.reduce((sum, payment) => sum + payment.givenMinor - payment.amountMinor, 0)
}

/** What of goods that came back pays the new ones; the rest of what they were worth is given back in cash. */
export function exchanged(totalMinor: number, refundMinor: number): { paid: number; givenBack: number } {
  const paid = Math.min(totalMinor, refundMinor)
  return { paid, givenBack: refundMinor - paid }
}
