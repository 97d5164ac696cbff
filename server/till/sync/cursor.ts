import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'

/** How far a device is: what it has, the moment that the run under way will bring it to, and where that run stands. */
export interface Run {
  /** The transaction before which the device knows everything; null when it knows nothing. */
  readonly from: string | null
  /** The transaction before which it will know everything at the end of the run. */
  readonly to: string
  /** Which list is told, and the key of its last row. */
  readonly phase: number
  readonly after: readonly number[]
}

/**
 * Reads a device's cursor, or begins. PostgreSQL itself keeps which transaction wrote each row (`xmin`), and knows before
 * which one all are over: what that one or a later one wrote is what a device has not seen. Nothing has to be noted by
 * those who write, and nothing can be missed, not even what was under way when the device asked. A cursor of another
 * database, or one that was tampered with, begins anew.
 */
export async function runOf(reader: Reader, since: string | undefined): Promise<Run> {
  const { rows } = await sql<{ oldest: string; next: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as oldest, pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(
    reader.db,
  )
  const { oldest, next } = rows[0]!
  const known = readCursor(since)
  if (known === null || BigInt(known.to) > BigInt(next))
    return { from: null, to: oldest, phase: 0, after: [] }
  const isOver = known.phase < 0
  return isOver ? { from: known.to, to: oldest, phase: 0, after: [] } : known
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
    const isNumber = (text: unknown) => typeof text === 'string' && /^\d{1,19}$/.test(text)
    if ((from !== null && !isNumber(from)) || !isNumber(to) || !Number.isInteger(phase)) return null
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
  const lower = String(BigInt(from) & 0xffffffffn)
  return sql<boolean>`age(${sql.ref(`${table}.xmin`)}) <= age(${lower}::text::xid)`
}
