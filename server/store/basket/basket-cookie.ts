import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Configuration } from '../../platform/configuration.ts'

const cookieName = 'lotbook_basket'
const days = 60

/** The secret that stands for a basket; only the visitor's browser has it. */
export function basketKey(request: FastifyRequest): string | undefined {
  const key = request.cookies[cookieName]
  return key !== undefined && /^[A-Za-z0-9_-]{43}$/.test(key) ? key : undefined
}

export const newKey = (): string => randomBytes(32).toString('base64url')

/** What is stored of the secret: whoever reads the database cannot open a basket by it. */
export const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

export function setBasketCookie(configuration: Configuration, reply: FastifyReply, key: string): void {
  reply.setCookie(cookieName, key, { ...shape(configuration), maxAge: days * 24 * 60 * 60 })
}

export function endBasketCookie(configuration: Configuration, reply: FastifyReply): void {
  reply.clearCookie(cookieName, shape(configuration))
}

function shape({ publicUrl }: Configuration) {
  const secure = publicUrl?.startsWith('https:') ?? false
  return { path: '/shop', httpOnly: true, sameSite: 'lax', secure } as const
}
