import type { QueryClient } from '@tanstack/react-query'
import type { VariantChoice } from '../../../contract/catalog.ts'
import type { AnswerOf, Endpoint } from '../../../contract/endpoint.ts'
import { api } from '../../../contract/public.ts'
import { readScan } from '../../../gs1/public.ts'
import { type CallInput, readOptions } from '../../client/public.ts'
import { isNamedBy, searchedBy } from '../sales-orders/product-by-code.ts'
import { type DraftLine, lineOfLevel, lineOfUnit } from './draft-line.ts'

type Found =
  | { what: 'line'; line: DraftLine }
  | { what: 'product'; variant: VariantChoice }
  | { what: 'unknown'; text: string }

/** What a scan or a typed text means for a transfer: a piece, a lot in a bin of the location that sends, or a product. */
export async function findGoods(client: QueryClient, text: string, locationId: number): Promise<Found> {
  const ask = <E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<AnswerOf<E>> =>
    client.fetchQuery({ ...readOptions(endpoint, input), staleTime: 0 })
  const { matches } = await ask(api.trace.find, { query: { text } })
  const match = matches.find(one => one.exact && (one.kind === 'unit' || one.kind === 'lot'))
  if (match?.kind === 'unit') {
    const { id, serial, product, lot, where } = await ask(api.trace.traceUnit, {
      params: { unitId: match.id },
    })
    const bin = where.binId === null ? null : { id: where.binId, code: where.bin ?? '' }
    return {
      what: 'line',
      line: lineOfUnit(product, { id, serial, bin, lot: lot && { ...lot, expiresOn: null } }),
    }
  }
  if (match?.kind === 'lot') {
    const { product } = await ask(api.trace.traceLot, { params: { lotId: match.id } })
    const levels = await ask(api.stock.listLevels, {
      params: { variantId: product.variantId },
      query: { locationId },
    })
    const level = levels.items.find(one => one.lot?.id === match.id && one.onHand > one.allocated)
    if (level && !product.tracking.serials) return { what: 'line', line: lineOfLevel(product, level) }
  }
  const scan = readScan(text)
  const search = searchedBy(text)
  const { items } = await ask(api.catalog.listVariants, { query: { search, limit: 5, archived: false } })
  const variant = items.find(one => isNamedBy(one, search))
  // A code that names a piece or a lot which is not there must not pass for its product.
  const isMore = scan.kind === 'gs1' && (scan.serial !== undefined || scan.lot !== undefined)
  return variant && !isMore ? { what: 'product', variant } : { what: 'unknown', text }
}
