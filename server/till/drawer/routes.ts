import { api } from '../../../contract/till/drawer.ts'
import { type Route, read } from '../../platform/routes/public.ts'
import { atTill } from '../device/which-till.ts'
import { closeDrawer } from './close-drawer.ts'
import { readDrawerReport } from './drawer-report.ts'
import { listZReports } from './list-z-reports.ts'
import { moveCash } from './move-cash.ts'
import { openDrawer } from './open-drawer.ts'

export const drawerRoutes: Route[] = [
  atTill(api.openDrawer, (call, till) => call.write(tx => openDrawer(tx, till, call.input.body))),
  atTill(api.moveCash, (call, till) =>
    call.write(tx => moveCash(tx, till, call.input.params.drawerId, call.input.body)),
  ),
  atTill(api.readDrawerReport, ({ reader, input }, till) =>
    readDrawerReport(reader, input.params.drawerId, till.tillId),
  ),
  atTill(api.closeDrawer, (call, till) =>
    call.write(tx => closeDrawer(tx, till, call.input.params.drawerId, call.input.body)),
  ),
  read(api.listZReports, (reader, { query }) => listZReports(reader, query)),
  read(api.readZReport, (reader, { params }) => readDrawerReport(reader, params.drawerId)),
]
