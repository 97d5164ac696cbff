import { sql } from 'kysely'
import type { Conversion } from '../../../contract/conversion.ts'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { lockDraft } from './lock-draft.ts'
import { readConversion } from './read-conversion.ts'

/** Gives a draft up. Nothing of the stock has changed; what was counted stays with the document. Refuses not_found, wrong_state. */
export async function cancelConversion(tx: Tx, conversionId: number): Promise<Conversion> {
  await lockDraft(tx, conversionId, 'alone')
  await sql`
    update conversion set state = 'cancelled', ended_at = ${tx.at}, ended_by = ${tx.actor.id} where id = ${conversionId}`.execute(
    tx.db,
  )
  await documents.recordEvent(tx, conversionId, 'cancelled')
  return readConversion(tx, conversionId)
}
