import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { date, id, quantity, quantityOrZero, time } from './primitives.ts'
import { hold } from './stock.ts'

const endpoint = endpointsOf('trace')

/** One thing that a scan or search found; `kind` and `id` say which page shows it. */
export const match = z.object({
  kind: z.enum([
    'unit',
    'lot',
    'product',
    'purchase_order',
    'sales_order',
    'delivery_note',
    'till_receipt',
    'adjustment',
    'conversion',
    'transfer',
    'stock_count',
    'goods_receipt',
    'return',
    'invoice',
    'customer',
    'supplier',
  ]),
  id,
  /** What was found, as it is written on the thing: a serial, a lot number, a document number, a name. */
  label: z.string(),
  /** A line that tells it from others: the product, the customer, the state. */
  detail: z.string(),
  /** The whole text matched, so that a scanner's Enter may go straight there. */
  exact: z.boolean(),
})
export type Match = z.infer<typeof match>

const product = z.object({
  id,
  variantId: id,
  name: z.string(),
  productNumber: z.string(),
  decimals: z.number().int(),
})

/** Where something is: a bin of a location, or outside ("with customer Ada Byrne"). */
export const whereabouts = z.object({
  kind: z.enum(['bin', 'supplier', 'customer', 'transit', 'scrap', 'adjustment']),
  location: z.object({ id, code: z.string(), name: z.string() }).nullable(),
  bin: z.string().nullable(),
  binId: id.nullable(),
  /** The supplier or customer, when the goods are with one. */
  party: z.object({ id, name: z.string() }).nullable(),
})
export type Whereabouts = z.infer<typeof whereabouts>

/** A movement as a history shows it: an EPCIS event in a clerk's words. */
export const traceEvent = z.object({
  movementId: id,
  at: time,
  actor: z.string(),
  quantity,
  from: whereabouts,
  to: whereabouts,
  document: z.object({ id, kind: z.string(), number: z.string() }),
  /** The goods of a cancelled transfer, back in the bin that they left. */
  isBroughtBack: z.boolean(),
  /** The order behind a goods receipt or delivery note. */
  order: z.object({ id, kind: z.string(), number: z.string() }).nullable(),
  party: z.object({ kind: z.enum(['supplier', 'customer']), id, name: z.string() }).nullable(),
})
export type TraceEvent = z.infer<typeof traceEvent>

export const unitTrace = z.object({
  id,
  serial: z.string(),
  /** What it was called before somebody corrected its serial, the latest first. */
  formerSerials: z.array(z.object({ serial: z.string(), until: time, by: z.string() })),
  product,
  lot: z
    .object({
      id,
      number: z.string(),
      madeOn: date.nullable(),
      expiresOn: date.nullable(),
      /** The supplier's own number of the lot. */
      supplierLot: z.string().nullable(),
      hold: hold.nullable(),
    })
    .nullable(),
  where: whereabouts,
  /** The live delivery note that has it, or the return that it waits for an inspection on, if any. */
  allocatedTo: z.object({ id, kind: z.string(), number: z.string() }).nullable(),
  hold: hold.nullable(),
  events: z.array(traceEvent),
  holds: z.array(
    hold.extend({
      releasedAt: time.nullable(),
      releasedBy: z.string().nullable(),
      releaseReason: z.string().nullable(),
    }),
  ),
})
export type UnitTrace = z.infer<typeof unitTrace>

export const lotTrace = z.object({
  id,
  number: z.string(),
  product: product.extend({ tracking: z.object({ lots: z.boolean(), serials: z.boolean() }) }),
  supplier: z.object({ id, name: z.string() }).nullable(),
  supplierLot: z.string().nullable(),
  madeOn: date.nullable(),
  expiresOn: date.nullable(),
  expired: z.boolean(),
  hold: hold.nullable(),
  received: quantityOrZero,
  onHand: quantityOrZero,
  delivered: quantityOrZero,
  /** What is still on the shelf, bin by bin. */
  shelf: z.array(
    z.object({
      location: z.object({ id, code: z.string(), name: z.string() }),
      bin: z.string(),
      onHand: quantityOrZero,
      allocated: quantityOrZero,
      /** For serial-tracked goods, the first 200 serials there. */
      serials: z.array(z.object({ id, serial: z.string() })),
    }),
  ),
  /** Every customer who got some of it. */
  customers: z.array(
    z.object({
      customer: z.object({ id, name: z.string(), email: z.string(), phone: z.string() }),
      quantity,
      /** How much of it came back on returns. */
      returned: quantityOrZero,
      deliveries: z.array(
        z.object({
          note: z.object({ id, number: z.string() }),
          order: z.object({ id, number: z.string() }),
          at: time,
          quantity,
          returned: quantityOrZero,
          serials: z.array(z.object({ id, serial: z.string() })),
        }),
      ),
    }),
  ),
  events: z.array(traceEvent),
  holds: z.array(
    hold.extend({
      releasedAt: time.nullable(),
      releasedBy: z.string().nullable(),
      releaseReason: z.string().nullable(),
    }),
  ),
})
export type LotTrace = z.infer<typeof lotTrace>

/** What waits for somebody today. */
export const today = z.object({
  /** How many products are below their reorder point. */
  belowPoint: z.number().int(),
  purchaseDrafts: z.number().int(),
  toWarehouse: z.number().int(),
  ordersAwaiting: z.number().int(),
  notesReady: z.number().int(),
  /** Returns of which something waits for its inspection. */
  returnsToInspect: z.number().int(),
  /** Sales at tills whose goods were gone: a manager settles them. */
  tillConflicts: z.number().int(),
  heldLots: z.number().int(),
  /** Products of single use of which pieces in stock lack their serial numbers, the most first; five at most. */
  lackingSerials: z.array(
    z.object({ productId: id, variantId: id, product: z.string(), pieces: z.number().int() }),
  ),
  /** The lots that were put on hold last. */
  held: z.array(
    z.object({
      lotId: id,
      lot: z.string(),
      product: z.string(),
      hold,
      onHand: quantityOrZero,
      decimals: z.number().int(),
    }),
  ),
  expiring: z.array(
    z.object({
      lotId: id,
      lot: z.string(),
      product: z.string(),
      expiresOn: date,
      onHand: quantityOrZero,
      decimals: z.number().int(),
    }),
  ),
  latest: z.array(
    traceEvent.extend({ product: z.string(), decimals: z.number().int(), lot: z.string().nullable() }),
  ),
})
export type Today = z.infer<typeof today>

export const api = {
  find: endpoint({
    method: 'GET',
    path: '/find',
    summary: 'What a scan or a typed text means: serials, lots, products, documents, people',
    access: 'trace.read',
    query: z.object({ text: z.string().min(1).max(500) }),
    answer: z.object({
      /** How the text was read: as a GS1 code, a GTIN, or plainly. */
      readAs: z.enum(['gs1', 'gtin', 'plain']),
      /** Why a code that is marked as GS1 could not be read as such (a cut-off or damaged scan), or null. */
      problem: z.string().nullable(),
      /** For a GS1 code, the parts it holds. */
      parts: z
        .object({
          gtin: z.string().nullable(),
          lot: z.string().nullable(),
          serial: z.string().nullable(),
          expiresOn: date.nullable(),
        })
        .nullable(),
      matches: z.array(match),
    }),
  }),
  traceUnit: endpoint({
    method: 'GET',
    path: '/units/:unitId/trace',
    summary: 'Where a piece is, and its whole history',
    access: 'trace.read',
    params: z.object({ unitId: id }),
    answer: unitTrace,
    refusals: ['not_found'],
  }),
  traceLot: endpoint({
    method: 'GET',
    path: '/lots/:lotId/trace',
    summary: 'Every customer who got some of a lot, and what is still on the shelf',
    access: 'trace.read',
    params: z.object({ lotId: id }),
    answer: lotTrace,
    refusals: ['not_found'],
  }),
  readToday: endpoint({
    method: 'GET',
    path: '/today',
    summary: 'What waits for somebody today',
    access: 'trace.read',
    answer: today,
  }),
}
