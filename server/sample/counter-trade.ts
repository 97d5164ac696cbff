/** What somebody buys over the counter: products by their numbers, with quantities in smallest units. */
export interface CounterBasket {
  readonly goods: readonly {
    number: string
    quantity?: number
    discountBasisPoints?: number
    /** What is entered for a product that asks for an identifier when it is handed over. */
    identifier?: string
  }[]
  readonly method: 'cash' | 'card'
  readonly discountBasisPoints?: number
  /** Which of the sample's customers it is; nobody was asked when left out. */
  readonly customer?: number
  readonly isOffline?: boolean
}

/** Two days of last week, and this morning. */
export const daysOfTrade: readonly [CounterBasket[], CounterBasket[], CounterBasket[]] = [
  [
    { goods: [{ number: 'HONEY-340', quantity: 2 }, { number: 'TOWEL-LIN' }], method: 'cash' },
    { goods: [{ number: 'EARBUDS-P' }], method: 'card', customer: 3 },
    { goods: [{ number: 'POWER-20' }, { number: 'CABLE-C1', quantity: 2 }], method: 'card', customer: 0 },
    {
      goods: [
        { number: 'OLIVES-KG', quantity: 350 },
        { number: 'CIDER-750', quantity: 6 },
      ],
      method: 'cash',
      discountBasisPoints: 500,
    },
  ],
  [
    {
      goods: [{ number: 'PHONE-X1' }, { number: 'CASE-X1', discountBasisPoints: 1000 }],
      method: 'card',
      customer: 7,
    },
    { goods: [{ number: 'GIFT-CARD', identifier: '6335 0410 2277' }], method: 'cash' },
    { goods: [{ number: 'POWER-20' }], method: 'cash' },
  ],
  [
    { goods: [{ number: 'SANDWICH', quantity: 2 }, { number: 'MILK-UHT' }], method: 'cash' },
    { goods: [{ number: 'TENT-2P' }, { number: 'GAS-230', quantity: 3 }], method: 'card', customer: 6 },
    { goods: [{ number: 'SHORTBREAD', quantity: 3 }, { number: 'JAM-DAMSON' }], method: 'cash' },
  ],
]

/** Paid this morning while the network was away, and the lot of it was recalled. */
export const soldOffline: CounterBasket = {
  goods: [{ number: 'POWER-20' }],
  method: 'card',
  customer: 1,
  isOffline: true,
}
