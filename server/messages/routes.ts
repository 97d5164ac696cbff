import { api } from '../../contract/messages.ts'
import { type Route, read, special, write } from '../platform/routes/public.ts'
import { listMessages, readMessage, sendAgain } from './list-messages.ts'

export const routes: Route[] = [
  special(api.listMessages, async ({ house, reader, input: { query } }) => ({
    ...(await listMessages(reader, query)),
    canSend: house.configuration.smtpUrl !== undefined,
  })),
  read(api.readMessage, (reader, { params }) => readMessage(reader, params.messageId)),
  write(api.sendAgain, (tx, { params }) => sendAgain(tx, params.messageId)),
]
