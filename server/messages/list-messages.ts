import { sql } from 'kysely'
import type { Message, MessageRow, MessageState } from '../../contract/messages.ts'
import { changed, type Reader, type Tx } from '../platform/database/public.ts'
import { wakeMinuteWork } from '../platform/jobs/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { refuse } from '../platform/refusal.ts'

const columns = sql`
  m.id, m.to_address as "toAddress", m.subject, m.state, m.attempts, m.problem, m.made_at as "madeAt", m.sent_at as "sentAt",
  case when d.id is not null then json_build_object('id', d.id, 'kind', d.kind, 'number', d.number) end as document`

/** E-mails, newest first; searched by a part of their address or subject, or by the number of their document. */
export function listMessages(
  reader: Reader,
  query: SearchQuery & { state?: MessageState | undefined },
): Promise<Page<MessageRow>> {
  const pattern = contains(query.search)
  const state = query.state ?? null
  return pageOf<MessageRow>(
    query,
    ({ after, limit }) =>
      sql`
      select ${columns} from message m left join document d on d.id = m.document_id
       where (${after[0] ?? null}::bigint is null or m.id < ${after[0] ?? null}::bigint)
         and (${state}::text is null or m.state = ${state})
         and (${pattern}::text is null or m.to_address ilike ${pattern} or m.subject ilike ${pattern}
              or d.number = upper(${query.search ?? null}::text))
       order by m.id desc limit ${limit}`.execute(reader.db),
    row => [row.id],
  )
}

/** Refuses not_found. */
export async function readMessage(reader: Reader, messageId: number): Promise<Message> {
  const { rows } = await sql<Message>`
    select ${columns}, m.body_text as text from message m left join document d on d.id = m.document_id
     where m.id = ${messageId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'message' })
  return rows[0]
}

/** Has an e-mail that was not sent tried again at once, and as often as a new one. Refuses not_found and wrong_state. */
export async function sendAgain(tx: Tx, messageId: number): Promise<Message> {
  const result = await sql`
    update message set state = 'waiting', next_try_at = ${tx.at}, attempts = 0
     where id = ${messageId} and state <> 'sent'`.execute(tx.db)
  const message = await readMessage(tx, messageId)
  if (changed(result) === 0)
    throw refuse('wrong_state', { document: 'This e-mail', state: 'sent', needed: 'not sent' })
  await wakeMinuteWork(tx)
  return message
}
