import type { Damage } from './damage.ts'

const inTheFile = 'tests/promises/receipts.test.ts'

/** Goods come in as they were ordered, and go back out only untouched. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
export const receipts: Damage[] = [
  {
    promise: 'receipts',
    what: 'the limit of what may come in of a row',
    edits: [
      {
        file: 'server/purchasing/receipt-lines.ts',
        take: 'where line.received > line.allowed and line.given > 0',
        put: 'where false',
      },
    ],
    test: inTheFile,
  },
  {
    promise: 'receipts',
    what: 'the lock of the order while its open rows are counted',
    edits: [
      {
        file: 'server/purchasing/warehouse-purchase-order.ts',
        take: "await moveOrder(tx, orderId, version, ['confirmed', 'part_warehoused'], reached)",
        put: '{ number: String(orderId) }',
      },
    ],
    test: inTheFile,
  },
  {
    promise: 'receipts',
    what: 'the guard that a receipt stands',
    edits: [
      {
        file: 'server/purchasing/reverse-goods-receipt.ts',
        take: 'where id = ${receiptId} and reversed_at is null',
        put: 'where id = ${receiptId}',
      },
    ],
    test: inTheFile,
  },
  {
    promise: 'receipts',
    what: 'the guard that a piece to be taken back is free',
    edits: [
      {
        file: 'server/stock/reverse-receipt.ts',
        take: 'where unit.place_id = came.place_id and unit.allocation_id is null',
        put: 'where unit.place_id = came.place_id',
      },
    ],
    test: inTheFile,
  },
  {
    promise: 'receipts',
    what: 'the queue for what is reserved',
    edits: [
      {
        file: 'server/stock/reverse-receipt.ts',
        take: 'await lockReserved(tx, location_id, variant_ids)',
        put: 'void lockReserved',
      },
    ],
    test: inTheFile,
  },
  {
    promise: 'receipts',
    what: 'the lock on a piece that went back',
    edits: [
      {
        file: 'server/stock/receive.ts',
        take: 'where id = any(array(select id from back)) order by id for update',
        put: 'where id = any(array(select id from back)) order by id',
      },
    ],
    test: inTheFile,
  },
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
