import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { pino } from 'pino'
import { inject } from 'vitest'
import { readConfiguration } from '../../server/platform/configuration.ts'
import {
  type Actor,
  inTransaction,
  openPool,
  type Reader,
  readerOn,
  type Tx,
} from '../../server/platform/database/public.ts'
import type { House } from '../../server/platform/house.ts'
import { startJobs } from '../../server/platform/jobs/public.ts'
import { createTestDatabase } from './database.ts'
import type {} from './shop-template.ts'

/** An empty, migrated shop of a test file's own, with its owner. */
export interface TestShop {
  readonly house: House
  readonly owner: Actor
  /** What `now` is for the next act; tests move it to be at another day. */
  now: Date
  /** Runs a use case in a transaction of its own. */
  act<Answer>(
    work: (tx: Tx) => Promise<Answer>,
    options?: { key?: string; content?: unknown; actor?: Actor },
  ): Promise<Answer>
  /** Asks without a transaction. */
  readonly reader: Reader
  /** Rows of a plain query, for looking at what was stored. */
  rows<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** The HTTP app on this shop; made once. */
  app(): Promise<FastifyInstance>
  /** Works the job queue until the shop is closed. */
  workJobs(): Promise<void>
  close(): Promise<void>
}

const schema = 'shop'
const nameOf = (text: string) => createHash('sha1').update(text).digest('hex')

export async function openTestShop(options: { poolSize?: number } = {}): Promise<TestShop> {
  const database = await createTestDatabase({ template: inject('shopTemplate') })
  const address = { connection: database.connectionConfig, schema }
  const pool = openPool(address, options.poolSize)
  pool.on('error', () => {})
  let app: FastifyInstance | undefined
  let jobs: { stop(): Promise<void> } | undefined
  const shop: TestShop = {
    house: {
      configuration: readConfiguration({}),
      address,
      pool,
      clock: () => shop.now,
      log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    },
    owner: { id: 1, name: 'Olive Owner' },
    now: new Date('2026-11-20T10:00:00Z'),
    act: (work, { key, content, actor = shop.owner } = {}) => {
      const idempotency = key === undefined ? undefined : { key, content: content ?? null }
      return inTransaction(pool, { actor, at: shop.now, timeZone: 'UTC', idempotency }, work)
    },
    get reader() {
      return readerOn(pool, { actor: shop.owner, at: shop.now, timeZone: 'UTC' })
    },
    // Prepared where it can be, by its text: what the model asks after each deed is planned once, not 18,000 times.
    rows: async (text, values) =>
      (await pool.query(values === undefined ? { text } : { name: nameOf(text), text, values })).rows,
    app: async () => {
      // Asked for late, so that a test of the ledger does not read every room first.
      const { makeApp } = await import('../../server/app.ts')
      app ??= await makeApp(shop.house)
      return app
    },
    workJobs: async () => {
      const { jobKinds } = await import('../../server/job-kinds.ts')
      const { dailyWork } = await import('../../server/daily-work.ts')
      const { minuteWork } = await import('../../server/minute-work.ts')
      jobs ??= await startJobs(shop.house, jobKinds, dailyWork, minuteWork)
    },
    close: async () => {
      await jobs?.stop()
      await app?.close()
      await pool.end()
      if (!inject('databasesMayStay')) await database.drop()
    },
  }
  return shop
}
