import type { Damage } from './damage.ts'

const tills = 'tests/till/races.test.ts'

/* Tills and the online store sell a piece once, and nothing that an order was promised. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
export const counters: Damage[] = [
  {
    promise: 'till',
    what: 'the guard that a sale is written once for its id',
    edits: [
      {
        file: 'server/till/sales/store-sale.ts',
        take: 'on conflict (id) do nothing returning id',
        put: 'on conflict (id) do update set note = excluded.note returning id',
      },
    ],
    test: tills,
    named: 'a sale that is sent ten thousand times happens once',
  },
  {
    promise: 'till',
    what: 'the guards that a piece is free, between a till and Order Dispatch',
    edits: [
      {
        file: 'server/stock/sell-now.ts',
        take: 'where unit.allocation_id is null and unit.hold_id is null',
        put: 'where unit.hold_id is null',
      },
      {
        file: 'server/stock/sell-now.ts',
        take: 'where unit.id = one.id and unit.allocation_id is null',
        put: 'where unit.id = one.id',
      },
    ],
    test: tills,
    named: 'of a till and Order Dispatch that want one piece',
  },
  {
    promise: 'till',
    what: 'the wait for whoever has the pieces or lowers what can be sold, before a till sells',
    edits: [
      {
        file: 'server/stock/sell-now.ts',
        take: 'lockReserved(tx, locationId, variantIds, unitIds),',
        put: 'null,',
      },
    ],
    test: tills,
    named: 'of tills that sell one piece at once',
  },
  {
    promise: 'till',
    what: 'the look at what orders have reserved, before a till sells',
    edits: [{ file: 'server/stock/sell-now.ts', take: 'where r.quantity > 0 and', put: 'where false and' }],
    test: tills,
    named: 'what orders reserved no till sells',
  },
  {
    promise: 'store',
    what: 'the guard that the store sells only what no till has sold, and the tills only what it left',
    edits: [
      {
        file: 'server/stock/reserve.ts',
        take: 'p.backorders_allowed or r.quantity + want.quantity <= coalesce(sellable.quantity, 0)',
        put: 'true',
      },
    ],
    test: 'tests/store/store-and-tills.test.ts',
    named: 'sell the last piece at once',
  },
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
