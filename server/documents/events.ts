import { type RawBuilder, sql } from 'kysely'
import type { DocumentEvent } from '../../contract/purchasing.ts'
import type { Reader, Tx } from '../platform/database/public.ts'

/** Adds a line to a document's history, in the transaction of the change itself. `what` is a past participle: "confirmed". */
export async function recordEvent(
  tx: Tx,
  documentId: number,
  what: string,
  detail: Record<string, unknown> | null = null,
): Promise<void> {
  await sql`
    insert into document_event (document_id, what, at, actor_id, detail)
    values (${documentId}, ${what}, ${tx.at}, ${tx.actor.id}, ${detail === null ? null : JSON.stringify(detail)}::jsonb)
  `.execute(tx.db)
}

/** A document's history, oldest first. */
export async function readEvents(reader: Reader, documentId: number): Promise<DocumentEvent[]> {
  const { rows } = await sql<DocumentEvent>`
    select e.what, e.at, coalesce(s.name, 'Lotbook') as actor, e.detail
      from document_event e left join staff s on s.id = e.actor_id
     where e.document_id = ${documentId}
     order by e.id`.execute(reader.db)
  return rows
}

/** The same as a part of the question that reads the document (its id), as JSON. */
export const eventsOf = (documentId: RawBuilder<unknown>) => sql<DocumentEvent[]>`(
    select coalesce(json_agg(json_build_object(
             'what', e.what, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
             'actor', coalesce(s.name, 'Lotbook'), 'detail', e.detail) order by e.id), '[]')
      from document_event e left join staff s on s.id = e.actor_id
     where e.document_id = ${documentId})`
