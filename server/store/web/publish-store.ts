import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../../platform/house.ts'
import { Refusal } from '../../platform/refusal.ts'
import { say } from '../language/say.ts'
import { closedPage, missingPage, problemPage } from '../look/other-pages.ts'
import { drawPage } from '../look/page.ts'
import type { StoreFacts } from '../store-facts.ts'
import { publishFiles } from './files.ts'
import { type Papers, publishInvoices } from './invoices.ts'
import { publishMachinePages } from './machine-pages.ts'
import { pages } from './pages.ts'
import { publishPaymentNotices } from './payment-notices.ts'
import { openVisit, type Shown, type StorePage } from './visit.ts'

type Drawn = Exclude<Shown, { to: string }>

/** A form of the store is small; files are not sent to it. */
const mostBytesOfForm = 64 * 1024

/** The online store at /shop: pages made here, that need no script in the browser. */
export async function publishStore(app: FastifyInstance, house: House, papers: Papers): Promise<void> {
  await app.register((store, _options, ready) => {
    store.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: mostBytesOfForm },
      (_request, body, done) => done(null, new URLSearchParams(body as string)),
    )
    store.setErrorHandler(async (error: FastifyError, request, reply) =>
      answerError(house, error, request, reply),
    )
    publishFiles(store)
    publishMachinePages(store, house)
    publishInvoices(store, house, papers)
    publishPaymentNotices(store, house)
    for (const page of pages)
      store.route({
        method: page.method,
        url: page.path,
        schema: { hide: true } as object,
        handler: (request, reply) => answer(house, page, request, reply),
      })
    store.get('/shop/*', { schema: { hide: true } as object }, (request, reply) =>
      answer(
        house,
        { method: 'GET', path: '/shop/*', always: true, show: async ({ store }) => missingPage(store) },
        request,
        reply,
      ),
    )
    ready()
  })
}

async function answer(house: House, page: StorePage, request: FastifyRequest, reply: FastifyReply) {
  // A form that another site sent for the visitor is not theirs.
  if (page.method === 'POST' && request.headers['sec-fetch-site'] === 'cross-site')
    return send(house, request, reply, store => ({ ...missingPage(store), status: 403 }))
  const visit = await openVisit(house, request, reply)
  const shown = !visit.store.isOpen && page.always !== true ? closedPage(visit.store) : await page.show(visit)
  if ('to' in shown) return reply.redirect(shown.to, 303)
  return sendPage(reply, drawPage(visit, shown), shown)
}

async function answerError(house: House, error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof Refusal && error.code === 'not_found') return send(house, request, reply, missingPage)
  if (error instanceof Refusal)
    return send(house, request, reply, store => problemPage(store, error.message, error.status))
  if (typeof error.statusCode === 'number' && error.statusCode < 500)
    return send(house, request, reply, store =>
      problemPage(store, say(store, 'look.problem.unreadable'), error.statusCode!),
    )
  request.log.error({ err: error }, 'a bug in the store')
  return send(house, request, reply, store =>
    problemPage(store, say(store, 'look.problem.bug', { id: request.id }), 500),
  )
}

async function send(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  show: (store: StoreFacts) => Drawn,
) {
  const visit = await openVisit(house, request, reply)
  const shown = show(visit.store)
  return sendPage(reply, drawPage(visit, shown), shown)
}

/** What search machines may read a browser may keep for the way back; what is a buyer’s own it may not. */
function sendPage(reply: FastifyReply, text: string, { status = 200, canonical }: Drawn): FastifyReply {
  const keeps = canonical !== undefined
  if (status === 429) reply.header('retry-after', '900')
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': contentPolicy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      // A secret link must not be told to the sites that a page leads to.
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'cache-control': keeps ? 'private, no-cache' : 'private, no-store',
    })
    .send(text)
}

/** No script at all, nothing from elsewhere. Structured data is no script that runs. */
const contentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')
