import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Attachment, mostAttachments } from '../../contract/attachments.ts'
import { changed, type Reader, type Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { recordEvent } from './events.ts'

const columns = sql`a.id, a.name, a.bytes, a.added_at as "addedAt", coalesce(s.name, 'Lotbook') as "addedBy"`

/** The files of a document that were not removed, oldest first. */
export async function listAttachments(reader: Reader, documentId: number): Promise<Attachment[]> {
  const { rows } = await sql<Attachment>`
    select ${columns} from document_attachment a left join staff s on s.id = a.added_by
     where a.document_id = ${documentId} and a.removed_at is null order by a.id`.execute(reader.db)
  return rows
}

/**
 * Attaches a file and writes it into the document's history. The same file under the same name is attached once, however
 * often it is sent. Refuses attachment_refused when the document has as many as it may.
 */
export async function addAttachment(
  tx: Tx,
  documentId: number,
  { name, mediaType, content }: { name: string; mediaType: string; content: Buffer },
): Promise<Attachment> {
  const digest = createHash('sha256').update(content).digest()
  const added = await sql`
    insert into document_attachment (document_id, name, media_type, bytes, digest, content, added_at, added_by)
    values (${documentId}, ${name}, ${mediaType}, ${content.length}, ${digest}, ${content}, ${tx.at}, ${tx.actor.id})
    on conflict (document_id, name, digest) where removed_at is null do nothing`.execute(tx.db)
  if (changed(added) > 0) {
    await recordEvent(tx, documentId, 'attachment_added', { file: name })
    await refuseTooMany(tx, documentId, name)
  }
  const { rows } = await sql<Attachment>`
    select ${columns} from document_attachment a left join staff s on s.id = a.added_by
     where a.document_id = ${documentId} and a.name = ${name} and a.digest = ${digest} and a.removed_at is null`.execute(
    tx.db,
  )
  return rows[0]!
}

async function refuseTooMany(tx: Tx, documentId: number, name: string): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from document_attachment
     where document_id = ${documentId} and removed_at is null`.execute(tx.db)
  if (rows[0]!.count <= mostAttachments) return
  const sentence = `It has ${mostAttachments} files already. Remove one that is not needed first.`
  throw refuse('attachment_refused', { name, sentence })
}

/** The file itself. Refuses not_found, also when it was removed. */
export async function readAttachment(
  reader: Reader,
  documentId: number,
  attachmentId: number,
): Promise<{ name: string; content: Buffer }> {
  const { rows } = await sql<{ name: string; content: Buffer }>`
    select name, content from document_attachment
     where id = ${attachmentId} and document_id = ${documentId} and removed_at is null`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'attached file' })
  return rows[0]
}

/** Removes a file: its content is gone, that it was there and who removed it stays. Of two who do, one is told not_found. */
export async function removeAttachment(tx: Tx, documentId: number, attachmentId: number): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    update document_attachment set removed_at = ${tx.at}, removed_by = ${tx.actor.id}, content = null
     where id = ${attachmentId} and document_id = ${documentId} and removed_at is null
    returning name`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'attached file' })
  await recordEvent(tx, documentId, 'attachment_removed', { file: rows[0].name })
}
