import type { z } from 'zod'
import type { Endpoint, ParamsOf, QueryOf } from '../../contract/endpoint.ts'

/** What may stand in the query: plain numbers and booleans, since the client writes them as text. */
type QueryInput<E extends Endpoint> = {
  [Key in keyof z.input<E['query']>]: Key extends keyof QueryOf<E>
    ? undefined extends z.input<E['query']>[Key]
      ? QueryOf<E>[Key] | undefined
      : QueryOf<E>[Key]
    : never
}

type Part<Key extends string, Value> =
  Value extends Record<string, never>
    ? { readonly [K in Key]?: undefined }
    : Record<string, never> extends Value
      ? { readonly [K in Key]?: Value }
      : { readonly [K in Key]: Value }

/** The params, query and body that an endpoint needs; those that it does not have are left out. */
export type CallInput<E extends Endpoint> = Part<'params', ParamsOf<E>> &
  Part<'query', QueryInput<E>> &
  Part<'body', z.input<E['body']>>

/** The same, untyped, for code that works on any endpoint. */
export interface LooseInput {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
}

/** The address of an endpoint with its parameters filled in and its query written out. */
export function addressOf(endpoint: Endpoint, input: LooseInput): string {
  const params = (input.params ?? {}) as Record<string, unknown>
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`
}

/** The address of an endpoint that answers with a file, for a link that opens it. */
export function fileAddress<E extends Endpoint>(endpoint: E, input: CallInput<E>): string {
  return addressOf(endpoint, input)
}
