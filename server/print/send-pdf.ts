import type { FastifyReply } from 'fastify'
import type { Pdf } from './pdf/new-pdf.ts'

/** Sends a PDF to be looked at in the browser. It tells of customers and prices: no cache may keep it. */
export function sendPdf(reply: FastifyReply, name: string, pdf: Pdf): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${safeName(name)}.pdf"`)
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .send(pdf)
}

/** Letters, digits and hyphens of ASCII: a name that every system takes and no header trips over. */
function safeName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return safe === '' ? 'lotbook' : safe.slice(0, 80)
}
