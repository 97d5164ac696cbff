import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Endpoint } from '../../../contract/endpoint.ts'
import type { Configuration } from '../../platform/configuration.ts'
import { kyselyOn } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Call, type Route, special, type WhoIs } from '../../platform/routes/public.ts'

/** The till that sends a request. */
export interface TillDevice {
  readonly deviceId: number
  readonly tillId: number
  readonly number: number
  readonly name: string
  readonly locationId: number
  readonly timeZone: string
}

const cookieName = 'lotbook_till'
const daysEnrolled = 400

/**
 * Which till sends a request, by the cookie of its enrolment. That it was seen is noted once a minute. A write that another
 * site made the browser send is refused.
 */
export function whichTill(house: House): WhoIs {
  return async request => {
    const token = request.cookies[cookieName]
    if (token === undefined) return null
    const writes = request.method !== 'GET' && request.method !== 'HEAD'
    if (writes && request.headers['sec-fetch-site'] === 'cross-site') throw refuse('till_not_enrolled', {})
    const at = house.clock().toISOString()
    const { rows } = await sql<TillDevice & { isStale: boolean }>`
      select device.id as "deviceId", till.id as "tillId", till.number, till.name, till.location_id as "locationId",
             shop.time_zone as "timeZone",
             device.last_seen_at is null or device.last_seen_at < ${at}::timestamptz - interval '1 minute' as "isStale"
        from till_device device join till on till.id = device.till_id cross join shop
       where device.token_hash = ${hashOf(token)} and device.ended_at is null and till.archived_at is null`.execute(
      kyselyOn(house.pool),
    )
    if (rows[0] === undefined) return null
    const { isStale, ...device } = rows[0]
    if (isStale)
      await sql`update till_device set last_seen_at = ${at} where id = ${device.deviceId}`.execute(
        kyselyOn(house.pool),
      )
    return {
      actor: { id: 0, name: device.name },
      permissions: [],
      timeZone: device.timeZone,
      device,
    }
  }
}

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Only the till's own endpoints see it, and no script; a browser keeps it for as long as it may. */
export function setTillCookie(configuration: Configuration, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName, token, {
    path: '/api/v1/till',
    httpOnly: true,
    sameSite: 'strict',
    secure: configuration.publicUrl?.startsWith('https:') ?? false,
    maxAge: daysEnrolled * 24 * 60 * 60,
  })
}

/** A route of an enrolled device, which is handed to it. */
export function atTill<E extends Endpoint>(
  endpoint: E,
  use: (call: Call<E>, till: TillDevice) => ReturnType<Parameters<typeof special<E>>[1]>,
): Route {
  return special(endpoint, call => use(call, tillOf(call.request)))
}

function tillOf(request: FastifyRequest): TillDevice {
  const { device } = request.signedIn
  if (device === undefined) throw new Error('an endpoint of the till is open to somebody else')
  return device as TillDevice
}
