/** What is written to buyers, and to the merchant of their payments. */
export const words = {
  hello: 'Hello {{name}},',
  seeOrder: 'See your order',
  ordered: {
    subject: 'Your order {{number}} at {{store}}',
    thanks: 'thank you for your order. We have put the goods aside for you.',
    each: '{{price}} each',
    taxInTotal: 'Tax (in the total)',
    goesTo: 'It goes to:',
    invoiceGoesTo: 'The invoice goes to:',
    secret:
      'Whoever has this link sees your order: keep it to yourself. Serial numbers, lots and the parcel’s number will be there when the goods are sent.',
  },
  lapsed: {
    subject: 'Your order {{number}} at {{store}} has lapsed',
    body: 'no payment for your order {{number}} has reached us in time, so it has lapsed and you owe nothing. If you have paid, please answer this e-mail.',
    orderAnew: 'Order anew',
  },
  cancelled: {
    subject: 'Your order {{number}} at {{store}} was cancelled',
    body: 'your order {{number}} was cancelled, and you owe nothing for it. If you did not expect this, please answer this e-mail.',
    bodyPaid:
      'your order {{number}} was cancelled, and you owe nothing for it. You have paid {{amount}}, which you get back. If you did not expect this, please answer this e-mail.',
  },
  sent: {
    subject: 'Your order {{number}} at {{store}} was sent',
    body: 'these goods are on their way to you:',
    subjectCollected: 'What you collected of order {{number}} at {{store}}',
    bodyCollected: 'thank you for coming. This is what you have:',
    parcel: 'Parcel: {{parcel}}',
  },
  signIn: {
    subject: 'Sign in at {{store}}',
    body: 'with this link you see your orders. It works once, within half an hour.',
    ignore: 'If you did not ask for it, leave it alone: nothing happens.',
  },
  paidLate: {
    subject: '{{number}} was paid after it was cancelled',
    body: 'A payment of {{amount}} for order {{number}} has arrived. The order was cancelled before, and its goods are free again. Give the money back, or place the order anew for the buyer.',
    open: 'Open the order',
  },
} as const
