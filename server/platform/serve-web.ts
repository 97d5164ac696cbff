import { existsSync } from 'node:fs'
import path from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { projectRoot } from './project-root.ts'

/**
 * The back office at /admin, as it was built into dist/web. Its file names carry a hash, so they may be kept for ever;
 * the page itself never. Any address below /admin that is no file is a screen, and gets the page.
 */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  const root = path.join(projectRoot(), 'dist', 'web')
  app.get('/', { schema: { hide: true } as object }, (_request, reply) => reply.redirect('/admin'))
  if (!existsSync(root)) {
    app.log.warn('the screens are not built; run "npm run build"')
    return
  }
  await app.register(files, {
    root,
    prefix: '/admin/',
    wildcard: false,
    index: false,
    setHeaders: (reply, file) => {
      const forEver = file.includes(`${path.sep}assets${path.sep}`)
      reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const page = (
    _request: unknown,
    reply: { header(name: string, value: string): unknown; sendFile(name: string): unknown },
  ) => {
    reply.header('content-security-policy', contentPolicy)
    return reply.sendFile('index.html')
  }
  app.get('/admin', { schema: { hide: true } as object }, page as never)
  // A part of an older build is gone, and must not be answered with the page: the tab then loads itself anew.
  app.get('/admin/assets/*', { schema: { hide: true } as object }, (_request, reply) => reply.callNotFound())
  app.get('/admin/*', { schema: { hide: true } as object }, page as never)
}

/** Only what we serve ourselves may run or load; styles may be inline because the component library sets them so. */
const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ')
