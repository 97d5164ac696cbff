import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { acknowledged, date, id, identifier, time } from './primitives.ts'

const endpoint = endpointsOf('stock')

/** A name or a date that was put right; what it was before stays in the history and is found. */
export const correction = z.object({
  at: time,
  actor: z.string(),
  what: z.enum(['serial', 'lot', 'made_on', 'expires_on']),
  former: z.string().nullable(),
  now: z.string().nullable(),
  reason: z.string().nullable(),
})
export type Correction = z.infer<typeof correction>

const reason = z.string().trim().min(1, 'Say why, so that a colleague knows.').max(500)

export const api = {
  correctSerial: endpoint({
    method: 'POST',
    path: '/units/:unitId/correct',
    summary: 'Correct a wrongly typed serial number; the former one stays in the history',
    access: 'stock.write',
    params: z.object({ unitId: id }),
    body: z.object({ was: z.string().max(100), serial: identifier }),
    answer: acknowledged,
    refusals: ['not_found', 'changed_meanwhile', 'serial_exists', 'serial_malformed'],
  }),
  correctLot: endpoint({
    method: 'POST',
    path: '/lots/:lotId/correct',
    summary: 'Correct a lot’s number or dates; what it was before stays in the history',
    access: 'stock.write',
    params: z.object({ lotId: id }),
    body: z.object({
      was: z.object({ number: z.string().max(100), madeOn: date.nullable(), expiresOn: date.nullable() }),
      number: identifier,
      madeOn: date.nullable(),
      expiresOn: date.nullable(),
      reason,
    }),
    answer: acknowledged,
    refusals: [
      'not_found',
      'changed_meanwhile',
      'lot_exists',
      'expiry_later',
      'expiry_needed_still',
      'made_after_expiry',
    ],
  }),
  readCorrections: endpoint({
    method: 'GET',
    path: '/corrections',
    summary: 'What was corrected of a lot or a piece, oldest first',
    access: 'stock.read',
    query: z.object({ lotId: id.optional(), unitId: id.optional() }),
    answer: z.object({ items: z.array(correction) }),
  }),
}
