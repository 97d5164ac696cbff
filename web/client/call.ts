import type { AnswerOf, Endpoint } from '../../contract/endpoint.ts'
import { ConnectionLost, errorOfAnswer } from './errors.ts'
import { addressOf, type CallInput, type LooseInput } from './input.ts'

export interface CallOptions {
  /** For writes: the same key with the same content is done once, however often it is sent. */
  idempotencyKey?: string
  signal?: AbortSignal | undefined
}

/**
 * Calls an endpoint and gives its answer, read by the contract's schema.
 * Throws RefusalError when the server says no, ConnectionLost when it does not answer.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions = {},
): Promise<AnswerOf<E>> {
  const response = await send(endpoint, input, options)
  const body = await bodyOf(response)
  if (!response.ok) throw errorOfAnswer(response.status, body, response.headers.get('x-request-id'))
  return endpoint.answer.parse(body) as AnswerOf<E>
}

async function send(endpoint: Endpoint, input: LooseInput, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  const writes = endpoint.method !== 'GET'
  if (writes) {
    headers['idempotency-key'] = options.idempotencyKey ?? newKey()
    headers['content-type'] = 'application/json'
  }
  try {
    return await fetch(addressOf(endpoint, input), {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      // Every write has a body by the contract, if only an empty one.
      body: writes ? JSON.stringify(input.body ?? {}) : null,
      signal: options.signal ?? null,
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ConnectionLost(error)
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text().catch(error => {
    throw new ConnectionLost(error)
  })
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A fresh idempotency key. `crypto.randomUUID` is missing where the shop is reached by plain http in its own network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
