import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, note, page, quantity, quantityOrZero, searchQuery, time } from './primitives.ts'
import { documentEvent } from './purchasing.ts'

const endpoint = endpointsOf('stock')

export const transferState = z.enum(['draft', 'sent', 'part_received', 'received', 'cancelled'])
export type TransferState = z.infer<typeof transferState>

const location = z.object({ id, code: z.string(), name: z.string() })

/** What is to go: a piece (`unitId`, from the bin where it is), or a quantity out of a bin, of a lot where there are lots. */
export const transferLineInput = z
  .object({
    variantId: id,
    binId: id.nullable().default(null),
    lotId: id.nullable().default(null),
    unitId: id.nullable().default(null),
    quantity,
  })
  .refine(line => line.unitId === null || line.quantity === 1, {
    path: ['quantity'],
    error: 'A piece with a serial number is one piece.',
  })
  .refine(line => line.unitId !== null || line.binId !== null, {
    path: ['binId'],
    error: 'Choose the bin that it leaves.',
  })
export type TransferLineInput = z.output<typeof transferLineInput>

const transferInput = z.object({
  fromLocationId: id,
  toLocationId: id,
  note: note.default(''),
  lines: z
    .array(transferLineInput)
    .max(10_000, 'Use 10,000 lines at most.')
    .refine(lines => {
      const pieces = lines.flatMap(line => (line.unitId === null ? [] : [line.unitId]))
      return new Set(pieces).size === pieces.length
    }, 'A piece is in the list twice.'),
})
const isBetweenTwo = (input: { fromLocationId: number; toLocationId: number }) =>
  input.fromLocationId !== input.toLocationId
const oneOnly = { path: ['toLocationId'], error: 'Choose another location than the one that sends.' }
export type TransferInput = z.output<typeof transferInput>

export const transferRow = z.object({
  id,
  number: z.string(),
  state: transferState,
  from: location,
  to: location,
  /** The first product on it, and how many others; null while it has no lines. */
  product: z.string().nullable(),
  otherProducts: z.number().int(),
  createdAt: time,
  createdBy: z.string(),
  sentAt: time.nullable(),
})
export type TransferRow = z.infer<typeof transferRow>

export const transfer = z.object({
  id,
  number: z.string(),
  state: transferState,
  from: location,
  to: location,
  note: z.string(),
  version: z.number().int(),
  createdAt: time,
  createdBy: z.string(),
  sentAt: time.nullable(),
  endedAt: time.nullable(),
  lines: z.array(
    z.object({
      id,
      product: z.object({ id, variantId: id, name: z.string(), productNumber: z.string() }),
      decimals: z.number().int(),
      /** The bin that it leaves, or left. */
      bin: z.object({ id, code: z.string() }),
      lot: z.object({ id, number: z.string() }).nullable(),
      unit: z.object({ id, serial: z.string() }).nullable(),
      quantity,
      received: quantityOrZero,
      missing: quantityOrZero,
    }),
  ),
  events: z.array(documentEvent),
})
export type Transfer = z.infer<typeof transfer>

const transferId = z.object({ transferId: id })
const lineRefusals = [
  'not_found',
  'unit_elsewhere',
  'serial_needed',
  'serial_not_tracked',
  'lot_number_needed',
  'lot_not_tracked',
] as const

export const api = {
  listTransfers: endpoint({
    method: 'GET',
    path: '/transfers',
    summary: 'Transfers between locations, newest first; searched by number, product or note',
    access: 'stock.read',
    query: searchQuery.extend({ state: transferState.optional() }),
    answer: page(transferRow),
  }),
  readTransfer: endpoint({
    method: 'GET',
    path: '/transfers/:transferId',
    summary: 'One transfer: what goes from where to where, how much of it has arrived',
    access: 'stock.read',
    params: transferId,
    answer: transfer,
    refusals: ['not_found'],
  }),
  draftTransfer: endpoint({
    method: 'POST',
    path: '/transfers',
    summary: 'Draft a transfer; nothing of the stock changes until it is sent',
    access: 'stock.write',
    body: transferInput.refine(isBetweenTwo, oneOnly),
    answer: transfer,
    refusals: [...lineRefusals],
  }),
  changeTransfer: endpoint({
    method: 'PUT',
    path: '/transfers/:transferId',
    summary: 'Change a draft; the lines given take the place of its lines',
    access: 'stock.write',
    params: transferId,
    body: transferInput.extend({ version: z.number().int() }).refine(isBetweenTwo, oneOnly),
    answer: transfer,
    refusals: [...lineRefusals, 'wrong_state', 'changed_meanwhile'],
  }),
  sendTransfer: endpoint({
    method: 'POST',
    path: '/transfers/:transferId/send',
    summary: 'Send: its goods leave their bins and are on their way; all of them or nothing',
    access: 'stock.write',
    params: transferId,
    answer: transfer,
    refusals: [
      ...lineRefusals,
      'wrong_state',
      'no_lines',
      'below_claimed',
      'below_reserved',
      'unit_unknown',
      'unit_taken',
      'pieces_unnamed',
      'serial_twice',
    ],
  }),
  receiveTransfer: endpoint({
    method: 'POST',
    path: '/transfers/:transferId/receive',
    summary: 'Receive what has arrived into bins; the rest stays on its way',
    access: 'stock.write',
    params: transferId,
    body: z.object({
      lines: z
        .array(z.object({ lineId: id, binId: id, quantity }))
        .min(1, 'Choose at least one line that has arrived.')
        .max(10_000),
    }),
    answer: transfer,
    refusals: ['not_found', 'wrong_state', 'transfer_over_received'],
  }),
  writeOffTransfer: endpoint({
    method: 'POST',
    path: '/transfers/:transferId/write-off',
    summary: 'Write off what has not arrived, for a reason of the shop’s list; the transfer ends',
    access: 'stock.write',
    params: transferId,
    body: z.object({ reasonId: id, note: note.default('') }),
    answer: transfer,
    refusals: ['not_found', 'wrong_state', 'reason_wrong_way'],
  }),
  cancelTransfer: endpoint({
    method: 'POST',
    path: '/transfers/:transferId/cancel',
    summary: 'Cancel a draft, or one that is on its way: then everything is back in the bins that it left',
    access: 'stock.write',
    params: transferId,
    answer: transfer,
    refusals: ['not_found', 'wrong_state'],
  }),
}
