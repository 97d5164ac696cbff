import type { Shipment } from '../../contract/fulfilment.ts'
import type { Tx } from '../platform/database/public.ts'
import { fillDraft } from './fill-draft.ts'
import { type MovedNote, moveNote, whyNotMoved } from './move-note.ts'

/**
 * Brings a note to Shipped or Delivered. A draft that only lacks what needs no choice is filled first; who knows that it
 * is one spares the question. Refuses not_found, wrong_state, identifiers_needed and what the ledger refuses.
 */
export async function depart(
  tx: Tx,
  noteId: number,
  to: 'shipped' | 'delivered',
  { shipment, isDraft = false }: { shipment?: Shipment; isDraft?: boolean } = {},
): Promise<MovedNote> {
  if (isDraft) await fillDraft(tx, noteId)
  const moved =
    (await moveNote(tx, noteId, to, shipment)) ??
    (!isDraft && (await fillDraft(tx, noteId)) ? await moveNote(tx, noteId, to, shipment) : undefined)
  if (moved === undefined) throw await whyNotMoved(tx, noteId, to)
  return moved
}
