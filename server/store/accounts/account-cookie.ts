import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Configuration } from '../../platform/configuration.ts'

const cookieName = 'lotbook_buyer'
export const sessionDays = 30

/** The secret of a buyer who is signed in. */
export function accountKey(request: FastifyRequest): string | undefined {
  const key = request.cookies[cookieName]
  return key !== undefined && /^[A-Za-z0-9_-]{43}$/.test(key) ? key : undefined
}

export function setAccountCookie(configuration: Configuration, reply: FastifyReply, key: string): void {
  reply.setCookie(cookieName, key, { ...shape(configuration), maxAge: sessionDays * 24 * 60 * 60 })
}

export function endAccountCookie(configuration: Configuration, reply: FastifyReply): void {
  reply.clearCookie(cookieName, shape(configuration))
}

function shape({ publicUrl }: Configuration) {
  const secure = publicUrl?.startsWith('https:') ?? false
  return { path: '/shop', httpOnly: true, sameSite: 'lax', secure } as const
}
