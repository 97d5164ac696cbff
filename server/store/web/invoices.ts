import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Paper } from '../../../contract/print.ts'
import { kyselyOn, type Reader, readerOn } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import { refuse } from '../../platform/refusal.ts'
import { readBuyerOrder } from '../orders/buyer-order.ts'
import { readStoreFacts } from '../store-facts.ts'
import { visitor } from './visit.ts'

/** What another room prints for buyers: that room stands above this one, so the house brings the two together. */
export interface Papers {
  readonly sendInvoice: (
    reader: Reader,
    reply: FastifyReply,
    invoiceId: number,
    paper: Paper,
  ) => Promise<FastifyReply>
}

/** An order's invoices as PDF, for whoever has its secret link. */
export function publishInvoices(store: FastifyInstance, house: House, { sendInvoice }: Papers): void {
  store.get(
    '/shop/orders/:key/invoices/:invoice',
    { schema: { hide: true } as object },
    async (request, reply) => {
      const { key, invoice } = request.params as { key: string; invoice: string }
      const { timeZone } = await readStoreFacts({ db: kyselyOn(house.pool) })
      const reader = readerOn(house.pool, { actor: visitor, at: house.clock(), timeZone })
      const bought = await readBuyerOrder(reader, { key })
      const found = bought?.order.invoices.find(one => String(one.id) === invoice)
      if (found === undefined) throw refuse('not_found', { what: 'invoice' })
      reply.header('referrer-policy', 'same-origin')
      return sendInvoice(reader, reply, found.id, 'a4')
    },
  )
}
