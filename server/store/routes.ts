import { api } from '../../contract/store.ts'
import { type Route, read, special, write } from '../platform/routes/public.ts'
import { listReturnRequests, settleReturnRequest } from './orders/return-requests.ts'
import { changeStore, publishAll, readStoreSettings } from './settings/store-settings.ts'
import { addZone, changeZone, listZones, removeZone } from './settings/zones.ts'

export const routes: Route[] = [
  special(api.readStore, ({ house, reader }) => readStoreSettings(reader, house.configuration)),
  special(api.changeStore, ({ house, write, input: { body } }) =>
    write(async tx => {
      await changeStore(tx, body)
      return readStoreSettings(tx, house.configuration)
    }),
  ),
  special(api.publishAll, ({ house, write }) =>
    write(async tx => {
      await publishAll(tx)
      return readStoreSettings(tx, house.configuration)
    }),
  ),
  read(api.listZones, listZones),
  write(api.addZone, (tx, { body }) => addZone(tx, body)),
  write(api.changeZone, (tx, { params, body }) => changeZone(tx, params.zoneId, body)),
  write(api.removeZone, (tx, { params }) => removeZone(tx, params.zoneId)),
  read(api.listReturnRequests, (reader, { query }) => listReturnRequests(reader, query)),
  write(api.settleReturnRequest, (tx, { params }) => settleReturnRequest(tx, params.requestId)),
]
