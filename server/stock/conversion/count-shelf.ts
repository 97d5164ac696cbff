import { sql } from 'kysely'
import type { ConversionCount, ConversionLine } from '../../../contract/conversion.ts'
import { changed, type Reader, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { problemsOf } from './count-problems.ts'
import { lockDraft } from './lock-draft.ts'
import { shelvesOf } from './shelves.ts'

export interface ShelfKey {
  readonly variantId: number
  readonly binId: number
  readonly lotId: number | null
}

/** What was entered for a shelf, in its order. A shelf that nobody saved shows the serials that its pieces have. Refuses not_found. */
export async function readShelf(
  reader: Reader,
  conversionId: number,
  key: ShelfKey,
): Promise<ConversionCount> {
  const { rows } = await shelvesOf(conversionId).execute(reader.db)
  const shelf = rows.find(
    one => one.variantId === key.variantId && one.bin.id === key.binId && (one.lot?.id ?? null) === key.lotId,
  )
  if (shelf === undefined) throw refuse('not_found', { what: 'shelf of this conversion' })
  if (shelf.version === 0) return { shelf, lines: await knownPieces(reader, conversionId, key), problems: [] }
  const [lines, problems] = await Promise.all([
    sql<ConversionLine>`
      select l.quantity, l.lot_number as "lotNumber", l.serial, l.made_on as "madeOn", l.expires_on as "expiresOn"
        from conversion_line l join conversion_shelf s on s.id = l.shelf_id
       where ${isShelf(conversionId, key)} order by l.line_number`.execute(reader.db),
    problemsOf(reader, conversionId, isShelf(conversionId, key)),
  ])
  return { shelf, lines: lines.rows, problems }
}

/** Pieces that have serials without being tracked by them (single-use identifiers) need not be read again. */
async function knownPieces(reader: Reader, conversionId: number, key: ShelfKey): Promise<ConversionLine[]> {
  const { rows } = await sql<ConversionLine>`
    select 1 as quantity, null as "lotNumber", unit.serial, null as "madeOn", null as "expiresOn"
      from unit join conversion c on c.id = ${conversionId} and c.to_serials and not c.from_serials
     where unit.variant_id = ${key.variantId} and unit.place_id = ${key.binId}
       and unit.lot_id is not distinct from ${key.lotId}::bigint
     order by unit.serial`.execute(reader.db)
  return rows
}

/**
 * Saves what was entered for a shelf of a draft, in part or whole, in place of what stood there. Of two people who count
 * one shelf at once, the second is told. Refuses not_found, wrong_state, changed_meanwhile.
 */
export async function saveShelf(
  tx: Tx,
  conversionId: number,
  { version, lines, ...key }: ShelfKey & { version: number; lines: readonly ConversionLine[] },
): Promise<ConversionCount> {
  await lockDraft(tx, conversionId, 'share')
  await keepShelf(tx, conversionId, key, version)
  const column = <Value>(read: (line: ConversionLine) => Value) => lines.map(read)
  await sql`delete from conversion_line l using conversion_shelf s where s.id = l.shelf_id and ${isShelf(conversionId, key)}`.execute(
    tx.db,
  )
  await sql`
    insert into conversion_line (shelf_id, line_number, quantity, lot_number, serial, made_on, expires_on)
    select s.id, given.position, given.quantity, given.lot_number, given.serial, given.made_on, given.expires_on
      from unnest(${column(l => (l.serial === null ? l.quantity : 1))}::bigint[], ${column(l => l.lotNumber)}::text[],
                  ${column(l => l.serial)}::text[], ${column(l => l.madeOn)}::date[], ${column(l => l.expiresOn)}::date[])
           with ordinality as given (quantity, lot_number, serial, made_on, expires_on, position)
      join conversion_shelf s on ${isShelf(conversionId, key)}`.execute(tx.db)
  return readShelf(tx, conversionId, key)
}

/** The shelf's row, with what the ledger says at this moment: whatever moves later is asked anew. */
async function keepShelf(tx: Tx, conversionId: number, key: ShelfKey, version: number): Promise<void> {
  const kept = await sql`
    insert into conversion_shelf as s (conversion_id, variant_id, place_id, lot_id, seen_on_hand, seen_movement_id, saved_at, saved_by)
    select c.id, v.id, place.id, ${key.lotId}::bigint,
           coalesce((select on_hand from level where variant_id = v.id and place_id = place.id
                      and lot_id is not distinct from ${key.lotId}::bigint), 0),
           coalesce((select max(id) from movement), 0), ${tx.at}, ${tx.actor.id}
      from conversion c join variant v on v.product_id = c.product_id and v.id = ${key.variantId}
      join place on place.id = ${key.binId} and place.kind = 'bin'
     where c.id = ${conversionId}
    on conflict (conversion_id, variant_id, place_id, lot_id) do update
       set version = s.version + 1, seen_on_hand = excluded.seen_on_hand, seen_movement_id = excluded.seen_movement_id,
           saved_at = excluded.saved_at, saved_by = excluded.saved_by
     where s.version = ${version}`.execute(tx.db)
  if (changed(kept) > 0) return
  const { rows } = await sql<{ name: string | null }>`
    select staff.name from conversion_shelf s left join staff on staff.id = s.saved_by
     where ${isShelf(conversionId, key)}`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'shelf of this conversion' })
  throw refuse('changed_meanwhile', { what: 'count', by: rows[0].name ?? 'Somebody' })
}

const isShelf = (conversionId: number, key: ShelfKey) => sql<boolean>`
  (s.conversion_id = ${conversionId} and s.variant_id = ${key.variantId} and s.place_id = ${key.binId}
   and s.lot_id is not distinct from ${key.lotId}::bigint)`
