import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { inTransaction, kyselyOn, readerOn } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import { basketKey } from '../basket/basket-cookie.ts'
import { countBasket } from '../basket/read-basket.ts'
import type { Html } from '../look/html.ts'
import { readStoreFacts, type StoreFacts } from '../store-facts.ts'

/** Who visitors are in histories: the house itself. */
export const visitor = { id: 0, name: 'Online store' }

/** One request of a visitor, with what every page needs. */
export interface Visit {
  readonly house: House
  readonly store: StoreFacts
  readonly reader: Reader
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly query: URLSearchParams
  /** The fields of a form; empty for a page that is looked at. */
  readonly form: URLSearchParams
  readonly params: Readonly<Record<string, string>>
  /** The secret of this browser's basket. */
  readonly basketKey: string | undefined
  readonly basketLines: number
  /** Opens the transaction of this request. */
  write<Answer>(work: (tx: Tx) => Promise<Answer>): Promise<Answer>
}

/** What a page answers: itself, or where to go. */
export type Shown =
  | {
      readonly title: string
      readonly body: Html
      readonly status?: number
      readonly description?: string
      /** Its one address, from the root on; a page without one is of no use to a search machine. */
      readonly canonical?: string
      /** Into the head: structured data, pictures for those who share it. */
      readonly head?: Html
      /** The category that is being looked at. */
      readonly categoryId?: number
    }
  | { readonly to: string }

export interface StorePage {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Whether it is there while the store is closed, as the pages of orders are. */
  readonly always?: boolean
  readonly show: (visit: Visit) => Promise<Shown>
}

export async function openVisit(house: House, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  const store = await readStoreFacts({ db: kyselyOn(house.pool) })
  const act = { actor: visitor, at: house.clock(), timeZone: store.timeZone }
  const reader = readerOn(house.pool, act)
  const key = basketKey(request)
  return {
    house,
    store,
    reader,
    request,
    reply,
    query: new URL(request.url, 'http://here').searchParams,
    form: request.body instanceof URLSearchParams ? request.body : new URLSearchParams(),
    params: request.params as Record<string, string>,
    basketKey: key,
    basketLines: await countBasket(reader, key),
    write: work => inTransaction(house.pool, act, work),
  }
}
