import { api } from '../../contract/fulfilment.ts'
import { type Route, read, write } from '../platform/routes/public.ts'
import { cancelDeliveryNote } from './cancel-delivery-note.ts'
import { changeDeliveryNote } from './change-delivery-note.ts'
import { createDeliveryNote } from './create-delivery-note.ts'
import { deliverDeliveryNote } from './deliver-delivery-note.ts'
import { routes as dispatchRoutes } from './dispatch/routes.ts'
import { listDeliveryNotes } from './list-delivery-notes.ts'
import { listOpenLines } from './list-open-lines.ts'
import { readDeliveryNote } from './read-delivery-note.ts'
import { routes as returnRoutes } from './returns/routes.ts'
import { shipDeliveryNote } from './ship-delivery-note.ts'

export const routes: Route[] = [
  read(api.listOpenLines, (reader, { params, query }) => listOpenLines(reader, params.orderId, query)),
  write(api.createDeliveryNote, (tx, { params, body }) => createDeliveryNote(tx, params.orderId, body)),
  read(api.listDeliveryNotes, (reader, { query }) => listDeliveryNotes(reader, query)),
  read(api.readDeliveryNote, (reader, { params }) => readDeliveryNote(reader, params.noteId)),
  write(api.changeDeliveryNote, (tx, { params, body }) => changeDeliveryNote(tx, params.noteId, body)),
  write(api.shipDeliveryNote, (tx, { params, body }) => shipDeliveryNote(tx, params.noteId, body)),
  write(api.deliverDeliveryNote, (tx, { params }) => deliverDeliveryNote(tx, params.noteId)),
  write(api.cancelDeliveryNote, (tx, { params }) => cancelDeliveryNote(tx, params.noteId)),
  ...dispatchRoutes,
  ...returnRoutes,
]
