import { sql } from 'kysely'
import type { api } from '../../../contract/dispatch-identifiers.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import { serialProblem } from '../../../contract/serial-pattern.ts'
import { brokenConstraint, TryAgain, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { correctSerials } from './correct-serials.ts'
import { type GuardedList, guardList } from './guard-list.ts'
import { identifyPieces } from './identify-pieces.ts'
import { refuseTaken } from './taken-serials.ts'

type SavedSerials = BodyOf<typeof api.saveSerials>

/**
 * Saves “Product Serial Numbers” of single use: pieces in stock that have no serial get one, others get theirs corrected.
 * All or nothing, and only when every piece in stock has its own then. Refuses not_found, identifier_mode_wrong,
 * changed_meanwhile (another clerk was quicker, or the stock changed), identifiers_twice, identifier_malformed,
 * serial_taken (with where that piece is) and identifiers_lacking.
 */
export async function saveSerials(
  tx: Tx,
  variantId: number,
  { version, added, ...saved }: SavedSerials,
): Promise<{ version: number; added: number; corrected: number }> {
  const list = await guardList(tx, variantId, { version, mode: 'single_use' })
  const corrected = saved.corrected.filter(one => one.serial !== one.was)
  refuseBadSerials(
    list,
    [...added, ...corrected].map(one => one.serial),
  )
  try {
    await refuseTaken(tx, variantId, { list, added, corrected })
    await correctSerials(tx, variantId, corrected)
    if (added.length > 0) await identifyPieces(tx, variantId, added)
  } catch (error) {
    // Somebody brought in one of these pieces between our look and our write: the next look finds it.
    if (brokenConstraint(error) === 'unit_serial') throw new TryAgain()
    throw error
  }
  await refuseLacking(tx, variantId, list)
  return { version: list.version, added: added.length, corrected: corrected.length }
}

/** What can be seen in the serials alone: each once, and each as the product’s pattern asks. */
function refuseBadSerials({ product, pattern }: GuardedList, serials: readonly string[]): void {
  const seen = new Set<string>()
  for (const serial of serials) {
    const sentence = serialProblem(serial, pattern)
    if (sentence !== null) throw refuse('identifier_malformed', { value: serial, product, sentence })
    const key = serial.normalize('NFC')
    if (seen.has(key)) throw refuse('identifiers_twice', { value: serial, product })
    seen.add(key)
  }
}

/** Asked last, of what is in stock now: more may have come in since the clerk opened the list. */
async function refuseLacking(tx: Tx, variantId: number, { product }: GuardedList): Promise<void> {
  const { rows } = await sql<{ count: number; where: string }>`
    select (l.on_hand - told.count)::bigint as count, 'in bin ' || place.code || ' at ' || location.name as where
      from level l join place on place.id = l.place_id join location on location.id = place.location_id
      cross join lateral (
        select count(*) as count from unit
         where unit.variant_id = l.variant_id and unit.place_id = l.place_id and unit.lot_id is not distinct from l.lot_id) told
     where l.variant_id = ${variantId} and l.on_hand > told.count
     order by location.name, place.code limit 1`.execute(tx.db)
  if (rows[0] !== undefined) throw refuse('identifiers_lacking', { product, ...rows[0] })
}
