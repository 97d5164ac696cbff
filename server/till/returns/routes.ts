import { api } from '../../../contract/till/returns.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Route } from '../../platform/routes/public.ts'
import { atTill } from '../device/which-till.ts'
import { exchange } from './exchange.ts'
import { findReceipt } from './find-receipt.ts'
import { takeReturn } from './take-return.ts'

export const returnRoutes: Route[] = [
  atTill(api.findReceipt, ({ reader, input }) => findReceipt(reader, input.query.text)),
  atTill(api.takeReturn, (call, till) => {
    const { body } = call.input
    if (body.refunds.some(one => one.method === 'exchange')) {
      const sentence = 'Only an exchange gives back by exchange. Take another method.'
      throw refuse('bad_input', { problems: [{ path: 'refunds', sentence }] })
    }
    return call.write(tx => takeReturn(tx, till, body))
  }),
  atTill(api.exchange, (call, till) => call.write(tx => exchange(tx, till, call.input.body))),
]
