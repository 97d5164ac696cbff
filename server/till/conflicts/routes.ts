import { api } from '../../../contract/till/conflicts.ts'
import { type Route, read, write } from '../../platform/routes/public.ts'
import { listConflicts } from './list-conflicts.ts'
import { readConflict } from './read-conflict.ts'
import { settleConflict } from './settle-conflict.ts'

export const conflictRoutes: Route[] = [
  read(api.listConflicts, (reader, { query }) => listConflicts(reader, query)),
  read(api.readConflict, (reader, { params }) => readConflict(reader, params.saleId)),
  write(api.settleConflict, (tx, { params, body }) => settleConflict(tx, params.saleId, body)),
]
