import { permissionsOf } from '../../contract/permissions.ts'
import { kyselyOn } from '../platform/database/public.ts'
import type { House } from '../platform/house.ts'
import { refuse } from '../platform/refusal.ts'
import type { WhoIs } from '../platform/routes/public.ts'
import { readCookie } from './cookie.ts'
import { findSession } from './sessions.ts'

/** Who sends a request, by its session cookie. A write that another site made the browser send is refused. */
export function whoIs(house: House): WhoIs {
  return async request => {
    const token = readCookie(request)
    if (token === undefined) return null
    const writes = request.method !== 'GET' && request.method !== 'HEAD'
    if (writes && request.headers['sec-fetch-site'] === 'cross-site') throw refuse('not_signed_in', {})
    const owner = await findSession({ db: kyselyOn(house.pool), at: house.clock().toISOString() }, token)
    if (owner === null) return null
    const actor = { id: owner.id, name: owner.name }
    return { actor, permissions: permissionsOf(owner.role), timeZone: owner.timeZone }
  }
}
