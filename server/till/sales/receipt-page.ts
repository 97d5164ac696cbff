import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Receipt } from '../../../contract/till/receipt.ts'
import { type Reader, readerOn } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import { Refusal } from '../../platform/refusal.ts'
import { readReceipt } from './read-receipt.ts'
import { receiptRows } from './receipt-words.ts'

/** `/receipt/<token>`: the receipt for whoever has its link, as a page without scripts that no cache and no search engine keeps. */
export function publishReceipts(app: FastifyInstance, house: House): void {
  app.get('/receipt/:token', { schema: { hide: true } as object }, async (request, reply) => {
    const act = { actor: { id: 0, name: 'nobody' }, at: house.clock(), timeZone: 'UTC' }
    return show(readerOn(house.pool, act), request, reply)
  })
}

async function show(reader: Reader, request: FastifyRequest, reply: FastifyReply) {
  const { token } = request.params as { token: string }
  reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'private, no-store')
    .header('x-robots-tag', 'noindex')
    .header('referrer-policy', 'no-referrer')
    .header('x-content-type-options', 'nosniff')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    )
  try {
    const [receipt, shop] = await Promise.all([
      readReceipt(reader, { token: token.slice(0, 100) }),
      readShop(reader),
    ])
    return reply.send(pageOf(receipt, shop))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return reply
      .code(404)
      .send(sheet('Receipt', '<p>There is no such receipt. Check the address, or ask in the shop.</p>'))
  }
}

interface Shop {
  name: string
  address: string
  phone: string
  email: string
  taxNumber: string
  timeZone: string
}

async function readShop(reader: Reader): Promise<Shop> {
  const { rows } = await sql<Shop>`
    select name, address, phone, email, tax_number as "taxNumber", time_zone as "timeZone" from shop`.execute(
    reader.db,
  )
  return rows[0]!
}

function pageOf(receipt: Receipt, shop: Shop): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: receipt.currency })
  const minor = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)
  const rows = receiptRows(
    receipt,
    amount => format.format(amount / minor),
    date => date,
  )
  const contact = [
    ...shop.address.split('\n'),
    shop.phone,
    shop.email,
    shop.taxNumber && `Tax number ${shop.taxNumber}`,
  ]
  const at = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop.timeZone,
  })
  return sheet(
    `Receipt ${receipt.number}`,
    `<h1>${escaped(shop.name)}</h1>
<p class="soft">${contact.filter(Boolean).map(escaped).join('<br>')}</p>
<p><strong>${escaped(receipt.number)}</strong>${receipt.provisionalNumber ? ` (${escaped(receipt.provisionalNumber)})` : ''}<br>
${escaped(at.format(new Date(receipt.takenAt)))} · ${escaped(receipt.till.name)}, ${escaped(receipt.location.name)}</p>
<table>${rows
      .map(
        row =>
          `<tr class="${row.kind}"><th scope="row">${escaped(row.left)}</th><td>${escaped(row.right)}</td></tr>`,
      )
      .join('\n')}</table>`,
  )
}

const sheet = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.45 system-ui, sans-serif; max-width: 26rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.25rem; margin: 0; } .soft { opacity: .75; margin-top: .25rem; }
table { width: 100%; border-collapse: collapse; } th { text-align: left; font-weight: 400; overflow-wrap: anywhere; }
td { text-align: right; vertical-align: top; white-space: nowrap; padding-left: 1rem; }
.goods th, .goods td { padding-top: .6rem; } .detail, .code { opacity: .75; font-size: .875rem; }
.code th { font-family: ui-monospace, monospace; }
.total th, .total td { font-weight: 600; font-size: 1.15rem; border-top: 1px solid; padding-top: .5rem; }
tr.goods + tr.total th, tr.code + tr.total th { margin-top: .5rem; }
</style></head><body><main>${body}</main></body></html>`

const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
