import { sql } from 'kysely'
import type { IdentifierOption } from '../../../contract/order-dispatch.ts'
import type { Reader } from '../../platform/database/public.ts'
import { contains } from '../../platform/paging.ts'
import { refuse } from '../../platform/refusal.ts'
import * as stock from '../../stock/public.ts'
import { piecesHaveSerials } from '../identifiers.ts'

const most = 50

/**
 * What the box of a product drops down: for pieces with serials those on hand at the location, free ones first, soonest
 * expiry first; else the values that were entered for it, in their order. Refuses not_found.
 */
export async function listIdentifierOptions(
  reader: Reader,
  variantId: number,
  { locationId, search }: { locationId: number; search?: string | undefined },
): Promise<{ items: IdentifierOption[] }> {
  const { rows } = await sql<{ pieces: boolean }>`
    select ${piecesHaveSerials} as pieces from variant v join product p on p.id = v.product_id
     where v.id = ${variantId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'product' })
  return { items: rows[0].pieces ? await pieces() : await values() }

  async function pieces(): Promise<IdentifierOption[]> {
    const query = { search, locationId, onlyOnHand: true, limit: most }
    const free = await stock.listUnits(reader, variantId, { ...query, onlyFree: true })
    // What cannot be chosen is shown to whoever looks for it, with the reason.
    const all = search ? await stock.listUnits(reader, variantId, { ...query, onlyFree: false }) : free
    const others = all.items.filter(unit => unit.blockedBecause !== null)
    return [...free.items, ...others].map(unit => ({
      value: unit.serial,
      detail: [unit.lot?.number, unit.bin?.code].filter(Boolean).join(' · '),
      blocked: unit.blockedBecause,
    }))
  }
  async function values(): Promise<IdentifierOption[]> {
    const found = await sql<IdentifierOption>`
      select value, '' as detail, null as blocked from dispatch_identifier_value
       where variant_id = ${variantId} and archived_at is null
         and (${contains(search)}::text is null or normalize(value, nfc) ilike normalize(${contains(search)}::text, nfc))
       order by position limit ${most}`.execute(reader.db)
    return found.rows
  }
}
