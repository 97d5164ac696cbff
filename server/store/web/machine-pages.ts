import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import * as people from '../../people/public.ts'
import { kyselyOn } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import { categoryAddress, productAddress } from '../catalogue/addresses.ts'
import { html } from '../look/html.ts'
import { readStoreFacts } from '../store-facts.ts'
import { publicAddress } from './public-address.ts'

/** A sitemap has 50,000 addresses at most. */
const mostProducts = 45_000

/** What search machines read, and where the bare address of the server leads. */
export function publishMachinePages(store: FastifyInstance, house: House): void {
  const hide = { schema: { hide: true } as object }
  const facts = () => readStoreFacts({ db: kyselyOn(house.pool) })
  // Whoever has worked here before comes to work; a visitor comes to buy, where there is a store.
  store.get('/', hide, async (request, reply) => {
    const toWork = people.readCookie(request) !== undefined || !(await facts()).isOpen
    return reply.redirect(toWork ? '/admin' : '/shop')
  })
  store.get('/robots.txt', hide, async (_request, reply) => {
    const rules = (await facts()).isOpen
      ? `Allow: /api/v1/pictures/\nDisallow: /admin\nDisallow: /pos\nDisallow: /api/\nDisallow: /shop/basket\nDisallow: /shop/checkout\nDisallow: /shop/account\nDisallow: /shop/orders/\nDisallow: /shop/search\n\nSitemap: ${publicAddress(house.configuration, '/sitemap.xml')}\n`
      : 'Disallow: /\n'
    return reply.type('text/plain; charset=utf-8').send(`User-agent: *\n${rules}`)
  })
  store.get('/sitemap.xml', hide, async (_request, reply) => {
    const paths = (await facts()).isOpen ? await pathsOf(house) : []
    const urls = paths.map(path => html`<url><loc>${publicAddress(house.configuration, path)}</loc></url>\n`)
    return reply.type('application/xml; charset=utf-8').send(
      html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls}</urlset>
`.text,
    )
  })
}

async function pathsOf(house: House): Promise<string[]> {
  const db = kyselyOn(house.pool)
  const [categories, products] = await Promise.all([
    sql<{ id: number; name: string }>`
      select c.id, c.name from category c
       where exists (select from product p where p.category_id = c.id and p.published and p.archived_at is null)
       order by c.id`.execute(db),
    sql<{ id: number; name: string }>`
      select id, name from product where published and archived_at is null order by id limit ${mostProducts}`.execute(
      db,
    ),
  ])
  return ['/shop', ...categories.rows.map(categoryAddress), ...products.rows.map(productAddress)]
}
