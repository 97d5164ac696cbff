import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import * as catalog from './catalog/public.ts'
import * as fulfilment from './fulfilment/public.ts'
import * as messages from './messages/public.ts'
import * as people from './people/public.ts'
import { publishApiPages } from './platform/api-pages.ts'
import { publishHealth } from './platform/health.ts'
import type { House } from './platform/house.ts'
import * as jobs from './platform/jobs/public.ts'
import { answerErrorsAsProblems, mountRoutes } from './platform/routes/public.ts'
import { serveWeb } from './platform/serve-web.ts'
import * as print from './print/public.ts'
import * as purchasing from './purchasing/public.ts'
import * as sales from './sales/public.ts'
import * as sample from './sample/public.ts'
import * as stock from './stock/public.ts'
import * as store from './store/public.ts'
import * as till from './till/public.ts'
import * as trace from './trace/public.ts'

/** The table of contents: every room that the server has, on one page. */
export async function makeApp(house: House): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: house.log,
    genReqId: () => crypto.randomUUID(),
    bodyLimit: 64 * 1024 * 1024,
    // What a proxy says of the visitor counts where the proxy is near; anybody else would make up an address for each try.
    trustProxy:
      house.configuration.publicUrl === undefined ? false : ['loopback', 'linklocal', 'uniquelocal'],
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerErrorsAsProblems(app)
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: 64 * 1024 * 1024, files: 1 } })
  await publishApiPages(app)
  publishHealth(app, house)
  mountRoutes(app, house, { staff: people.whoIs(house), till: till.whichTill(house) }, [
    ...people.routes,
    ...jobs.routes,
    ...catalog.routes,
    ...stock.routes,
    ...purchasing.routes,
    ...sales.routes,
    ...fulfilment.routes,
    ...till.routes,
    ...store.routes,
    ...messages.routes,
    ...trace.routes,
    ...print.routes,
    ...sample.routes,
  ])
  await store.publishStore(app, house, { sendInvoice: print.sendInvoice })
  till.publishReceipts(app, house)
  await serveWeb(app)
  await app.ready()
  return app
}
