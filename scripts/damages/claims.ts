import type { Damage } from './damage.ts'

const races = 'tests/promises/races.test.ts'

/** Promises 4 to 8: a piece is in one place and claimed once, held goods stay, a command is done once. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
export const claims: Damage[] = [
  {
    promise: 'promise 4',
    what: 'the unique index on serials',
    edits: [
      {
        file: 'db/migrations/004_stock.sql',
        take: 'create unique index unit_serial',
        put: 'create index unit_serial',
      },
    ],
    test: races,
  },
  {
    promise: 'promise 5',
    what: 'the guard that a piece is free',
    edits: [
      {
        file: 'server/stock/allocate.ts',
        take: 'where unit.allocation_id is null and unit.hold_id is null',
        put: 'where unit.hold_id is null',
      },
    ],
    test: races,
  },
  {
    promise: 'promise 5',
    what: 'the lock on the piece',
    edits: [
      {
        file: 'server/stock/allocate.ts',
        take: 'order by unit.id for update of unit',
        put: 'order by unit.id',
      },
    ],
    test: races,
  },
  {
    promise: 'promise 6',
    what: 'the share in the lot while it is delivered',
    edits: [{ file: 'server/stock/deliver.ts', take: 'order by lot.id for share', put: 'order by lot.id' }],
    test: races,
  },
  {
    promise: 'promise 8',
    what: 'the first answer is looked for',
    edits: [
      {
        file: 'server/platform/database/transaction.ts',
        take: 'if (claimed?.rowCount === 0)',
        put: 'if (claimed?.rowCount === -1)',
      },
    ],
    test: races,
  },
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
