import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { BodyOf, Endpoint, ParamsOf, QueryOf } from '../../../contract/endpoint.ts'
import type { Reader, Tx } from '../database/public.ts'
import type { House } from '../house.ts'

/** What came with the request, already checked against the contract. */
export interface Input<E extends Endpoint> {
  readonly params: ParamsOf<E>
  readonly query: QueryOf<E>
  readonly body: BodyOf<E>
}

/** What a use case may answer with; the contract's schema brings it into the wire's form. */
export type Answering<E extends Endpoint> = Promise<z.input<E['answer']>>

export type Route =
  | { kind: 'read'; endpoint: Endpoint; use: (reader: Reader, input: Input<Endpoint>) => Promise<unknown> }
  | { kind: 'write'; endpoint: Endpoint; use: (tx: Tx, input: Input<Endpoint>) => Promise<unknown> }
  | { kind: 'special'; endpoint: Endpoint; use: (call: Call) => Promise<unknown> }

/** Opens a transaction of its own for a part of a request; `name` tells it from the other parts. */
export type Apart = <Answer>(name: string, work: (tx: Tx) => Promise<Answer>) => Promise<Answer>

/** What a route that needs more than its input gets: sign-in sets a cookie, an upload reads a stream. */
export interface Call<E extends Endpoint = Endpoint> {
  readonly house: House
  readonly reader: Reader
  readonly input: Input<E>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Opens the transaction of this request, under its idempotency key. */
  readonly write: <Answer>(work: (tx: Tx) => Promise<Answer>) => Promise<Answer>
  /**
   * For work of many transactions: does it once under this request's key, and gives its first answer when it is repeated.
   * Each transaction is opened by `apart` under a key of its own, so that work that was cut off goes on where it was.
   */
  readonly inParts: <Answer>(work: (apart: Apart) => Promise<Answer>) => Promise<Answer>
}

/** A question: answered without a transaction. */
export function read<E extends Endpoint>(
  endpoint: E,
  use: (reader: Reader, input: Input<E>) => Answering<E>,
): Route {
  return { kind: 'read', endpoint, use: use as never }
}

/** A command: one transaction, one idempotency key, one answer. */
export function write<E extends Endpoint>(
  endpoint: E,
  use: (tx: Tx, input: Input<E>) => Answering<E>,
): Route {
  return { kind: 'write', endpoint, use: use as never }
}

export function special<E extends Endpoint>(endpoint: E, use: (call: Call<E>) => Answering<E>): Route {
  return { kind: 'special', endpoint, use: use as never }
}
