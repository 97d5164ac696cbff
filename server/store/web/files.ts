import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { projectRoot } from '../../platform/project-root.ts'

const style = readFileSync(path.join(projectRoot(), 'server/store/look/store.css'))

/** The address of the stylesheet changes with it, so that it may be kept for ever. */
export const styleAddress = `/shop/files/store-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`

const find = createRequire(import.meta.url)
const fonts: Record<string, string> = {
  'sans-400.woff2': '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2',
  'sans-600.woff2': '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2',
  'mono-400.woff2': '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
}
const forEver = 'public, max-age=31536000, immutable'

/** The stylesheet and the three fonts. */
export function publishFiles(store: FastifyInstance): void {
  const hide = { schema: { hide: true } as object }
  store.get(styleAddress, hide, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', forEver)
      .header('x-content-type-options', 'nosniff')
      .send(style),
  )
  for (const [name, file] of Object.entries(fonts)) {
    const bytes = readFileSync(find.resolve(file))
    store.get(`/shop/files/${name}`, hide, (_request, reply) =>
      reply.type('font/woff2').header('cache-control', forEver).send(bytes),
    )
  }
}
