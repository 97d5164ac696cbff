import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { projectRoot } from './project-root.ts'

/**
 * The back office at /admin and the till at /pos, as they were built into dist. Their file names carry a hash, so they may
 * be kept for ever; the pages themselves never. Any address below that is no file is a screen, and gets the page.
 */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  await servePages(app, { at: '/admin', from: 'web' })
  await servePages(app, { at: '/pos', from: 'till' })
}

async function servePages(app: FastifyInstance, { at, from }: { at: string; from: string }): Promise<void> {
  const root = path.join(projectRoot(), 'dist', from)
  if (!existsSync(root)) {
    app.log.warn(`the screens of ${at} are not built; run "npm run build"`)
    return
  }
  await app.register(files, {
    root,
    prefix: `${at}/`,
    wildcard: false,
    index: false,
    decorateReply: false,
    setHeaders: (reply, file) => {
      const forEver = file.includes(`${path.sep}assets${path.sep}`)
      reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const page = readFileSync(path.join(root, 'index.html'))
  const sendPage = (_request: FastifyRequest, reply: FastifyReply) =>
    reply
      .header('content-security-policy', contentPolicy)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page)
  const hidden = { schema: { hide: true } as object }
  // A worker and relative addresses of the till live below its folder, so that its page does, too.
  app.get(at, hidden, at === '/pos' ? (_request, reply) => reply.redirect('/pos/') : sendPage)
  // A part of an older build is gone, and must not be answered with the page: the tab then loads itself anew.
  app.get(`${at}/assets/*`, hidden, (_request, reply) => reply.callNotFound())
  app.get(`${at}/*`, hidden, sendPage)
}

/** Only what we serve ourselves may run or load; styles may be inline because the component library sets them so. */
const contentPolicy = [
  "default-src 'self'",
  // The till reads codes in the browser by a module of WebAssembly that we serve ourselves.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ')
