import type { FastifyInstance, FastifyReply } from 'fastify'
import { sql } from 'kysely'
import * as people from '../../people/public.ts'
import { kyselyOn } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import { refuse } from '../../platform/refusal.ts'
import { categoryAddress, productAddress } from '../catalogue/addresses.ts'
import { alreadyHtml, type Html, html } from '../look/html.ts'
import { readStoreFacts } from '../store-facts.ts'
import { publicAddress } from './public-address.ts'

/** A sitemap has 50,000 addresses at most. A product is in the file of its number, so that none ever moves to another. */
const productsInFile = 45_000

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
  const sendXml = (reply: FastifyReply, root: string, entries: readonly Html[]) =>
    reply
      .type('application/xml; charset=utf-8')
      .send(
        html`<?xml version="1.0" encoding="UTF-8"?>\n<${alreadyHtml(root)} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries}</${alreadyHtml(root)}>\n`
          .text,
      )
  store.get('/sitemap.xml', hide, async (_request, reply) => {
    const files = (await facts()).isOpen ? ['pages', ...(await fileNumbers(house))] : []
    const entries = files.map(
      file =>
        html`<sitemap><loc>${publicAddress(house.configuration, `/shop/sitemap-${file}.xml`)}</loc></sitemap>\n`,
    )
    return sendXml(reply, 'sitemapindex', entries)
  })
  store.get('/shop/sitemap-:file.xml', hide, async (request, reply) => {
    const { file } = request.params as { file: string }
    if (!(await facts()).isOpen || !/^(pages|\d{1,6})$/.test(file))
      throw refuse('not_found', { what: 'page' })
    const listed = file === 'pages' ? await pagesOf(house) : await productsOf(house, Number(file))
    const entries = listed.map(
      ({ path, changedAt }) =>
        html`<url><loc>${publicAddress(house.configuration, path)}</loc>${changedAt ? html`<lastmod>${changedAt}</lastmod>` : null}</url>\n`,
    )
    return sendXml(reply, 'urlset', entries)
  })
}

interface Listed {
  readonly path: string
  /** ISO 8601. */
  readonly changedAt?: string | null
}

async function fileNumbers(house: House): Promise<number[]> {
  const { rows } = await sql<{ file: number }>`
    select distinct (id - 1) / ${productsInFile}::bigint + 1 as file from product where published and archived_at is null
     order by file`.execute(kyselyOn(house.pool))
  return rows.map(row => row.file)
}

async function pagesOf(house: House): Promise<Listed[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    select c.id, c.name from category c
     where exists (select from product p where p.category_id = c.id and p.published and p.archived_at is null)
     order by c.id limit 45000`.execute(kyselyOn(house.pool))
  const fixed = ['/shop', '/shop/delivery', '/shop/terms', '/shop/genuine']
  return [...fixed, ...rows.map(categoryAddress)].map(path => ({ path }))
}

async function productsOf(house: House, file: number): Promise<Listed[]> {
  const { rows } = await sql<{ id: number; name: string; changedAt: string | null }>`
    select id, name, coalesce(changed_at, created_at) as "changedAt" from product
     where id > ${(file - 1) * productsInFile}::bigint and id <= ${file * productsInFile}::bigint
       and published and archived_at is null
     order by id`.execute(kyselyOn(house.pool))
  return rows.map(row => ({ path: productAddress(row), changedAt: row.changedAt }))
}
