/**
 * Takes out, one by one, the guards, locks and constraints that keep the promises, and sees the test of that promise
 * fail. Works on a copy of the committed sources in a temporary folder. Long, because it is one list of damages. Run by
 * hand: npm run test:prove
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

interface Edit {
  file: string
  take: string
  put: string
}
interface Damage {
  promise: string
  what: string
  edits: Edit[]
  test: string
}

const races = 'tests/promises/races.test.ts'
const receipts = 'tests/promises/receipts.test.ts'
const conversion = 'tests/promises/conversion.test.ts'

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
const damages: Damage[] = [
  {
    promise: 'promise 2',
    what: 'the guard that a claim is live, and the check on levels behind it',
    edits: [
      {
        file: 'server/stock/deliver.ts',
        take: 'where a.document_id = ${documentId} and a.ended_at is null',
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
        take: '     order by variant_id for update`.execute(tx.db)',
        put: '     order by variant_id`.execute(tx.db)',
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
  {
    promise: 'promise 3',
    what: 'the wait for whoever lowers what can be sold, before a till sells',
    edits: [
      {
        file: 'server/stock/sell-now.ts',
        take: 'lockReserved(tx, locationId, variantIds, unitIds),',
        put: 'null,',
      },
    ],
    test: 'tests/till/races.test.ts',
  },
  {
    promise: 'promise 3',
    what: 'the look at what orders have reserved, before a till sells',
    edits: [
      { file: 'server/stock/sell-now.ts', take: ' and not exists (select from reserved) as', put: ' as' },
    ],
    test: 'tests/till/races.test.ts',
  },
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
    test: receipts,
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
    test: receipts,
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
    test: receipts,
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
    test: receipts,
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
    test: receipts,
  },
  {
    promise: 'receipts',
    what: 'the lock on a piece that went back',
    edits: [
      {
        file: 'server/stock/receive.ts',
        take: 'order by unit.id for update of unit',
        put: 'order by unit.id',
      },
    ],
    test: receipts,
  },
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
  {
    promise: 'dispatch',
    what: 'the gate that lets no note leave while an identifier lacks',
    edits: [
      {
        file: 'server/fulfilment/move-note.ts',
        take: 'or not exists (${lackingOfNote(sql`n.id`)}))',
        put: 'or true)',
      },
    ],
    test: 'tests/fulfilment/note-statuses.test.ts',
  },
  {
    promise: 'dispatch',
    what: 'the guard that a note is changed only as it was read',
    edits: [
      {
        file: 'server/fulfilment/change-delivery-note.ts',
        take: ' and n.version = ${version}',
        put: '',
      },
    ],
    test: 'tests/fulfilment/note-statuses.test.ts',
  },
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

const root = path.resolve(import.meta.dirname, '..')
const copy = mkdtempSync(path.join(tmpdir(), 'lotbook-damaged-'))
try {
  execFileSync('sh', ['-c', `git archive HEAD | tar -x -C "${copy}"`], { cwd: root })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  const only = process.argv[2] ?? ''
  const tried = damages.filter(damage => damage.promise.startsWith(only))
  const unseen = tried.filter(damage => !isSeen(damage))
  console.log(`${tried.length - unseen.length} passed, ${unseen.length} failed`)
  process.exitCode = unseen.length === 0 ? 0 : 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}

function isSeen(damage: Damage): boolean {
  const before = damage.edits.map(edit => readFileSync(path.join(copy, edit.file), 'utf8'))
  for (const edit of damage.edits) damageFile(edit)
  const run = spawnSync('npx', ['vitest', 'run', damage.test, '-t', damage.promise], {
    cwd: copy,
    encoding: 'utf8',
  })
  for (const [index, edit] of damage.edits.entries())
    writeFileSync(path.join(copy, edit.file), before[index]!)
  const seen = run.status !== 0 && / failed/.test(run.stdout)
  console.log(`${seen ? 'seen    ' : 'NOT SEEN'}  ${damage.promise}: without ${damage.what}`)
  if (process.env.SHOW) console.log(run.stdout)
  return seen
}

function damageFile({ file, take, put }: Edit): void {
  const whole = readFileSync(path.join(copy, file), 'utf8')
  if (!whole.includes(take)) throw new Error(`${file} no longer has: ${take}`)
  writeFileSync(path.join(copy, file), whole.replace(take, put))
}
