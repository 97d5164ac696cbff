import type { Damage } from './damage.ts'

/** Pieces of single use go to a customer by their serials. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
export const singleUse: Damage[] = [
  {
    promise: 'single use',
    what: 'the guard that pieces go to a customer only by their serials',
    edits: [
      {
        file: 'server/stock/deliver.ts',
        take: 'select p.pieces_have_serials from variant v',
        put: 'select p.tracks_serials from variant v',
      },
    ],
    test: 'tests/identifiers/single-use.test.ts',
  },
  {
    promise: 'single use',
    what: 'the guard that a receipt does not take away pieces which have got their serials since',
    edits: [
      {
        file: 'server/stock/reverse-receipt.ts',
        take: 'where l.on_hand - l.allocated >= total.quantity and l.on_hand - total.quantity >= coalesce(told.count, 0)',
        put: 'where l.on_hand - l.allocated >= total.quantity',
      },
    ],
    test: 'tests/identifiers/single-use.test.ts',
  },
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
