import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { deliveryNote } from './fulfilment.ts'
import { id, identifier, quantity } from './primitives.ts'

const endpoint = endpointsOf('fulfilment')

/** What stands on a delivered note and what should: a piece for a piece, or a quantity of one lot for another lot. */
export const swapInput = z
  .object({
    noteLineId: id,
    wrongUnitId: id.nullable().default(null),
    rightSerial: identifier.nullable().default(null),
    wrongLotId: id.nullable().default(null),
    rightLotId: id.nullable().default(null),
    quantity: quantity.default(1),
    reason: z.string().trim().min(1, 'Say why.').max(500, 'Use 500 characters at most.'),
    /** The wrong piece is put on hold where it comes back to, to be looked at. */
    quarantine: z.boolean().default(false),
  })
  .refine(swap => (swap.wrongUnitId === null) === (swap.rightSerial === null), {
    path: ['rightSerial'],
    error: 'Enter the serial number that went out.',
  })
  .refine(swap => (swap.wrongLotId === null) === (swap.rightLotId === null), {
    path: ['rightLotId'],
    error: 'Choose the lot that went out.',
  })
  .refine(swap => swap.wrongLotId === null || swap.wrongLotId !== swap.rightLotId, {
    path: ['rightLotId'],
    error: 'Choose another lot than the wrong one.',
  })
  .refine(swap => (swap.wrongUnitId === null) !== (swap.wrongLotId === null), {
    path: ['wrongUnitId'],
    error: 'Choose what is wrong.',
  })
  .refine(swap => swap.wrongUnitId === null || swap.quantity === 1, {
    path: ['quantity'],
    error: 'A piece with a serial number is one.',
  })
export type SwapInput = z.output<typeof swapInput>

export const api = {
  swapDelivered: endpoint({
    method: 'POST',
    path: '/delivery-notes/:noteId/swap',
    summary:
      'Swap a wrong serial or lot on a delivered note for the one that really went, in one audited step',
    access: 'fulfilment.write',
    params: z.object({ noteId: id }),
    body: swapInput,
    answer: deliveryNote,
    refusals: [
      'not_found',
      'wrong_state',
      'already_returned',
      'not_with_customer',
      'line_over_returned',
      'not_returnable',
      'lot_short',
      'not_enough',
      'unit_unknown',
      'unit_taken',
      'unit_elsewhere',
      'on_hold',
      'expired',
      'expires_too_soon',
      'already_on_hold',
    ],
  }),
}
