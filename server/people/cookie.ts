import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Configuration } from '../platform/configuration.ts'
import { sessionDays } from './sessions.ts'

const cookieName = 'lotbook_session'

export function readCookie(request: FastifyRequest): string | undefined {
  return request.cookies[cookieName]
}

export function setCookie(configuration: Configuration, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName, token, { ...shape(configuration), maxAge: sessionDays * 24 * 60 * 60 })
}

export function endCookie(configuration: Configuration, reply: FastifyReply): void {
  reply.clearCookie(cookieName, shape(configuration))
}

/** Lax keeps the cookie out of other sites' posts; Secure as soon as the shop is reached over https. */
function shape(configuration: Configuration) {
  const secure = configuration.publicUrl?.startsWith('https:') ?? false
  return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
}
