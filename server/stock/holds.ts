import { type RawBuilder, sql } from 'kysely'
import type { Hold } from '../../contract/stock.ts'
import type { Reader, Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { holdText } from './blocked-because.ts'

export interface HoldInput {
  readonly kind: Hold['kind']
  readonly reason: string
}

/** From the commit on, no door sells the lot. Refuses not_found, and already_on_hold with the reason of that hold. */
export const holdLot = (tx: Tx, lotId: number, input: HoldInput) => placeHold(tx, lot, lotId, input)

/** From the commit on, no door sells the piece. Refuses not_found, and already_on_hold with the reason of that hold. */
export const holdUnit = (tx: Tx, unitId: number, input: HoldInput) => placeHold(tx, unit, unitId, input)

/** Ends the lot's hold; who held it, who released it and why stay on record. Refuses not_found and not_on_hold. */
export const releaseLot = (tx: Tx, lotId: number, reason: string) => releaseHold(tx, lot, lotId, reason)

/** Ends the piece's hold; who held it, who released it and why stay on record. Refuses not_found and not_on_hold. */
export const releaseUnit = (tx: Tx, unitId: number, reason: string) => releaseHold(tx, unit, unitId, reason)

/** What can be held: its table, the hold's column for it, and how a sentence names it. */
interface Holdable {
  readonly word: string
  readonly table: RawBuilder<unknown>
  readonly column: RawBuilder<unknown>
  readonly label: RawBuilder<unknown>
}
const lot: Holdable = { word: 'lot', table: sql`lot`, column: sql`lot_id`, label: sql`'Lot ' || held.number` }
const unit: Holdable = {
  word: 'piece',
  table: sql`unit`,
  column: sql`unit_id`,
  label: sql`'Serial ' || held.serial`,
}

/** The unique index on live holds settles two holds in the same second; the row's own column is what the doors look at. */
async function placeHold(tx: Tx, what: Holdable, id: number, { kind, reason }: HoldInput): Promise<Hold> {
  const { rows } = await sql<Hold>`
    with placed as (
      insert into hold (variant_id, ${what.column}, kind, reason, placed_at, placed_by)
      select variant_id, id, ${kind}, ${reason}, ${tx.at}, ${tx.actor.id} from ${what.table} where id = ${id}
      on conflict (${what.column}) where released_at is null do nothing
      returning id, kind, reason, placed_at
    ), marked as (
      update ${what.table} set hold_id = placed.id from placed where ${what.table}.id = ${id}
    )
    select kind, reason, placed_at as "placedAt", ${tx.actor.name}::text as "placedBy" from placed`.execute(
    tx.db,
  )
  if (rows[0] !== undefined) return rows[0]
  const { name, hold } = await readHoldable(tx, what, id)
  throw refuse('already_on_hold', { what: name, reason: hold ?? 'by a colleague, just now' })
}

async function releaseHold(tx: Tx, what: Holdable, id: number, reason: string): Promise<{ ok: true }> {
  const { rows } = await sql`
    with released as (
      update hold set released_at = ${tx.at}, released_by = ${tx.actor.id}, release_reason = ${reason}
       where ${what.column} = ${id} and released_at is null
      returning id
    )
    update ${what.table} set hold_id = null from released where ${what.table}.id = ${id} returning ${what.table}.id`.execute(
    tx.db,
  )
  if (rows.length > 0) return { ok: true }
  const { name } = await readHoldable(tx, what, id)
  throw refuse('not_on_hold', { what: name })
}

async function readHoldable(
  reader: Reader,
  what: Holdable,
  id: number,
): Promise<{ name: string; hold: string | null }> {
  const { rows } = await sql<{ name: string; hold: string | null }>`
    select ${what.label} || ' of ' || v.name as name, ${holdText(sql`held.hold_id`)} as hold
      from ${what.table} held join variant v on v.id = held.variant_id
     where held.id = ${id}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: what.word })
  return rows[0]
}
