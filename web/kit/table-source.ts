import type { UseQueryResult } from '@tanstack/react-query'
import type { TableSource } from './data-table.tsx'

interface Pages<Row> {
  rows: readonly Row[] | undefined
  error: unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  refetch: () => unknown
}

/** What a DataTable needs, from `usePages`. */
export function fromPages<Row>(pages: Pages<Row>): TableSource<Row> {
  return {
    rows: pages.rows,
    error: pages.error,
    onRetry: () => void pages.refetch(),
    hasMore: pages.hasNextPage,
    loadingMore: pages.isFetchingNextPage,
    onMore: () => void pages.fetchNextPage(),
  }
}

/** What a DataTable needs, from `useRead`; `rowsOf` must give the same array for the same answer. */
export function fromRead<Answer, Row>(
  query: UseQueryResult<Answer>,
  rowsOf: (answer: Answer) => readonly Row[],
): TableSource<Row> {
  return {
    rows: query.data === undefined ? undefined : rowsOf(query.data),
    error: query.error,
    onRetry: () => void query.refetch(),
  }
}
