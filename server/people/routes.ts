import { api } from '../../contract/people.ts'
import { api as preferencesApi } from '../../contract/preferences.ts'
import { api as sessionApi } from '../../contract/session.ts'
import { api as shopApi } from '../../contract/shop.ts'
import { sendPicture } from '../platform/pictures/public.ts'
import { Refusal } from '../platform/refusal.ts'
import { type Call, type Route, read, special, write } from '../platform/routes/public.ts'
import { changeStaff } from './change-staff.ts'
import { endCookie, readCookie, setCookie } from './cookie.ts'
import { addCustomer, changeCustomer, listCustomers, readCustomer } from './customers.ts'
import { readPreferences, savePreferences } from './preferences.ts'
import { endSession, newToken, readSession, startSession } from './sessions.ts'
import { changeLogo, readLogo, removeLogo } from './shop-logo.ts'
import { changeShop, readShop } from './shop-settings.ts'
import { signIn } from './sign-in.ts'
import { addStaff, listStaff, makeOwner, needsOwner } from './staff.ts'
import {
  addSupplier,
  archiveSupplier,
  changeSupplier,
  listSuppliers,
  readSupplier,
  restoreSupplier,
} from './suppliers.ts'

export const routes: Route[] = [
  read(sessionApi.readSetup, needsOwner),
  special(sessionApi.makeOwner, async call => {
    const token = newToken()
    const signedIn = await call.write(async tx => {
      const staffId = await makeOwner(tx, call.input.body)
      await startSession(tx, staffId, token)
      return { staffId, name: call.input.body.name }
    })
    return welcome(call, signedIn, token)
  }),
  special(sessionApi.signIn, async call => {
    const token = newToken()
    const signedIn = await call.write(async tx => {
      const result = await signIn(tx, call.input.body)
      if (!(result instanceof Refusal)) await startSession(tx, result.staffId, token)
      return result
    })
    if (signedIn instanceof Refusal) throw signedIn
    return welcome(call, signedIn, token)
  }),
  read(sessionApi.readSession, readSession),
  special(sessionApi.signOut, async call => {
    await call.write(tx => endSession(tx, readCookie(call.request) ?? ''))
    endCookie(call.house.configuration, call.reply)
    return { ok: true } as const
  }),
  read(sessionApi.listStaff, listStaff),
  write(sessionApi.addStaff, (tx, { body }) => addStaff(tx, body)),
  write(sessionApi.changeStaff, (tx, { params, body }) => changeStaff(tx, params.staffId, body)),
  read(preferencesApi.readPreferences, readPreferences),
  write(preferencesApi.savePreferences, async (tx, { body }) => {
    await savePreferences(tx, body)
    return { ok: true } as const
  }),
  read(shopApi.readShop, readShop),
  write(shopApi.changeShop, (tx, { body }) => changeShop(tx, body)),
  special(shopApi.changeLogo, changeLogo),
  write(shopApi.removeLogo, removeLogo),
  special(shopApi.showLogo, async ({ reader, reply, input: { params } }) =>
    sendPicture(reply, 'image/png', await readLogo(reader, params.key)),
  ),
  read(api.listSuppliers, (reader, { query }) => listSuppliers(reader, query)),
  read(api.readSupplier, (reader, { params }) => readSupplier(reader, params.supplierId)),
  write(api.addSupplier, (tx, { body }) => addSupplier(tx, body)),
  write(api.changeSupplier, (tx, { params, body }) => changeSupplier(tx, params.supplierId, body)),
  write(api.archiveSupplier, (tx, { params }) => archiveSupplier(tx, params.supplierId)),
  write(api.restoreSupplier, (tx, { params }) => restoreSupplier(tx, params.supplierId)),
  read(api.listCustomers, (reader, { query }) => listCustomers(reader, query)),
  read(api.readCustomer, (reader, { params }) => readCustomer(reader, params.customerId)),
  write(api.addCustomer, (tx, { body }) => addCustomer(tx, body)),
  write(api.changeCustomer, (tx, { params, body }) => changeCustomer(tx, params.customerId, body)),
]

function welcome(
  call: Pick<Call, 'house' | 'reply' | 'reader'>,
  signedIn: { staffId: number; name: string },
  token: string,
) {
  setCookie(call.house.configuration, call.reply, token)
  return readSession({ ...call.reader, actor: { id: signedIn.staffId, name: signedIn.name } })
}
