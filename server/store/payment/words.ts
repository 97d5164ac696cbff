export const words = {
  bankTransfer: {
    name: 'Invoice, by bank transfer',
    hint_one: 'Within a day; we send the goods when it has arrived.',
    hint_other: 'Within {{count}} days; we send the goods when it has arrived.',
    instructions: 'Please transfer {{amount}}, and give {{number}} as its purpose.',
    instructionsBy: 'Please transfer {{amount}} by {{day}}, and give {{number}} as its purpose.',
    detailsOnInvoice: 'Our bank details are on the invoice.',
  },
  cashOnCollection: {
    name: 'When you collect it',
    hint_one: 'We keep the goods for a day.',
    hint_other: 'We keep the goods for {{count}} days.',
    instructions: 'You pay {{amount}} when you collect it. Please say the number {{number}}.',
    instructionsBy:
      'You pay {{amount}} when you collect it, until {{day}}. Please say the number {{number}}.',
  },
} as const
