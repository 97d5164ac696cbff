import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, page, searchQuery, time } from './primitives.ts'

const endpoint = endpointsOf('messages')

/** Waiting also while there is no mail server; failed after many tries, until somebody says to try again. */
export const messageState = z.enum(['waiting', 'sent', 'failed'])
export type MessageState = z.infer<typeof messageState>

export const messageRow = z.object({
  id,
  toAddress: z.string(),
  subject: z.string(),
  state: messageState,
  attempts: z.number().int(),
  /** Why it was not sent at the last try. */
  problem: z.string().nullable(),
  madeAt: time,
  sentAt: time.nullable(),
  /** What it tells of. */
  document: z.object({ id, kind: z.string(), number: z.string() }).nullable(),
})
export type MessageRow = z.infer<typeof messageRow>

export const message = messageRow.extend({ text: z.string() })
export type Message = z.infer<typeof message>

const messageId = z.object({ messageId: id })

export const api = {
  listMessages: endpoint({
    method: 'GET',
    path: '/messages',
    summary: 'E-mails to buyers, newest first; searched by address, subject or document number',
    access: 'sales.read',
    query: searchQuery.extend({ state: messageState.optional() }),
    answer: page(messageRow).extend({
      /** Whether a mail server is configured. */
      canSend: z.boolean(),
    }),
  }),
  readMessage: endpoint({
    method: 'GET',
    path: '/messages/:messageId',
    summary: 'One e-mail with what it says',
    access: 'sales.read',
    params: messageId,
    answer: message,
    refusals: ['not_found'],
  }),
  sendAgain: endpoint({
    method: 'POST',
    path: '/messages/:messageId/send-again',
    summary: 'Try again now to send an e-mail that was not sent',
    access: 'sales.write',
    params: messageId,
    answer: message,
    refusals: ['not_found', 'wrong_state'],
  }),
}
