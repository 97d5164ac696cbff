import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { wakeMinuteWork } from '../platform/jobs/public.ts'

export interface Writing {
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  /** The same said twice: for those who read mail as text, and as a page. */
  readonly text: string
  readonly html: string
  /** What it tells of; null when that is no document. */
  readonly documentId: number | null
}

/** Writes an e-mail in the transaction of what it tells of; it is sent once that is committed. Gives its id. */
export async function writeMessage(
  tx: Tx,
  { to, subject, text, html, documentId }: Writing,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into message (to_address, to_name, subject, body_text, body_html, document_id, next_try_at, made_at)
    values (${to.address}, ${oneLine(to.name)}, ${oneLine(subject).slice(0, 300)}, ${text}, ${html}, ${documentId}, ${tx.at}, ${tx.at})
    returning id`.execute(tx.db)
  await wakeMinuteWork(tx)
  return rows[0]!.id
}

/** A head of an e-mail is one line: what breaks lines becomes a space, whatever a buyer is called. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}
