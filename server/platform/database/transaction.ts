import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import type { Database } from '../../../db/tables.ts'
import { Refusal, refuse } from '../refusal.ts'
import { kyselyOn } from './connect.ts'

/** Who acts. Id 0 is the house itself: the first visit, clean-up. */
export interface Actor {
  readonly id: number
  readonly name: string
}

/** What a question needs: the database, who asks, and the moment that counts as now. */
export interface Reader {
  readonly db: Kysely<Database>
  readonly actor: Actor
  /** ISO 8601, UTC. */
  readonly at: string
  /** The calendar date of `at` in the shop's time zone: decides what has expired. */
  readonly today: string
}

/** What a use case needs. Everything that it does commits together, or not at all. */
export interface Tx extends Reader {
  readonly isTransaction: true
}

export interface Act {
  readonly actor: Actor
  readonly at: Date
  readonly timeZone: string
  /** Promise 8: repeated with the same key and content, the work is not done again and the first answer is given. */
  readonly idempotency?: { readonly key: string; readonly content: unknown } | undefined
}

/**
 * The one place where transactions are opened. Runs `work` under READ COMMITTED, commits, and gives its answer. A refusal
 * or a bug rolls everything back. What PostgreSQL says may be tried again is tried again, always under one key, so that
 * an answer lost at COMMIT is found instead of the work being done twice.
 */
export async function inTransaction<Answer>(
  pool: pg.Pool,
  act: Act,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const key = act.idempotency?.key ?? `once-${randomUUID()}`
  const hash = hashOf(act.idempotency?.content ?? key)
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(pool, act, key, hash, work)
    } catch (error) {
      if (error instanceof Refusal || !mayBeTriedAgain(error)) throw error
      if (attempt >= 8) throw refuse('busy', {})
      await sleep(Math.random() * 10 * 2 ** attempt)
    }
  }
}

async function attemptOnce<Answer>(
  pool: pg.Pool,
  act: Act,
  key: string,
  hash: Buffer,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const [, claimed] = await settleAll([
      client.query('begin'),
      client.query({
        name: 'idempotency-claim',
        text: `insert into idempotency (actor_id, key, request_hash, created_at) values ($1, $2, $3, $4)
               on conflict do nothing`,
        values: [act.actor.id, key, hash, act.at],
      }),
    ])
    if (claimed?.rowCount === 0) return (await firstAnswer(client, act, key, hash)) as Answer
    const answer = await work(transactionOn(client, act))
    const [, committed] = await settleAll([
      client.query({
        name: 'idempotency-answer',
        text: 'update idempotency set answer = $3 where actor_id = $1 and key = $2',
        values: [act.actor.id, key, JSON.stringify(answer ?? null)],
      }),
      client.query('commit'),
    ])
    if (committed?.command !== 'COMMIT') throw new Error('the transaction was rolled back at commit')
    return answer
  } catch (error) {
    broken = await rollBack(client)
    throw error
  } finally {
    client.release(broken)
  }
}

/** The answer that was given under this key before; undefined before there is one. Refuses a key with other content. */
export async function answerBefore(pool: pg.Pool, act: Act): Promise<{ answer: unknown } | undefined> {
  if (act.idempotency === undefined) return undefined
  const { rows } = await pool.query<{ request_hash: Buffer; answer: unknown }>(
    'select request_hash, answer from idempotency where actor_id = $1 and key = $2',
    [act.actor.id, act.idempotency.key],
  )
  if (rows[0] === undefined) return undefined
  if (!hashOf(act.idempotency.content).equals(rows[0].request_hash))
    throw refuse('idempotency_key_reused', {})
  return { answer: rows[0].answer }
}

/** Lets go of what was kept to answer repeated commands: nobody repeats one after two months. */
export async function forgetOldAnswers(tx: Tx): Promise<void> {
  await sql`delete from idempotency where created_at < ${tx.at}::timestamptz - interval '60 days'`.execute(
    tx.db,
  )
}

const hashOf = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest()

async function firstAnswer(client: pg.PoolClient, act: Act, key: string, hash: Buffer): Promise<unknown> {
  const { rows } = await client.query(
    'select request_hash, answer from idempotency where actor_id = $1 and key = $2',
    [act.actor.id, key],
  )
  await client.query('rollback')
  if (!hash.equals(rows[0].request_hash)) throw refuse('idempotency_key_reused', {})
  return rows[0].answer
}

/** Waits for all, so that no pipelined statement is still under way when its client goes back to the pool. */
async function settleAll(queries: Promise<pg.QueryResult>[]): Promise<pg.QueryResult[]> {
  const settled = await Promise.allSettled(queries)
  const failed = settled.find(one => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return settled.map(one => (one as PromiseFulfilledResult<pg.QueryResult>).value)
}

async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error as Error
  }
}

function transactionOn(client: pg.PoolClient, act: Act): Tx {
  return { ...readerOn(client, act), isTransaction: true }
}

/** A question outside a transaction; each statement sees its own moment. */
export function readerOn(queryable: pg.Pool | pg.PoolClient, act: Act): Reader {
  return {
    db: kyselyOn(queryable),
    actor: act.actor,
    at: act.at.toISOString(),
    today: calendarDate(act.at, act.timeZone),
  }
}

function calendarDate(at: Date, timeZone: string): string {
  let format = dateFormats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    dateFormats.set(timeZone, format)
  }
  return format.format(at)
}
const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** Thrown when what stood in the way has gone meanwhile: the transaction is run again from the start. */
export class TryAgain extends Error {}

/** Serialization failure, deadlock, server going down or away, connection lost: nothing is known to have been done. */
function mayBeTriedAgain(error: unknown): boolean {
  if (error instanceof TryAgain) return true
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string') {
    return (
      code === '40001' ||
      code === '40P01' ||
      code.startsWith('57P0') ||
      code.startsWith('08') ||
      networkCodes.has(code)
    )
  }
  return error instanceof Error && /connection (terminated|error)|client has encountered/i.test(error.message)
}
const networkCodes = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOENT'])

/** Rows that a guarded statement changed. */
export function changed(result: { numAffectedRows?: bigint | undefined }): number {
  return Number(result.numAffectedRows ?? 0n)
}

/** The name of the constraint or unique index that a write ran into, so that it can be refused in a clerk's words. */
export function brokenConstraint(error: unknown): string | null {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return typeof code === 'string' && code.startsWith('23') && typeof constraint === 'string'
    ? constraint
    : null
}
