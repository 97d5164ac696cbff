import { api } from '../../../contract/returns.ts'
import { type Route, read, write } from '../../platform/routes/public.ts'
import { findReturnable } from './find-returnable.ts'
import { inspectReturn } from './inspect-return.ts'
import { listReturns } from './list-returns.ts'
import { readReturn } from './read-return.ts'
import { addReturnReason, changeReturnReason, listReturnReasons } from './reasons.ts'
import { swapDelivered } from './swap-delivered.ts'
import { takeReturn } from './take-return.ts'

export const routes: Route[] = [
  read(api.findReturnable, (reader, { query }) => findReturnable(reader, query.text)),
  read(api.listReturns, (reader, { query }) => listReturns(reader, query)),
  read(api.readReturn, (reader, { params }) => readReturn(reader, params.returnId)),
  write(api.takeReturn, (tx, { body }) => takeReturn(tx, body)),
  write(api.inspectReturn, (tx, { params, body }) => inspectReturn(tx, params.returnId, body)),
  write(api.swapDelivered, (tx, { params, body }) => swapDelivered(tx, params.noteId, body)),
  read(api.listReturnReasons, listReturnReasons),
  write(api.addReturnReason, (tx, { body }) => addReturnReason(tx, body)),
  write(api.changeReturnReason, (tx, { params, body }) => changeReturnReason(tx, params.reasonId, body)),
]
