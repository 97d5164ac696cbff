export type Place = 'sell' | 'receipts' | 'returns' | 'drawer'
