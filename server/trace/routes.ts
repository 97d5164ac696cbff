import { api } from '../../contract/trace.ts'
import { type Route, read } from '../platform/routes/public.ts'
import { find } from './find.ts'
import { readToday } from './read-today.ts'
import { traceLot } from './trace-lot.ts'
import { traceUnit } from './trace-unit.ts'

export const routes: Route[] = [
  read(api.find, (reader, { query }) => find(reader, query.text)),
  read(api.traceUnit, (reader, { params }) => traceUnit(reader, params.unitId)),
  read(api.traceLot, (reader, { params }) => traceLot(reader, params.lotId)),
  read(api.readToday, readToday),
]
