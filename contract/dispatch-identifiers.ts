import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { date, id, identifier, quantityOrZero, time } from './primitives.ts'
import { serialPattern } from './serial-pattern.ts'

const endpoint = endpointsOf('stock')

/** What is noted of each piece when it is dispatched. */
export const dispatchIdentifierMode = z.enum(['off', 'at_dispatch', 'single_use', 'multiple_use'])
export type DispatchIdentifierMode = z.infer<typeof dispatchIdentifierMode>

/** As they stand on screens, in files and in refusals. */
export const identifierModeNames: Record<DispatchIdentifierMode, string> = {
  off: 'Off',
  at_dispatch: 'Entered at dispatch',
  single_use: 'Pre Entered Product Serial Numbers (Single Use)',
  multiple_use: 'Pre Entered Product Serial Numbers (Multiple Use)',
}

/** What is wrong with a mode beside the product's other settings, as a sentence; null when it fits. */
export function identifierModeProblem(
  mode: DispatchIdentifierMode,
  { serials, decimals }: { serials: boolean; decimals: number },
): string | null {
  if (mode === 'off') return null
  if (serials)
    return 'This product is tracked with serial numbers, and they are its dispatch identifiers. Leave this Off.'
  if (mode === 'single_use' && decimals > 0)
    return 'Only whole pieces can have a serial number each. Set the decimals to 0, or choose another mode.'
  return null
}

/** The pieces of one lot in one bin: those with a serial number, and as many more as `onHand` says. */
export const serialShelf = z.object({
  lot: z.object({ id, number: z.string(), expiresOn: date.nullable() }).nullable(),
  location: z.object({ id, code: z.string(), name: z.string() }),
  bin: z.object({ id, code: z.string() }),
  onHand: quantityOrZero,
  units: z.array(
    z.object({
      id,
      serial: z.string(),
      /** The delivery note that has it, or why it may not be sold; null when it is free. */
      note: z.string().nullable(),
    }),
  ),
})
export type SerialShelf = z.infer<typeof serialShelf>

/** What the list “Product Serial Numbers” of a variant is made of. */
export const identifierList = z.object({
  variantId: id,
  product: z.object({ id, name: z.string(), productNumber: z.string() }),
  mode: dispatchIdentifierMode,
  serialPattern,
  /** Counts the saves of the list; 0 before the first. */
  version: z.number().int(),
  changed: z.object({ at: time, by: z.string() }).nullable(),
  /** Pieces in stock; the list has a box for each. */
  onHand: quantityOrZero,
  /** Of single use: by location, bin and lot. */
  shelves: z.array(serialShelf),
  /** Of multiple use: in the order in which they were entered. */
  values: z.array(z.string()),
})
export type IdentifierList = z.infer<typeof identifierList>

const most = 100_000
const version = z.number().int().min(0)
const variantId = z.object({ variantId: id })

/** A serial number for a piece that has none, in a bin and lot. */
const addedSerial = z.object({ binId: id, lotId: id.nullable(), serial: identifier })
/** Another serial number for a piece that has one; `was` says which one the clerk saw. */
const correctedSerial = z.object({ unitId: id, was: z.string().max(100), serial: identifier })

export const api = {
  readIdentifiers: endpoint({
    method: 'GET',
    path: '/variants/:variantId/identifiers',
    summary: 'The serial numbers that were entered for a product: a box for each unit of stock',
    access: 'stock.read',
    params: variantId,
    answer: identifierList,
    refusals: ['not_found'],
  }),
  saveSerials: endpoint({
    method: 'PUT',
    path: '/variants/:variantId/serials',
    summary:
      'Give the pieces in stock their serial numbers (single use), or correct them; all of them or none',
    access: 'stock.write',
    params: variantId,
    body: z.object({
      version,
      added: z.array(addedSerial).max(most).default([]),
      corrected: z.array(correctedSerial).max(most).default([]),
    }),
    answer: z.object({ version, added: z.number().int(), corrected: z.number().int() }),
    refusals: [
      'not_found',
      'changed_meanwhile',
      'identifier_mode_wrong',
      'identifiers_lacking',
      'identifiers_twice',
      'identifier_malformed',
      'serial_taken',
    ],
  }),
  saveIdentifierValues: endpoint({
    method: 'PUT',
    path: '/variants/:variantId/identifier-values',
    summary: 'Replace the list of values that can be given out again and again (multiple use)',
    access: 'stock.write',
    params: variantId,
    body: z.object({ version, values: z.array(identifier).max(most) }),
    answer: z.object({ version, values: z.number().int() }),
    refusals: ['not_found', 'changed_meanwhile', 'identifier_mode_wrong', 'identifiers_twice'],
  }),
  addIdentifierValue: endpoint({
    method: 'POST',
    path: '/variants/:variantId/identifier-values',
    summary: 'Put one value on the list that can be given out again and again (multiple use)',
    access: 'stock.write',
    params: variantId,
    body: z.object({ value: identifier }),
    answer: z.object({ version, value: z.string() }),
    refusals: ['not_found', 'identifier_mode_wrong'],
  }),
  withdrawSerials: endpoint({
    method: 'POST',
    path: '/variants/:variantId/serials/withdraw',
    summary: 'Take the serial numbers off all pieces in stock; what was sent keeps them',
    access: 'stock.write',
    params: variantId,
    body: z.object({ version }),
    answer: z.object({ version, withdrawn: z.number().int() }),
    refusals: ['not_found', 'changed_meanwhile', 'identifier_mode_wrong', 'serials_claimed'],
  }),
  readSerialFile: endpoint({
    method: 'POST',
    path: '/variants/:variantId/serials/file',
    summary: 'Read the first column of an Excel or CSV file as serial numbers; nothing is stored',
    access: 'stock.read',
    params: variantId,
    upload: true,
    answer: z.object({ serials: z.array(z.string()) }),
    refusals: ['file_refused', 'file_too_large'],
  }),
  checkSerials: endpoint({
    method: 'POST',
    path: '/variants/:variantId/serials/check',
    summary: 'Which of these serial numbers are pieces of the product already, and where those are',
    access: 'stock.read',
    params: variantId,
    body: z.object({ serials: z.array(identifier).max(most) }),
    answer: z.object({
      items: z.array(z.object({ serial: z.string(), unitId: id, inStock: z.boolean(), where: z.string() })),
    }),
  }),
}
