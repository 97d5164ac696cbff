import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnswerOf, Endpoint } from '../../contract/endpoint.ts'
import { call } from './call.ts'
import type { CallInput, LooseInput } from './input.ts'

/** The cache's key of a read. It opens with the room, then the endpoint's path. */
export function readKey(endpoint: Endpoint, input?: LooseInput) {
  const key = [endpoint.room, endpoint.path]
  return input === undefined ? key : [...key, input.params ?? {}, input.query ?? {}]
}

/** What TanStack Query needs to read an endpoint; for loaders and for `queryClient.ensureQueryData`. */
export function readOptions<E extends Endpoint>(endpoint: E, input: CallInput<E>) {
  return queryOptions({
    queryKey: readKey(endpoint, input),
    queryFn: ({ signal }): Promise<AnswerOf<E>> => call(endpoint, input, { signal }),
  })
}

interface ReadOptions {
  /** False waits: nothing is asked until it turns true. */
  enabled?: boolean
  /** True shows the former answer while another input is being read, as a search box wants it. */
  keepFormer?: boolean
  staleTime?: number
}

/** Reads an endpoint and keeps the answer fresh. `error` is a RefusalError or ConnectionLost. */
export function useRead<E extends Endpoint>(endpoint: E, input: CallInput<E>, options: ReadOptions = {}) {
  return useQuery({
    ...readOptions(endpoint, input),
    enabled: options.enabled ?? true,
    ...(options.keepFormer ? { placeholderData: keepPreviousData } : {}),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  })
}

type ItemOf<E extends Endpoint> = AnswerOf<E> extends { items: (infer Item)[] } ? Item : never

/** Reads a list page by page, by cursor. `rows` holds all pages so far; undefined before the first came. */
export function usePages<E extends Endpoint>(endpoint: E, input: CallInput<E>, options: ReadOptions = {}) {
  const query = useInfiniteQuery({
    queryKey: [...readKey(endpoint, input), 'pages'],
    queryFn: ({ signal, pageParam }): Promise<AnswerOf<E>> => {
      const loose: LooseInput = input
      const paged = { ...loose, query: { ...(loose.query as object), cursor: pageParam ?? undefined } }
      return call(endpoint, paged as unknown as CallInput<E>, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: answer => (answer as { next: string | null }).next,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  })
  const pages = query.data?.pages
  const rows = useMemo(() => pages?.flatMap(page => (page as { items: ItemOf<E>[] }).items), [pages])
  return { ...query, rows }
}
