import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { AnswerOf, Endpoint } from '../../contract/endpoint.ts'
import { call, newKey } from './call.ts'
import { ConnectionLost, RefusalError } from './errors.ts'
import type { CallInput } from './input.ts'
import { Intent } from './intent.ts'

interface WriteOptions<E extends Endpoint> {
  onDone?: (answer: AnswerOf<E>, input: CallInput<E>) => void
}

/**
 * A write whose repeat is safe. One intent (one content) has one idempotency key until its fate is known, so that
 * a lost answer is asked for again rather than done again: by itself four times, then by the clerk's next press.
 * After a success everything on screen is read anew, since one movement shows in many places.
 */
export function useWrite<E extends Endpoint>(endpoint: E, options: WriteOptions<E> = {}) {
  const queryClient = useQueryClient()
  const intent = useRef(new Intent(newKey))
  return useMutation<AnswerOf<E>, Error, CallInput<E>>({
    mutationKey: [endpoint.room, endpoint.method, endpoint.path],
    networkMode: 'always',
    retry: (count, error) => error instanceof ConnectionLost && count < 4,
    retryDelay: count => Math.min(8000, 500 * 2 ** count),
    mutationFn: input => call(endpoint, input, { idempotencyKey: intent.current.keyFor(input) }),
    onSuccess: (answer, input) => {
      intent.current.settle()
      refreshAll(queryClient)
      options.onDone?.(answer, input)
    },
    onError: error => {
      // A refusal is the server's last word on this key; after a 500 or a lost answer the fate is open.
      if (error instanceof RefusalError && error.code !== 'server_error') intent.current.settle()
    },
  })
}

/** Marks every answer as old; those on screen are read again. The session stays as it is: it is read once. */
export function refreshAll(queryClient: ReturnType<typeof useQueryClient>): void {
  void queryClient.invalidateQueries({
    predicate: query => !(query.queryKey[0] === 'session' && query.queryKey[1] === '/session'),
  })
}
