import swagger from '@fastify/swagger'
import swaggerPages from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

/** OpenAPI 3.1 out of the contract at /api/v1/openapi.json, and as pages at /api/docs. */
export async function publishApiPages(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lotbook',
        version: '1',
        description:
          'Stock control by lot and serial number. Sign in with POST /session; writes take an Idempotency-Key; an expected “no” comes as application/problem+json with its code.',
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'lotbook_session' } } },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
  })
  await app.register(swaggerPages, { routePrefix: '/api/docs' })
  app.get('/api/v1/openapi.json', { schema: { hide: true } as object }, () => app.swagger())
}
