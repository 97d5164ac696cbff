import { api } from '../../../contract/till/device.ts'
import * as people from '../../people/public.ts'
import { type Route, special } from '../../platform/routes/public.ts'
import { claimPiece, endClaims } from './basket-claims.ts'
import { actingAs, cashierOf } from './cashier-of.ts'
import { findCustomers } from './customers.ts'
import { enrol } from './enrol.ts'
import { readTillState } from './read-till-state.ts'
import { refusalOf, signIn, signOut } from './sign-in.ts'
import { atTill, setTillCookie } from './which-till.ts'

export const deviceRoutes: Route[] = [
  special(api.enrol, async call => {
    const token = people.newToken()
    const { tillId } = await call.write(tx => enrol(tx, call.input.body, token))
    setTillCookie(call.house.configuration, call.reply, token)
    return readTillState(call.reader, tillId)
  }),
  atTill(api.readTill, ({ reader }, till) => readTillState(reader, till.tillId)),
  atTill(api.signIn, async (call, till) => {
    const result = await call.write(tx => signIn(tx, till, call.input.body))
    if ('refused' in result) throw refusalOf(result)
    return result.done
  }),
  atTill(api.signOut, async (call, till) => {
    await call.write(tx => signOut(tx, till, call.input.body.signInId))
    return { ok: true } as const
  }),
  atTill(api.findCustomers, ({ reader, input }) => findCustomers(reader, input.query.search)),
  atTill(api.addCustomer, (call, till) =>
    call.write(async tx => {
      const { signInId, name, email, phone } = call.input.body
      const cashier = await cashierOf(tx, till, signInId, true)
      return people.addCustomer(actingAs(tx, cashier), { name, email, phone, notes: '', address: '' })
    }),
  ),
  atTill(api.claimPiece, (call, till) => call.write(tx => claimPiece(tx, till, call.input.body))),
  atTill(api.endClaims, async call => {
    await call.write(tx => endClaims(tx, call.input.body))
    return { ok: true } as const
  }),
]
