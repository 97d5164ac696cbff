import { openTestShop, type TestShop } from '../harness/shop.ts'
import { readPdf } from './read-pdf.ts'

/** A shop with somebody signed in, who asks for papers. */
export async function openPrintShop() {
  const shop = await openTestShop()
  await shop.rows(
    `insert into session (token_hash, staff_id, created_at, expires_at) values (sha256('printer'), 1, '2026-11-01', '2026-12-31')`,
  )
  const ask = async (address: string) => {
    const app = await shop.app()
    return app.inject({ url: `/api/v1${address}`, cookies: { lotbook_session: 'printer' } })
  }
  const print = async (address: string) => {
    const answer = await ask(address)
    if (answer.statusCode !== 200) throw new Error(`${address}: ${answer.body}`)
    return readPdf(answer.rawPayload)
  }
  return { shop, ask, print }
}

/** Text typed to do harm: markup, a formula, a reversed direction, a name without end. */
export const hostile = {
  markup: '<script>alert(1)</script>',
  formula: '=HYPERLINK("http://example.com","x")',
  pdf: ') Tj ET /JavaScript (app.alert(1)) %PDF \\)',
  reversed: 'invoice\u202Egnp.exe',
  endless: 'W'.repeat(200),
  hebrew: 'שלום עולם',
} as const

export type { TestShop }
