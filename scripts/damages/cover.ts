import type { Damage } from './damage.ts'

const disposal = 'what has expired is disposed of though orders reserved it'

/** What orders reserved stays covered by goods that may be sold, wherever they are sent from. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
export const cover: Damage[] = [
  {
    promise: 'cover',
    what: 'the guard that goods which cover orders are not taken away',
    edits: [
      {
        file: 'server/stock/carry.ts',
        take: 'if (short !== undefined) throw',
        put: 'if (short === -1) throw',
      },
    ],
    test: 'tests/stock/expiry.test.ts',
    named: disposal,
  },
  {
    promise: 'cover',
    what: 'the rule that goods which may not be sold cover nothing',
    edits: [
      {
        file: 'server/stock/lost-cover.ts',
        take: 'where variant_id in (${couldBeSold})',
        put: 'where true',
      },
    ],
    test: 'tests/stock/expiry.test.ts',
    named: disposal,
  },
  {
    promise: 'cover',
    what: 'the account of what orders reserved of spoiled goods',
    edits: [
      {
        file: 'server/stock/lost-cover.ts',
        take: 'if (rows.length === 0) await',
        put: 'if (rows.length < 0) await',
      },
    ],
    test: 'tests/stock/expiry.test.ts',
    named: disposal,
  },
  {
    promise: 'cover',
    what: 'the rule that a note from elsewhere takes nothing which others were promised there',
    edits: [
      {
        file: 'server/stock/allocate.ts',
        take: 'min(from_here) as from_here',
        put: 'min(from_reservation) as from_here',
      },
    ],
    test: 'tests/fulfilment/from-elsewhere.test.ts',
    named: 'nothing is sent from there that others were promised there',
  },
  {
    promise: 'cover',
    what: 'the rule that a claim comes back where its goods are',
    edits: [
      {
        file: 'server/stock/allocate.ts',
        take: '${locationId}::bigint, 0, min(made_at)',
        put: 'min(location_id), 0, min(made_at)',
      },
    ],
    test: 'tests/fulfilment/from-elsewhere.test.ts',
    named: 'a note that is cancelled leaves its claim where its goods are',
  },
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
