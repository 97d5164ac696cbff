import { api } from '../../contract/fulfilment.ts'
import { type Route, read, write } from '../platform/routes/public.ts'
import { cancelDeliveryNote } from './cancel-delivery-note.ts'
import { createDeliveryNote } from './create-delivery-note.ts'
import { deliverDeliveryNote } from './deliver-delivery-note.ts'
import { listDeliveryNotes } from './list-delivery-notes.ts'
import { listOpenLines } from './list-open-lines.ts'
import { readDeliveryNote } from './read-delivery-note.ts'

export const routes: Route[] = [
  read(api.listOpenLines, (reader, { params }) => listOpenLines(reader, params.orderId)),
  write(api.createDeliveryNote, (tx, { params, body }) => createDeliveryNote(tx, params.orderId, body)),
  read(api.listDeliveryNotes, (reader, { query }) => listDeliveryNotes(reader, query)),
  read(api.readDeliveryNote, (reader, { params }) => readDeliveryNote(reader, params.noteId)),
  write(api.deliverDeliveryNote, (tx, { params }) => deliverDeliveryNote(tx, params.noteId)),
  write(api.cancelDeliveryNote, (tx, { params }) => cancelDeliveryNote(tx, params.noteId)),
]
