import type { FastifyInstance } from 'fastify'
import type { House } from './house.ts'

/** /healthz: the process answers. /readyz: it can also reach its database. */
export function publishHealth(app: FastifyInstance, house: House): void {
  const hidden = { schema: { hide: true } as object, logLevel: 'warn' as const }
  app.get('/healthz', hidden, async () => ({ status: 'ok' }))
  app.get('/readyz', hidden, async (_request, reply) => {
    try {
      await house.pool.query('select from shop')
      return { status: 'ready' }
    } catch (error) {
      house.log.warn({ why: (error as Error).message }, 'not ready')
      return reply.code(503).send({ status: 'the database cannot be reached' })
    }
  })
}
