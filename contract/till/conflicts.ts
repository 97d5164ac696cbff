import { z } from 'zod'
import { endpointsOf } from '../endpoint.ts'
import { id, identifier, page, pageQuery, quantity, time } from '../primitives.ts'
import { tillMethod } from './drawer.ts'
import { receipt } from './receipt.ts'
import { goodsRefusals } from './sales.ts'

const endpoint = endpointsOf('till')

export const conflictRow = z.object({
  saleId: z.uuid(),
  number: z.string(),
  till: z.object({ id, number: z.number().int(), name: z.string() }),
  cashier: z.string(),
  takenAt: time,
  arrivedAt: time,
  totalMinor: z.number().int(),
  /** What stood in the way when it came in. */
  sentence: z.string(),
  settled: z
    .object({ at: time, by: z.string(), how: z.enum(['other_goods', 'uncounted', 'refunded']) })
    .nullable(),
})
export type ConflictRow = z.infer<typeof conflictRow>

/** A sale that was paid though its goods were gone: what was handed over as the till understood it, and what is here now. */
export const conflict = conflictRow.extend({
  code: z.string(),
  receipt,
  locationId: id,
  lines: z.array(
    z.object({
      lineIndex: z.number().int(),
      variantId: id,
      productName: z.string(),
      productNumber: z.string(),
      decimals: z.number().int(),
      quantity,
      tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
      piecesHaveSerials: z.boolean(),
      lots: z.array(z.object({ lotId: id, number: z.string(), quantity, problem: z.string().nullable() })),
      serials: z.array(z.object({ serial: z.string(), problem: z.string().nullable() })),
      /** Why the line cannot be sold as it stands now; null when it can. */
      problem: z.string().nullable(),
    }),
  ),
})
export type Conflict = z.infer<typeof conflict>

/** How a manager settles it. Each goes through the ledger, and stays in the receipt's history. */
export const settlement = z.discriminatedUnion('how', [
  z.object({
    /** These went over the counter in truth, or are exchanged for what did; also “as it stands”, once that can be done. */
    how: z.literal('other_goods'),
    lines: z.array(
      z.object({
        lineIndex: z.number().int().min(0),
        lots: z
          .array(z.object({ lotId: id, quantity }))
          .max(100)
          .default([]),
        serials: z.array(identifier).max(1000).default([]),
      }),
    ),
    note: z.string().trim().max(500).default(''),
  }),
  z.object({
    /** The goods were there though the books did not know: what lacks is booked in by an adjustment and sold. */
    how: z.literal('uncounted'),
    reasonId: id,
    binId: id,
    /** Of pieces that the books do not know: the lot that stands on them. */
    lotNumber: identifier.nullable().default(null),
    note: z.string().trim().max(500).default(''),
  }),
  z.object({
    how: z.literal('refunded'),
    refunds: z
      .array(z.object({ method: tillMethod.exclude(['exchange']), amountMinor: z.number().int().positive() }))
      .max(20),
    note: z.string().trim().max(500).default(''),
  }),
])
export type Settlement = z.output<typeof settlement>

const saleId = z.object({ saleId: z.uuid() })

export const api = {
  listConflicts: endpoint({
    method: 'GET',
    path: '/till-conflicts',
    summary: 'Sales that were paid though their goods were gone; those that wait first asked for alone',
    access: 'tills.read',
    query: pageQuery.extend({ state: z.enum(['open', 'settled']).default('open') }),
    answer: page(conflictRow),
  }),
  readConflict: endpoint({
    method: 'GET',
    path: '/till-conflicts/:saleId',
    summary: 'One of them, with what stands in the way now',
    access: 'tills.read',
    params: saleId,
    answer: conflict,
    refusals: ['not_found'],
  }),
  settleConflict: endpoint({
    method: 'POST',
    path: '/till-conflicts/:saleId/settle',
    summary: 'Settle it: by other goods, as uncounted goods with an adjustment, or by giving the money back',
    access: 'tills.write',
    params: saleId,
    body: settlement,
    answer: conflict,
    refusals: [
      'not_found',
      'conflict_settled',
      'sale_sums_differ',
      ...goodsRefusals,
      'serial_exists',
      'lot_number_needed',
      'expiry_needed',
      'reason_wrong_way',
    ],
  }),
}
