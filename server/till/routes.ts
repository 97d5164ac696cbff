import { api } from '../../contract/till/tills.ts'
import { type Route, read, write } from '../platform/routes/public.ts'
import { conflictRoutes } from './conflicts/routes.ts'
import { makeEnrolmentCode } from './device/enrol.ts'
import { deviceRoutes } from './device/routes.ts'
import { drawerRoutes } from './drawer/routes.ts'
import { returnRoutes } from './returns/routes.ts'
import { saleRoutes } from './sales/routes.ts'
import { syncRoutes } from './sync/routes.ts'
import { addTill } from './tills/add-till.ts'
import { readCashiers, removeCashier, saveCashier, unlockCashier } from './tills/cashiers.ts'
import { changeTill, revokeDevice, unlockTill } from './tills/change-till.ts'
import { listTills } from './tills/list-tills.ts'

export const routes: Route[] = [
  read(api.listTills, listTills),
  write(api.addTill, (tx, { body }) => addTill(tx, body)),
  write(api.changeTill, (tx, { params, body }) => changeTill(tx, params.tillId, body)),
  write(api.makeEnrolmentCode, (tx, { params }) => makeEnrolmentCode(tx, params.tillId)),
  write(api.revokeDevice, (tx, { params }) => revokeDevice(tx, params.tillId)),
  write(api.unlockTill, (tx, { params }) => unlockTill(tx, params.tillId)),
  read(api.listCashiers, async reader => ({ items: await readCashiers(reader) })),
  write(api.saveCashier, (tx, { params, body }) => saveCashier(tx, params.staffId, body)),
  write(api.removeCashier, (tx, { params }) => removeCashier(tx, params.staffId)),
  write(api.unlockCashier, (tx, { params }) => unlockCashier(tx, params.staffId)),
  ...deviceRoutes,
  ...drawerRoutes,
  ...saleRoutes,
  ...returnRoutes,
  ...conflictRoutes,
  ...syncRoutes,
]
