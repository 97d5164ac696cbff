import type { Damage } from './damage.ts'

const races = 'tests/promises/races.test.ts'

/** Promises 2 and 3: levels are the sum of movements, and nothing is promised or taken that is not there. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
export const levels: Damage[] = [
  {
    promise: 'promise 2',
    what: 'the guard that a claim is live, and the check on levels behind it',
    edits: [
      {
        file: 'server/stock/deliver.ts',
        take: 'where a.document_id = ${documentId} and a.outcome is null',
        put: 'where a.document_id = ${documentId}',
      },
      {
        file: 'db/migrations/004_stock.sql',
        take: 'check (allocated between 0 and on_hand)',
        put: 'check (true)',
      },
    ],
    test: races,
  },
  {
    promise: 'promise 2',
    what: 'a level is written instead of added to',
    edits: [
      {
        file: 'server/stock/receive.ts',
        take: 'set on_hand = level.on_hand + excluded.on_hand',
        put: 'set on_hand = excluded.on_hand',
      },
    ],
    test: races,
  },
  {
    promise: 'promise 2',
    what: 'the guard that no more of a transfer arrives than was sent, and the check behind it',
    edits: [
      {
        file: 'server/stock/transfers/receive-transfer.ts',
        take: 'line.received + line.missing + here.quantity <= line.quantity',
        put: 'true',
      },
      {
        file: 'db/migrations/022_transfers.sql',
        take: 'check (received + missing <= quantity)',
        put: 'check (true)',
      },
    ],
    test: 'tests/stock/transfers.test.ts',
    named: 'of two who receive the same goods at once',
  },
  {
    promise: 'promise 3',
    what: 'the guard on what can be sold',
    edits: [
      {
        file: 'server/stock/reserve.ts',
        take: 'p.backorders_allowed or r.quantity + want.quantity <= coalesce(sellable.quantity, 0)',
        put: 'true',
      },
    ],
    test: races,
  },
  {
    promise: 'promise 3',
    what: 'the lock of the queue for what can be sold',
    edits: [
      {
        file: 'server/stock/reserve.ts',
        take: 'do update set quantity = reserved_level.quantity where false',
        put: 'do nothing',
      },
    ],
    test: races,
  },
  {
    promise: 'promise 3',
    what: 'the lock on the level while its free part is counted',
    edits: [
      {
        file: 'server/stock/allocate.ts',
        take: 'order by l.variant_id, l.lot_id, l.place_id for update of l',
        put: 'order by l.variant_id, l.lot_id, l.place_id',
      },
    ],
    test: races,
  },
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
