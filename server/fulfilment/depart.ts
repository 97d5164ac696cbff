import type { Shipment } from '../../contract/fulfilment.ts'
import type { Tx } from '../platform/database/public.ts'
import { fillDraft } from './fill-draft.ts'
import { type MovedNote, moveNote, whyNotMoved } from './move-note.ts'

/**
 * Brings a note to Shipped or Delivered. A draft that only lacks what needs no choice is filled first; who has locked its
 * order and knows that it is one spares the questions. Refuses not_found, wrong_state, identifiers_needed and what the
 * ledger refuses.
 */
export async function depart(
  tx: Tx,
  noteId: number,
  to: 'shipped' | 'delivered',
  { shipment, known }: { shipment?: Shipment; known?: KnownNote | undefined } = {},
): Promise<MovedNote> {
  const isLocked = known !== undefined
  if (known?.isDraft) await fillDraft(tx, noteId, { isLocked })
  const moved =
    (await moveNote(tx, noteId, to, { shipment, isLocked })) ??
    (!known?.isDraft && (await fillDraft(tx, noteId, { isLocked }))
      ? await moveNote(tx, noteId, to, { shipment, isLocked: true })
      : undefined)
  if (moved === undefined) throw await whyNotMoved(tx, noteId, to)
  return moved
}

/** What is known of a note whose order's row is locked. */
export interface KnownNote {
  readonly isDraft: boolean
}
