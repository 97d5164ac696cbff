import type { FastifyInstance } from 'fastify'
import type { House } from '../../platform/house.ts'
import { paymentMethods } from '../payment/built-in.ts'
import type { PaymentMethod } from '../payment/payment-method.ts'
import { takeNotice } from '../payment/take-notice.ts'

const mostBytes = 256 * 1024

/** Where providers tell, signed, that something was paid. The body is read as it came: signatures are over bytes. */
export function publishPaymentNotices(
  store: FastifyInstance,
  house: House,
  methods: readonly PaymentMethod[] = paymentMethods,
): void {
  void store.register((notices, _options, ready) => {
    notices.removeAllContentTypeParsers()
    notices.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) =>
      done(null, body),
    )
    notices.post('/shop/payments/:method', { schema: { hide: true } as object }, async (request, reply) => {
      const method = methods.find(one => one.id === (request.params as { method: string }).method)
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      if (method?.readNotice === undefined) return reply.code(404).send('')
      const notice = await method.readNotice(house, { headers: request.headers, body })
      if (notice === undefined) return reply.code(400).send('')
      // Whatever else a provider tells of is none of ours, and need not be told again.
      if (notice === null) return reply.code(200).send('')
      return reply.code((await takeNotice(house, method, notice)) ? 200 : 409).send('')
    })
    ready()
  })
}
