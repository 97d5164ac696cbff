import type { IdentifierChoice } from '../../../contract/order-dispatch.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import * as stock from '../../stock/public.ts'
import { rewriteNote } from '../change-delivery-note.ts'
import { type Chosen, checkFits } from '../check-choices.ts'
import { storeNote } from '../create-delivery-note.ts'
import { asItStands, type LockedDispatch, lockDispatch } from './choose.ts'
import type { Dispatch } from './read-dispatch.ts'
import { type Given, resolveIdentifiers } from './resolve-identifiers.ts'

export interface SavedDispatch {
  orderId: number
  number: string
  note: { id: number; number: string } | null
}

/**
 * Saves the identifiers of an order on its note, made as a draft if there is none; what is chosen is allocated. Lines that
 * are not named stay as they are. Refuses changed_meanwhile when somebody else saved since, unit_unknown,
 * identifier_not_listed, and what making or changing a note refuses.
 */
export async function saveIdentifiers(tx: Tx, input: IdentifierChoice): Promise<SavedDispatch> {
  const locked = await lockDispatch(tx, input.orderId)
  const { order, dispatch } = locked
  if ((dispatch.note?.version ?? null) !== input.version)
    throw refuse('changed_meanwhile', { what: `dispatch of ${order.number}`, by: 'Somebody else' })
  const chosen = await applyChoices(tx, dispatch, input.lines)
  const isEmpty = dispatch.note === null && chosen.every(isBlank)
  return { orderId: order.id, number: order.number, note: isEmpty ? null : await keep(tx, locked, chosen) }
}

/** Writes the choices to the order's note, or to a new one; gives the note. The order's row is locked. */
export async function keep(
  tx: Tx,
  { order, dispatch: { note } }: LockedDispatch,
  chosen: readonly Chosen[],
): Promise<{ id: number; number: string }> {
  checkFits(chosen)
  if (note === null) {
    const made = await storeNote(tx, order, chosen)
    await stock.allocate(tx, made.allocating)
    return made.note
  }
  await rewriteNote(tx, { id: note.id, orderId: order.id, version: note.version }, chosen)
  return { id: note.id, number: note.number }
}

type Input = IdentifierChoice['lines'][number]
type Line = Dispatch['lines'][number]

/** The lines of a dispatch with the given identifiers in the place of those that they had. */
export async function applyChoices(tx: Tx, dispatch: Dispatch, inputs: readonly Input[]): Promise<Chosen[]> {
  const inputOf = new Map(inputs.map(input => [input.orderLineId, input]))
  if (inputs.some(input => !dispatch.lines.some(line => line.orderLineId === input.orderLineId)))
    throw refuse('not_found', { what: 'order line' })
  const given = dispatch.lines.flatMap(line => givenOf(line, inputOf.get(line.orderLineId)))
  refuseTwice(given)
  const unitOf = await resolveIdentifiers(tx, given)
  return dispatch.lines
    .map(line => withInput(line, inputOf.get(line.orderLineId), unitOf))
    .filter(({ choice }) => choice.quantity > 0)
}

function withInput(
  line: Line,
  input: Input | undefined,
  unitOf: (variantId: number, value: string) => number,
): Chosen {
  const stands = asItStands(line, input?.quantity)
  if (input === undefined || line.asked + line.identifiers.length === 0) return stands
  const { identifiers } = input
  if (!line.tracking.serials) return { ...stands, choice: { ...stands.choice, identifiers } }
  const unitIds = identifiers.flatMap(value => (value === null ? [] : [unitOf(line.variantId, value)]))
  return { ...stands, choice: { ...stands.choice, unitIds } }
}

/** What must be looked up: serials, and values that have to be on the product's list. */
function givenOf(line: Line, input: Input | undefined): Given[] {
  const isListed = line.identifierMode === 'multiple_use'
  if (input === undefined || !(line.tracking.serials || isListed)) return []
  return input.identifiers.flatMap((value): Given[] =>
    value === null
      ? []
      : [
          {
            variantId: line.variantId,
            orderLineId: line.orderLineId,
            product: line.productName,
            names: line.tracking.serials ? 'piece' : 'listed value',
            value,
          },
        ],
  )
}

/** One piece goes once, whichever line it stands on. */
function refuseTwice(given: readonly Given[]): void {
  const seen = new Set<string>()
  for (const { variantId, value, product, names } of given) {
    const key = `${variantId} ${value.normalize('NFC')}`
    if (names === 'piece' && seen.has(key)) throw refuse('identifiers_twice', { value, product })
    seen.add(key)
  }
}

function isBlank({ choice }: Chosen): boolean {
  return choice.unitIds.length === 0 && !choice.identifiers?.some(value => value !== null)
}
