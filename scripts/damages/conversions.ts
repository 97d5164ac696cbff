import type { Damage } from './damage.ts'

const conversion = 'tests/promises/conversion.test.ts'

/** A conversion changes the tracking of a product while nothing of it is in stock. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
export const conversions: Damage[] = [
  {
    promise: 'conversion',
    what: 'the lock by which goods that move share their product',
    edits: [
      {
        file: 'server/catalog/lock-tracking.ts',
        take: '     order by id for key share`',
        put: '     order by id`',
      },
    ],
    test: conversion,
  },
  {
    promise: 'conversion',
    what: 'the lock on the levels that it empties',
    edits: [
      {
        file: 'server/stock/conversion/convert.ts',
        take: 'order by variant_id, lot_id, place_id for update`',
        put: 'order by variant_id, lot_id, place_id`',
      },
    ],
    test: conversion,
  },
  {
    promise: 'conversion',
    what: 'the lock on the lots that it gives up',
    edits: [
      {
        file: 'server/stock/conversion/convert.ts',
        take: '     order by id for update`.execute(tx.db)\n  await sql`\n    select from unit',
        put: '     order by id`.execute(tx.db)\n  await sql`\n    select from unit',
      },
    ],
    test: conversion,
  },
  {
    promise: 'conversion',
    what: 'the guard that it is done in the transaction that changes the tracking',
    edits: [
      {
        file: 'db/migrations/018_conversion.sql',
        take: 'and c.xmin = pg_current_xact_id()::xid',
        put: 'and true',
      },
    ],
    test: conversion,
  },
  {
    promise: 'conversion',
    what: 'the guard that nothing is in stock when the tracking changes',
    edits: [
      {
        file: 'db/migrations/018_conversion.sql',
        take: 'and level.on_hand > 0)\n  then',
        put: 'and level.on_hand < 0)\n  then',
      },
    ],
    test: conversion,
  },
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
