import { api } from '../../../contract/order-dispatch.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Route, read, special, write } from '../../platform/routes/public.ts'
import { completeAmongMany, completeOrder } from './complete-order.ts'
import { dispatchElsewhere, findOrders } from './dispatch-elsewhere.ts'
import { fitIdentifier } from './fit-identifier.ts'
import { listIdentifierOptions } from './identifier-options.ts'
import { listDispatch, listDispatchIds } from './list-dispatch.ts'
import { eachOrder } from './many-orders.ts'
import { readDispatch } from './read-dispatch.ts'
import { saveIdentifiers } from './save-identifiers.ts'
import { suggestIdentifiers } from './suggest-identifiers.ts'

export const routes: Route[] = [
  read(api.listDispatch, (reader, { query }) => listDispatch(reader, query)),
  read(api.listDispatchIds, (reader, { query }) => listDispatchIds(reader, query)),
  read(api.readDispatch, async (reader, { query }) => ({
    items: await readDispatch(reader, query.orders.split(',').map(Number)),
  })),
  special(api.saveIdentifiers, ({ reader, input, inParts }) =>
    inParts(apart => eachOrder(reader, apart, input.body.orders, saveIdentifiers)),
  ),
  write(api.completeOrder, (tx, { params, body }) => completeOrder(tx, params.orderId, body)),
  special(api.completeOrders, ({ reader, input, inParts }) =>
    inParts(apart =>
      eachOrder(
        reader,
        apart,
        input.body.orderIds.map(orderId => ({ orderId })),
        completeAmongMany,
      ),
    ),
  ),
  special(api.dispatchElsewhere, ({ reader, input, inParts }) =>
    inParts(async apart => {
      const { orders, unknown } = await findOrders(reader, input.body)
      const { done, failed } = await eachOrder(reader, apart, orders, dispatchElsewhere)
      const sentence = refuse('not_found', { what: 'sales order' }).message
      return {
        done: done.map(({ orderId, number }) => ({ orderId, number })),
        failed: [...failed, ...unknown.map(number => ({ orderId: null, number, sentence }))],
      }
    }),
  ),
  read(api.listIdentifierOptions, (reader, { params, query }) =>
    listIdentifierOptions(reader, params.variantId, query),
  ),
  read(api.fitIdentifier, (reader, { body }) => fitIdentifier(reader, body.text, body.variantIds)),
  read(api.suggestIdentifiers, (reader, { body }) => suggestIdentifiers(reader, body)),
]
