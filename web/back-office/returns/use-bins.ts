import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'

/** All bins in use, by location, as choices of a Select. */
export function useBins(): { group: string; items: { value: string; label: string }[] }[] {
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  return (locations.data?.items ?? []).map(({ name, bins }) => ({
    group: name,
    items: bins.filter(bin => !bin.archived).map(bin => ({ value: String(bin.id), label: bin.code })),
  }))
}
