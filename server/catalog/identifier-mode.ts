import { sql } from 'kysely'
import type { DispatchIdentifierMode } from '../../contract/dispatch-identifiers.ts'
import type { Reader, Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

export interface ModeChange {
  readonly productId: number
  readonly product: string
  readonly from: DispatchIdentifierMode
  readonly to: DispatchIdentifierMode
}

/**
 * Refuses identifier_mode_blocked. Ask it after the change was written: who gives serials to pieces of a single-use
 * product holds its row, so that from then on nothing comes in the way.
 */
export async function refuseBlockedMode(tx: Tx, change: ModeChange): Promise<void> {
  const why = (await whatBlocksModes(tx, [change])).get(change.productId)
  if (why !== undefined) throw refuse('identifier_mode_blocked', { product: change.product, why })
}

/**
 * Why some of these changes cannot be made now, by product. Pieces in stock keep their serials only under single use; and
 * what was chosen for a note by quantity alone could not be delivered under it.
 */
export async function whatBlocksModes(
  reader: Reader,
  changes: readonly ModeChange[],
): Promise<Map<number, string>> {
  const idsOf = (wanted: (change: ModeChange) => boolean) =>
    changes.filter(change => change.from !== change.to && wanted(change)).map(change => change.productId)
  const entering = idsOf(change => change.to === 'single_use')
  const leaving = idsOf(change => change.from === 'single_use')
  if (entering.length + leaving.length === 0) return new Map()
  const { rows } = await sql<{ productId: number; notes: string | null; pieces: number }>`
    select v.product_id as "productId", string_agg(distinct d.number, ', ') as notes, 0::bigint as pieces
      from variant v join allocation a on a.variant_id = v.id and a.ended_at is null and a.unit_ids is null
      join document d on d.id = a.document_id
     where v.product_id = any(${entering}::bigint[])
     group by v.product_id
     union all
    select v.product_id, (
             select string_agg(distinct d.number, ', ') from variant other join allocation a on a.variant_id = other.id and a.ended_at is null
               join document d on d.id = a.document_id where other.product_id = v.product_id), count(*)
      from variant v join unit on unit.variant_id = v.id join place on place.id = unit.place_id and place.kind in ('bin', 'transit')
     where v.product_id = any(${leaving}::bigint[])
     group by v.product_id`.execute(reader.db)
  return new Map(rows.map(row => [row.productId, sentenceOf(row)]))
}

function sentenceOf({ notes, pieces }: { notes: string | null; pieces: number }): string {
  if (pieces === 0)
    return `${notes} has chosen some of it without serial numbers. Deliver or cancel that first.`
  const count =
    pieces === 1 ? '1 piece in stock has its serial number' : `${pieces} pieces in stock have serial numbers`
  const chosen = notes === null ? '' : ` Some are chosen for ${notes}: deliver or cancel that first.`
  return `${count}.${chosen} Take them off with “Remove all” in its Product Serial Numbers.`
}
