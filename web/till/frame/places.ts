export type Place = 'sell' | 'receipts' | 'drawer'
