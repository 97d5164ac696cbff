import type { Damage } from './damage.ts'

/** Goods come back once, from whoever had them, and are sold only after a look. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
export const returns: Damage[] = [
  {
    promise: 'returns',
    what: 'the lock of the orders whose goods come back, and asking again under it',
    edits: [
      {
        file: 'server/fulfilment/returns/take-return.ts',
        take: 'order by id for update`',
        put: 'order by id`',
      },
    ],
    test: 'tests/fulfilment/returns.test.ts',
  },
  {
    promise: 'returns',
    what: 'the claim of the return on goods that wait for their inspection',
    edits: [
      {
        file: 'server/stock/returns/take-back.ts',
        take: 'allocation_id = piece.allocation_id from piece',
        put: 'allocation_id = null from piece',
      },
    ],
    test: 'tests/fulfilment/returns.test.ts',
  },
  {
    promise: 'returns',
    what: 'the look at what of a lot the customer still has',
    edits: [
      {
        file: 'server/fulfilment/returns/judge-lines.ts',
        take: 'if (one.wanted > one.open)',
        put: 'if (one.wanted > one.open + 3)',
      },
    ],
    test: 'tests/fulfilment/returns.test.ts',
  },
  {
    promise: 'returns',
    what: 'the order lock of a swap',
    edits: [
      {
        file: 'server/fulfilment/returns/swap-delivered.ts',
        take: 'where id = ${noteId}) for update`',
        put: 'where id = ${noteId})`',
      },
    ],
    test: 'tests/fulfilment/note-swaps.test.ts',
  },
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
