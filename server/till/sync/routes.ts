import { api } from '../../../contract/till/sync.ts'
import type { Route } from '../../platform/routes/public.ts'
import { atTill } from '../device/which-till.ts'
import { syncCatalogue } from './sync-catalogue.ts'
import { syncStock } from './sync-stock.ts'

export const syncRoutes: Route[] = [
  atTill(api.syncCatalogue, ({ reader, input }) => syncCatalogue(reader, input.query)),
  atTill(api.syncStock, ({ reader, input }, till) => syncStock(reader, till.locationId, input.query)),
]
