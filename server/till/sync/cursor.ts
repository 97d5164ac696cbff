import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'

/** How far a device is: what it has, the moment that the run under way will bring it to, and where that run stands. */
export interface Run {
  /** The snapshot (`xmin:xmax:those under way`) whose contents the device knows; null when it knows nothing. */
  readonly from: string | null
  /** The snapshot whose contents it will know at the end of the run. */
  readonly to: string
  /** Which list is told, and the key of its last row. */
  readonly phase: number
  readonly after: readonly number[]
}

/**
 * Reads a device's cursor, or begins. PostgreSQL itself keeps which transaction wrote each row (`xmin`), and says which ones
 * are over at a moment (a snapshot): what was written by others is what a device has not seen. Nothing has to be noted by
 * those who write, and nothing can be missed, not even what was under way when the device asked; for that, nobody here
 * writes under savepoints. A cursor of another database, or one that was tampered with, begins anew.
 */
export async function runOf(reader: Reader, since: string | undefined): Promise<Run> {
  const { rows } = await sql<{ now: string }>`select pg_current_snapshot()::text as now`.execute(reader.db)
  const [oldest, next] = rows[0]!.now.split(':') as [string, string]
  // So many are under way that they do not fit: then all of them from the oldest on are told again.
  const now = rows[0]!.now.length > 1000 ? `${oldest}:${oldest}:` : rows[0]!.now
  const known = readCursor(since)
  if (known === null || BigInt(known.to.split(':')[1]!) > BigInt(next))
    return { from: null, to: now, phase: 0, after: [] }
  const isOver = known.phase < 0
  return isOver ? { from: known.to, to: now, phase: 0, after: [] } : known
}

/** What is handed to the device: where the run goes on, or, at its end, what it has brought it to. */
export function cursorOf({ from, to, phase, after }: Run, isOver: boolean): string {
  return Buffer.from(JSON.stringify(isOver ? [null, to, -1, []] : [from, to, phase, after])).toString(
    'base64url',
  )
}

function readCursor(since: string | undefined): Run | null {
  if (since === undefined) return null
  try {
    const [from, to, phase, after] = JSON.parse(Buffer.from(since, 'base64url').toString()) as unknown[]
    const isSnapshot = (text: unknown) => typeof text === 'string' && /^\d{1,19}:\d{1,19}:[\d,]*$/.test(text)
    if ((from !== null && !isSnapshot(from)) || !isSnapshot(to) || !Number.isInteger(phase)) return null
    if (!Array.isArray(after) || !after.every(key => Number.isSafeInteger(key))) return null
    return { from: from as string | null, to: to as string, phase: phase as number, after: after as number[] }
  } catch {
    return null
  }
}

/** Whether the row of this table (by its name in the statement) was written since the device last asked; always, at first. */
export function writtenSince(table: string, from: string | null): RawBuilder<boolean> {
  if (from === null) return sql<boolean>`true`
  // A row keeps the lower half of the number; `age` counts back from now, and so does not mind where it began anew.
  const oldest = from.split(':')[0]!
  const lower = String(BigInt(oldest) & 0xffffffffn)
  const row = sql`age(${sql.ref(`${table}.xmin`)})`
  const then = sql`age(${lower}::text::xid)`
  return sql<boolean>`(${row} <= ${then} and not pg_visible_in_snapshot(
    (${oldest}::bigint + ${then} - ${row})::text::xid8, ${from}::text::pg_snapshot))`
}
