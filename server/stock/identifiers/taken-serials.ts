import { sql } from 'kysely'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { whereabouts } from '../whereabouts.ts'
import type { GuardedList } from './guard-list.ts'

interface Wanted {
  list: GuardedList
  added: readonly { serial: string }[]
  corrected: readonly { unitId: number; serial: string }[]
}

/**
 * A serial that another piece of the product has, in stock or sold, is refused (serial_taken) naming where that piece is.
 * A piece that was written off, taken off the list or sent back may be entered again; one whose serial is just being
 * corrected gives its former one up.
 */
export async function refuseTaken(
  tx: Tx,
  variantId: number,
  { list, added, corrected }: Wanted,
): Promise<void> {
  const serials = [...added, ...corrected].map(one => one.serial)
  const { rows } = await sql<{ serial: string; where: string; count: number }>`
    with taken as materialized (
      select unit.id, unit.serial, count(*) over ()::int as count
        from unnest(
          ${serials}::text[], ${serials.map((_, index) => index >= added.length)}::bool[]
        ) with ordinality as given (serial, corrects, position)
        join unit on normalize(unit.serial, nfc) = normalize(given.serial, nfc) and unit.variant_id + 0 = ${variantId}
        join place on place.id = unit.place_id
       where unit.id <> all(${corrected.map(one => one.unitId)}::bigint[])
         and (given.corrects or place.kind not in ('adjustment', 'supplier'))
       order by given.position limit 1
    )
    select serial, ${whereabouts('taken.id')} as where, count from taken`.execute(tx.db)
  if (rows[0] !== undefined) throw refuse('serial_taken', { product: list.product, ...rows[0] })
}

/** So many are told at once; a clerk mends them one after the other. */
const mostTold = 1000

/** Which of these serials are pieces of the variant already, in the order of the serials; the first 1,000. */
export async function checkSerials(
  reader: Reader,
  variantId: number,
  serials: readonly string[],
): Promise<{ items: { serial: string; unitId: number; inStock: boolean; where: string }[] }> {
  const { rows } = await sql<{ serial: string; unitId: number; inStock: boolean; where: string }>`
    with taken as materialized (
      select given.serial, unit.id, place.kind = 'bin' as in_stock, given.position
        from unnest(${[...serials]}::text[]) with ordinality as given (serial, position)
        join unit on normalize(unit.serial, nfc) = normalize(given.serial, nfc) and unit.variant_id + 0 = ${variantId}
        join place on place.id = unit.place_id
       where place.kind not in ('adjustment', 'supplier')
       order by given.position limit ${mostTold}
    )
    select serial, id as "unitId", in_stock as "inStock", ${whereabouts('taken.id')} as where from taken order by position`.execute(
    reader.db,
  )
  return { items: rows }
}
