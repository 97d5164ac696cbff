import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../contract/public.ts'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { call, readKey } from '../../client/public.ts'

const linesOfPage = 10_000

/** All lines of an order in their order, page by page. `onPage` hears how many are here so far. */
export async function readPurchaseLines(
  orderId: number,
  options: { signal?: AbortSignal; onPage?: (count: number) => void } = {},
): Promise<PurchaseLine[]> {
  const lines: PurchaseLine[] = []
  let after: number | null = 0
  while (after !== null) {
    const page: { items: PurchaseLine[]; next: number | null } = await call(
      api.purchasing.listPurchaseLines,
      { params: { orderId }, query: { after, limit: linesOfPage } },
      { signal: options.signal },
    )
    for (const line of page.items) lines.push(line)
    after = page.next
    options.onPage?.(lines.length)
  }
  return lines
}

/**
 * The lines of one version of an order. A version's lines never change, so they are read once and kept; a marked-as-old
 * cache does not read 10,000 of them anew.
 */
export function usePurchaseLines(orderId: number, version: number | undefined) {
  const queryClient = useQueryClient()
  const key = [...readKey(api.purchasing.listPurchaseLines), orderId, version]
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      queryClient.getQueryData<PurchaseLine[]>(key) ?? readPurchaseLines(orderId, { signal }),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
  return query
}
