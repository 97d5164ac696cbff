import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import {
  type Actor,
  type DatabaseAddress,
  inTransaction,
  openPool,
  type Reader,
  readerOn,
  type Tx,
} from '../server/platform/database/public.ts'
import { projectRoot } from '../server/platform/project-root.ts'

/** Where ours and its floor run: one PostgreSQL, one database, a pool of eight connections each. */
export interface Ground {
  readonly ours: pg.Pool
  /** The bare driver, with the floor's tables first on its search path and the shop's after them. */
  readonly floor: pg.Pool
  /** Runs a use case as the server does: in a transaction of its own, on the pool of production. */
  act<Answer>(work: (tx: Tx) => Promise<Answer>): Promise<Answer>
  readonly reader: Reader
  readonly address: DatabaseAddress
  close(): Promise<void>
}

const actor: Actor = { id: 0, name: 'Lotbook' }

/** The address is a migrated, empty shop; the floor's tables are made beside it. */
export async function openGround(address: DatabaseAddress): Promise<Ground> {
  const floor = new pg.Pool({
    ...address.connection,
    max: 8,
    options: `-c search_path=floor,${address.schema} -c timezone=UTC -c random_page_cost=1.1`,
  })
  await floor.query('create schema floor')
  await floor.query(await readFile(path.join(projectRoot(), 'bench/floor.sql'), 'utf8'))
  const ours = openPool(address)
  // Connections that the closing server ends before they do must not end the bench.
  for (const pool of [ours, floor]) pool.on('error', () => {})
  const act = () => ({ actor, at: new Date(), timeZone: 'UTC' })
  return {
    ours,
    floor,
    address,
    act: work => inTransaction(ours, act(), work),
    get reader() {
      return readerOn(ours, act())
    },
    close: async () => {
      await ours.end()
      await floor.end()
    },
  }
}
